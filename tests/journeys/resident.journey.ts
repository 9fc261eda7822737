/** A resident votes in ten seconds and sees the tally move. */
import { awake, confirm, expect, somebodyElse, test, withAndWithoutScript } from './support.ts';

const people = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

withAndWithoutScript('votes, keeps a receipt, changes the vote, withdraws it', async (page, script) => {
  await page.goto('/en/polls/almond-street');
  if (script) await awake(page);
  await page.getByRole('radio', { name: 'Only on market days' }).check();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  if (script) await page.getByRole('link', { name: 'See the receipt' }).click();
  else await confirm(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Your vote is recorded' })).toBeVisible();
  await expect(page.locator('dd', { hasText: 'Only on market days' })).toBeVisible();
  const receipt = page.url();

  await page.getByRole('link', { name: 'Change my vote' }).click();
  if (script) await awake(page);
  await page.getByRole('radio', { name: 'Yes, every Friday' }).check();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  if (script) await expect(page.locator('form').getByRole('status').getByText('Your vote is recorded')).toBeVisible();
  await page.goto(receipt);
  await expect(page.locator('dd', { hasText: 'Yes, every Friday' })).toBeVisible();

  await page.getByRole('link', { name: 'Withdraw', exact: true }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Withdrawn' })).toBeVisible();
  await page.goto('/en/mine');
  await expect(page.getByRole('link', { name: 'Vote again' })).toBeVisible();

  // The ballot doesn't go on saying "You have voted".
  await page.goto('/en/polls/almond-street');
  if (script) await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  await expect(page.getByText('You have voted')).toHaveCount(0);
});

test('two browsers with the poll open both see a vote, without being touched', async ({ browser, page }) => {
  const watcher = await somebodyElse(browser);
  await watcher.goto('/en/polls/almond-street/results');
  await page.goto('/en/polls/almond-street');
  await awake(page);
  const here = page.locator('.tally .count');
  const there = watcher.locator('.tally .count');
  await expect(here).toBeVisible();
  await expect(there).toBeVisible();
  await page.getByRole('radio', { name: 'Yes, every Friday' }).check();
  const before = people(await here.textContent());
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await expect(page.locator('form').getByRole('status').getByText('Your vote is recorded')).toBeVisible();
  for (const count of [here, there]) {
    await expect.poll(async () => people(await count.textContent()), { intervals: [50] }).toBeGreaterThan(before);
  }
});

test('sees how others answered only after voting, where the poll says so', async ({ page }) => {
  await page.goto('/en/polls/library-hours');
  await expect(page.getByText('You see how others answered once you have voted.')).toBeVisible();
  await awake(page);
  await page.locator('.choice').first().click();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await expect(page.locator('form').getByRole('status')).toBeVisible();
  await expect(page.locator('.tally svg.cells')).toBeVisible();
  await page.reload();
  await expect(page.locator('.tally svg.cells')).toBeVisible();
});

test('sees nothing of a sealed poll before its close, not even after voting', async ({ page }) => {
  await page.goto('/en/polls/market-name');
  await awake(page);
  await page.locator('.choice').first().click();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await expect(page.locator('form').getByRole('status')).toBeVisible();
  await page.goto('/en/polls/market-name/results');
  await expect(page.getByText('stays sealed until the poll closes')).toBeVisible();
  await expect(page.locator('svg.cells')).toHaveCount(0);
});

withAndWithoutScript('is told next to the field when nothing was chosen', async (page) => {
  await page.goto('/en/polls/almond-street');
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await expect(page.getByRole('alert')).toHaveText(/Choose one of the answers/);
});

test('is told when a poll closed meanwhile, with the choice kept', async ({ page, baseURL }) => {
  // The page was opened while the poll was open: its form is sent after the close.
  await page.setContent(
    `<form method="post" action="${baseURL}he/polls/playground-hours/responses"><input name="option" value="until-ten"><button>send</button></form>`,
  );
  const response = await page.request.post('/he/polls/playground-hours/responses', {
    form: { option: 'until-ten', key: crypto.randomUUID() },
    headers: { origin: new URL(baseURL ?? '').origin },
  });
  expect(response.status()).toBe(409);
  const html = await response.text();
  expect(html).toContain('lang="he"');
  expect(html).toMatch(/value="until-ten" checked/);
  expect(html).toContain('3 ביוני 2026');
});

test.describe('whose answer was lost', () => {
  // One after the other: they count on the same tally.
  test.describe.configure({ mode: 'default' });
  for (const [act, choice] of [
    ['retries the vote', 0],
    ['votes for something else', 1],
  ] as const) {
    test(`${act}, and is counted once`, async ({ page, request }) => {
      await page.goto('/en/polls/first-trees');
      const tally = async () => (await (await page.request.get('/api/polls/first-trees/tally')).json()).people as number;
      const before = await tally();
      let attempts = 0;
      await page.route('**/api/polls/first-trees/responses', async (route) => {
        attempts += 1;
        if (attempts > 1) return route.continue();
        // The vote arrives; its answer does not, nor a cookie with it.
        await request.fetch(route.request(), { headers: await route.request().allHeaders() });
        await route.abort();
      });
      await awake(page);
      await page.locator('.choice').first().click();
      await page.getByRole('button', { name: 'Send my vote' }).click();
      await expect(page.getByRole('alert')).toHaveText(/No answer came back/);
      expect(await tally()).toBe(before + 1);
      await page.locator('.choice').nth(choice).click();
      await page.getByRole('button', { name: 'Send my vote' }).click();
      await expect(page.locator('form').getByRole('status')).toBeVisible();
      expect(await tally()).toBe(before + 1);
    });
  }
});

test('votes with the keyboard alone', async ({ page }) => {
  await page.goto('/en/polls/almond-street');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  for (
    let presses = 0;
    presses < 6 &&
    !(await page
      .locator('input[type=radio]')
      .first()
      .evaluate((radio) => radio === document.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(page.locator('[data-island=ballot]')).toHaveAttribute('data-awake');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('form').getByRole('status').getByText('Your vote is recorded')).toBeVisible();
  await expect(page.locator('form').getByRole('status')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Change my vote' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('input[type=radio]:checked')).toBeFocused();
});

test('chooses before the ballot is awake, and the choice is kept', async ({ page }) => {
  const { promise: hurry, resolve: arrive } = Promise.withResolvers<void>();
  await page.route('**/_astro/*.js', async (route) => {
    if (route.request().url().includes('Ballot')) await hurry;
    await route.continue();
  });
  await page.goto('/en/polls/almond-street');
  const choice = page.getByRole('radio', { name: 'Only on market days' });
  await choice.check();
  const ballot = page.locator('[data-island=ballot]');
  await expect(ballot).not.toHaveAttribute('data-awake');
  arrive();
  await expect(ballot).toHaveAttribute('data-awake');
  await expect(choice).toBeChecked();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await expect(ballot.getByRole('status')).toContainText('Your vote is recorded');
});
