/** A clerk enters what came on paper, a colleague reads a sample of it again, a publisher takes it back, and a journalist can tell. */
import type { Browser, Page } from '@playwright/test';
import { signInAs } from './office-support.ts';
import { expect, expectAccessible, somebodyElse, test } from './support.ts';

const poll = 'almond-street';

async function official(browser: Browser, role: Parameters<typeof signInAs>[1], name: string): Promise<Page> {
  const page = await somebodyElse(browser);
  await signInAs(page, role, null, name);
  return page;
}

/** Opens a batch of papers for the first poll that is offered; the day is in the portal's time. */
async function openBatch(page: Page, entry: string, channel = 'on paper', receivedAt = '2026-11-20T10:00'): Promise<void> {
  await page.goto('/en/office/papers');
  await page.getByLabel('What is it for?').selectOption(entry);
  await page.getByRole('radio', { name: channel }).check();
  await page.getByLabel('When was it handed in?').fill(receivedAt);
  await page.getByRole('button', { name: 'Open a batch' }).click();
}

/** The people who answered on paper. */
const onPaper = async (page: Page) => ((await (await page.request.get(`/api/polls/${poll}/tally`)).json()).channels.paper ?? 0) as number;

test('enters five papers by keyboard; another reads the sample; a publisher withdraws them, and everybody can tell why', async ({
  browser,
}) => {
  test.slow();
  const clerk = await official(browser, 'clerk', 'Amal');
  const before = await onPaper(clerk);
  await openBatch(clerk, `poll/${poll}`, 'on paper', '2026-11-01T10:00');
  await expect(clerk.getByRole('alert')).toContainText('It was open from');
  await expect(clerk.getByRole('radio', { name: 'on paper' })).toBeChecked();
  await expectAccessible(clerk);
  await clerk.getByLabel('When was it handed in?').fill('2026-11-20T10:00');
  await clerk.getByRole('button', { name: 'Open a batch' }).click();
  await expect(clerk.getByRole('status')).toHaveText('The batch is open.');
  await expectAccessible(clerk);

  // The hand stays on the keyboard.
  for (const number of ['501', '502', '503', '504', '505']) {
    await expect(clerk.getByLabel('Number', { exact: true })).toBeFocused();
    await clerk.keyboard.type(number);
    await clerk.keyboard.press('Enter');
    await clerk.keyboard.press('1');
    await expect(clerk.getByRole('radio').first()).toBeChecked();
    await clerk.keyboard.press('Enter');
    await expect(clerk.getByRole('status')).toHaveText(`${number} is recorded.`);
  }
  expect(await onPaper(clerk)).toBe(before + 5);

  await clerk.getByLabel('Number', { exact: true }).fill('0503');
  await clerk.getByRole('radio').nth(1).check();
  await clerk.getByRole('button', { name: 'Save, and to the next' }).click();
  await expect(clerk.getByRole('alert')).toContainText('This paper number was entered already.');
  await expect(clerk.getByLabel('Number', { exact: true })).toHaveValue('0503');
  await expect(clerk.getByRole('radio').nth(1)).toBeChecked();
  expect(await onPaper(clerk)).toBe(before + 5);
  await clerk.getByText('Enter many at once').click();
  await clerk.getByRole('button', { name: 'Save all' }).click();
  await expect(clerk.getByRole('alert')).toContainText('Write one line at least');
  await expectAccessible(clerk);

  const address = clerk.url().split('?')[0] ?? '';
  await expect(clerk.getByRole('link', { name: /^Enter .* again$/ })).toHaveCount(0);
  const colleague = await official(browser, 'clerk', 'Boaz');
  await colleague.goto(address);
  const sample = colleague.getByRole('link', { name: /^Enter .* again$/ });
  const count = await sample.count();
  expect(count).toBeGreaterThan(0);
  await expect(colleague.getByRole('button', { name: 'Close the batch' })).toHaveCount(0);
  await sample.first().click();
  await expectAccessible(colleague);
  await expect(colleague.getByRole('radio', { checked: true })).toHaveCount(0);
  await colleague.getByRole('radio').nth(1).check();
  await colleague.getByRole('button', { name: 'Save the second entry' }).click();
  await expect(colleague.getByRole('status')).toContainText('the two entries differ');
  await expectAccessible(colleague);
  await colleague.getByRole('button', { name: 'First entry: This one is right' }).click();
  await expect(colleague.getByRole('status')).toContainText('is decided.');
  for (let left = count - 1; left > 0; left -= 1) {
    await sample.first().click();
    await colleague.getByRole('radio').first().check();
    await colleague.getByRole('button', { name: 'Save the second entry' }).click();
    await expect(colleague.getByRole('status')).toContainText('both clerks read the same');
  }
  await colleague.getByRole('button', { name: 'Close the batch' }).click();
  await expect(colleague.getByRole('status')).toHaveText('The batch is closed.');

  const journalist = await somebodyElse(browser);
  await journalist.goto(`/en/polls/${poll}/results`);
  await expect(journalist.locator('.facts', { hasText: 'By which way' })).toContainText(`on paper: ${before + 5}`);
  await expect(journalist.getByRole('listitem').filter({ hasText: '5 records' }).first()).toContainText('at first differing: 1');

  const publisher = await official(browser, 'publisher', 'Dina');
  await publisher.goto(address);
  await publisher.getByText('Withdraw the batch').first().click();
  await publisher.getByRole('button', { name: 'Withdraw the batch' }).click();
  await expect(publisher.getByRole('alert')).toContainText('Say why.');
  await expectAccessible(publisher);
  await publisher.getByLabel('The reason, in English').fill('The box stood open overnight.');
  await publisher.getByRole('button', { name: 'Withdraw the batch' }).click();
  await expect(publisher.getByRole('status')).toHaveText('The batch is withdrawn.');
  expect(await onPaper(publisher)).toBe(before);

  await journalist.reload();
  await expect(journalist.getByText('The box stood open overnight.').first()).toBeVisible();
  await expect(journalist.getByRole('listitem').filter({ hasText: 'The box stood open overnight.' }).first()).toContainText(
    'none of this counts',
  );
  await expectAccessible(journalist);
});

test('enters a pile as lines without JavaScript, and is told which line and what is wrong, with all of it kept', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const clerk = await context.newPage();
  await signInAs(clerk, 'clerk', null, 'Amal');
  await openBatch(clerk, `poll/${poll}`, 'by phone');
  await clerk.getByText('Enter many at once').click();
  await clerk.getByLabel('Lines').fill('- 1\n\n- 99\n');
  await clerk.getByRole('button', { name: 'Save all' }).click();
  await expect(clerk.getByRole('alert')).toContainText('Line 3: 99: there is no answer of this number.');
  await expect(clerk.getByRole('alert')).toContainText('Nothing was recorded.');
  await expect(clerk.getByLabel('Lines')).toHaveValue('- 1\n\n- 99\n');
  await clerk.getByLabel('Lines').fill('- 1\n- 2');
  await clerk.getByRole('button', { name: 'Save all' }).click();
  await expect(clerk.getByRole('status')).toHaveText('2 records entered.');
  await expect(clerk.getByRole('button', { name: /^Take out PHONE-/ })).toHaveCount(2);

  // One of them was a mistake.
  await clerk
    .getByRole('button', { name: /^Take out/ })
    .first()
    .click();
  await expect(clerk.getByRole('status')).toContainText('is taken out.');
  await context.close();
});

test('writes down what somebody said on paper, and it comes among the comments of the web', async ({ browser, page }) => {
  const clerk = await official(browser, 'clerk', 'Amal');
  const number = `C-${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
  await openBatch(clerk, 'consultation/shade-plan');
  await clerk.getByLabel('Number', { exact: true }).fill(number);
  await clerk.getByRole('button', { name: 'Save, and to the next' }).click();
  await expect(clerk.getByRole('alert')).toContainText('Nothing was recorded.');
  await clerk.getByLabel('What it says').fill('Benches under the carob, please.');
  await clerk.getByLabel('What it says').press('Control+Enter');
  await expect(clerk.getByRole('status')).toHaveText(`${number} is recorded.`);
  await expectAccessible(clerk);
  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(/^By way: on paper: \d+\.$/)).toBeVisible();
});
