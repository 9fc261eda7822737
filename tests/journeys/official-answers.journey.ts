/** An official answers in public and says what became of a promise; everybody reads it, and what was said before. */
import { signInAs } from './office-support.ts';
import { confirm, expect, expectAccessible, somebodyElse, test, withAndWithoutScript } from './support.ts';

test('answers a question, edits the answer, and a journalist reads what it said before', async ({ page, browser }) => {
  const citizen = await browser.newContext({ javaScriptEnabled: false });
  const author = await citizen.newPage();
  const question = `When will the school path have shade? ${crypto.randomUUID()}`;
  await author.goto('/en/consultations/shade-plan');
  await author.getByRole('textbox', { name: 'Your comment' }).fill(question);
  await author.getByRole('button', { name: 'Send my comment' }).click();
  await confirm(author);
  const receipt = author.url();

  await signInAs(page, 'editor', 'gardens');
  await page.goto('/en/office/answers?consultation=shade-plan');
  await expectAccessible(page);
  // The newest question stands at the end of the list, which comes in pages.
  const row = page.getByRole('listitem').filter({ hasText: question });
  while (!(await row.isVisible())) await page.getByRole('link', { name: 'Next page' }).click();
  await row.getByRole('link', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Publish the reply' }).click();
  await expect(page.getByRole('alert')).toHaveText('Write the reply in one language at least.');
  await expectAccessible(page);
  await page.getByLabel('Reply: English').fill('In March: forty trees are ordered.');
  await page.getByLabel('Reply: עברית').fill('במרץ: הוזמנו ארבעים עצים.');
  await page.getByRole('button', { name: 'Publish the reply' }).click();
  await expect(page.getByRole('status')).toContainText('The reply is public.');
  await expectAccessible(page);

  // Whose department answers, and never who.
  const own = await (await browser.newContext({ storageState: await citizen.storageState() })).newPage();
  await own.goto(receipt);
  const reply = own.getByRole('region', { name: 'Official reply: Parks and Gardens Department' });
  await expect(reply).toContainText('In March: forty trees are ordered.');
  await expectAccessible(own);
  await own.goto('/en/mine');
  await expect(reply).toContainText('In March');
  await expectAccessible(own);

  await page.getByText('Edit this reply').click();
  await page.getByLabel('Reply: English').fill('In April: the trees come later than we thought.');
  await page.getByRole('button', { name: 'Publish the change' }).click();
  await expect(page.getByRole('status')).toContainText('What the reply said before stays readable.');

  const journalist = await somebodyElse(browser);
  await journalist.goto('/he/consultations/shade-plan/comments?sort=newest');
  const comment = journalist.getByRole('article').filter({ hasText: question });
  await expect(comment.getByRole('region', { name: 'תשובה רשמית: אגף גנים ונוף' })).toContainText('במרץ: הוזמנו ארבעים עצים.');
  await journalist.goto('/en/consultations/shade-plan/comments?sort=newest');
  await comment.getByRole('link', { name: 'What it said before' }).click();
  await expect(journalist.getByText('In March: forty trees are ordered.')).toBeVisible();
  await expect(journalist.getByText('In April').first()).toBeVisible();
  await expectAccessible(journalist);

  await page.getByText('Withdraw this reply').first().click();
  await page.getByRole('button', { name: 'Withdraw this reply' }).click();
  await expect(page.getByRole('status')).toContainText('The reply is withdrawn.');
  await journalist.reload();
  await expect(journalist.getByText('This reply was withdrawn on')).toBeVisible();
  await expect(journalist.getByText('In March: forty trees are ordered.')).toHaveCount(0);
  await citizen.close();
});

test('two officials at once: the second is told, and what they typed is kept', async ({ page, browser }) => {
  const other = await somebodyElse(browser);
  await signInAs(page, 'editor', 'gardens');
  await signInAs(other, 'publisher');
  await page.goto('/en/office/answers?consultation=shade-plan');
  await page.getByRole('link', { name: 'Answer' }).first().click();
  await other.goto(page.url());
  await other.getByLabel('In whose name').selectOption('Parks and Gardens Department');
  await other.getByLabel('Reply: English').fill('The publisher was faster.');
  await other.getByRole('button', { name: 'Publish the reply' }).click();
  await expect(other.getByRole('status')).toContainText('The reply is public.');
  await page.getByLabel('Reply: English').fill('What I wanted to say.');
  await page.getByRole('button', { name: 'Publish the reply' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else has changed this meanwhile.');
  await expect(page.getByText('The publisher was faster.').first()).toBeVisible();
  const kept = page.locator('form').filter({ has: page.getByRole('button', { name: 'Publish the reply' }) });
  await expect(kept.getByLabel('Reply: English')).toHaveValue('What I wanted to say.');
});

withAndWithoutScript('posts what became of a promise, and a citizen reads it on the plan; corrects it', async (page, script) => {
  const commitment = script ? 'lit-until-ten' : 'dimmed-from-nine';
  const [first, second] = [`All lamps stand. ${crypto.randomUUID()}`, `Half of the lamps stand. ${crypto.randomUUID()}`];
  const citizen = await page.context().browser()?.newContext({ javaScriptEnabled: script });
  const reader = await citizen?.newPage();
  if (!reader) throw new Error('there is no browser');
  // The check is a script itself.
  const check = script ? expectAccessible : async () => {};
  await signInAs(page, 'editor', 'gardens');
  await page.goto('/en/office/plans');
  await check(page);
  await page.locator(`a[href$="/playgrounds/${commitment}"]`).click();
  await check(page);

  await page.getByRole('radio', { name: 'Will not be done' }).check();
  await page.getByLabel('Where can it be checked?').fill('lamps.pdf');
  await page.getByRole('button', { name: 'Publish the update' }).click();
  await expect(page.getByText('Say why nothing will be done, in one language at least.')).toBeVisible();
  await expect(page.getByText('Write a path of this portal that begins with /')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Will not be done' })).toBeChecked();
  await expect(page.getByLabel('Where can it be checked?')).toHaveValue('lamps.pdf');
  await check(page);

  await page.getByRole('radio', { name: 'Done', exact: true }).check();
  await page.getByLabel('Where can it be checked?').fill('/documents/shade-plan-budget.csv');
  await page.getByLabel('Note: English').fill(first);
  await page.getByLabel('Note: עברית').fill('כל הפנסים במקומם.');
  await page.getByRole('button', { name: 'Publish the update' }).click();
  await expect(page.getByRole('status')).toHaveText('The update is public.');
  await check(page);

  const plan = '/en/plans/playgrounds';
  await reader.goto(script ? plan : `${plan}/progress`);
  await expect(reader.getByText(first)).toBeVisible();
  await check(reader);
  await reader.goto(`/he/plans/playgrounds/progress`);
  await expect(reader.getByText('כל הפנסים במקומם.').first()).toBeVisible();

  await page
    .getByRole('link', { name: /^Correct/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Correct the update of/ })).toBeVisible();
  await expect(page.getByLabel('Note: English')).toHaveValue(first);
  await check(page);
  await page.getByRole('radio', { name: 'Under way' }).check();
  await page.getByLabel('Note: English').fill(second);
  await page.getByRole('button', { name: 'Publish the correction' }).click();
  await expect(page.getByRole('status')).toContainText('What was said before stays readable.');

  // A page that was read a moment ago may be kept for seconds.
  await expect(async () => {
    await reader.goto(`${plan}/progress`);
    await expect(reader.getByText(second)).toBeVisible({ timeout: 500 });
  }).toPass();
  const corrected = reader.getByRole('listitem').filter({ hasText: second }).last();
  await corrected.getByText(/^Corrected on/).click();
  await expect(corrected.getByText(first)).toBeVisible();
  await check(reader);
  await citizen?.close();
});

test('an official of another department meets no form', async ({ page }) => {
  await signInAs(page, 'editor', 'roads');
  expect((await page.goto('/en/office/plans/playgrounds/lit-until-ten'))?.status()).toBe(403);
  await page.goto('/en/office/answers?consultation=shade-plan');
  await expect(page.getByText('No question is waiting for a reply.')).toBeVisible();
});
