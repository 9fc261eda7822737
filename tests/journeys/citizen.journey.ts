/** A citizen comments and agrees with others: once, whatever goes wrong on the way. */
import { awake, confirm, expect, test, withAndWithoutScript } from './support.ts';

const said = (script: boolean) => `Please plant the school path first ${script ? '🌳' : '🌲'} קודם את שביל בית הספר`;

withAndWithoutScript('finds a consultation, comments, sees the comment, withdraws it', async (page, script) => {
  await page.goto('/en');
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Consultations' }).click();
  await page.getByRole('link', { name: 'A plan for shade' }).click();
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(said(script));
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (script) await page.getByRole('link', { name: 'See the receipt' }).click();
  else await confirm(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Your comment is recorded' })).toBeVisible();
  await expect(page.getByText(said(script))).toBeVisible();
  const receipt = page.url();

  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(said(script))).toBeVisible();

  await page.goto(receipt);
  await page.getByRole('link', { name: 'Withdraw', exact: true }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Withdrawn' })).toBeVisible();
  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(said(script))).toHaveCount(0);
});

withAndWithoutScript('agrees with a comment, changes to disagree, and takes it back', async (page, script) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const comment = page.locator('article').first();
  const address = await comment.locator('a').first().getAttribute('href');
  await comment.scrollIntoViewIfNeeded();
  if (script) await awake(comment);
  await comment.getByRole('button', { name: /^Agree/ }).click();
  if (!script) await confirm(page);
  if (script) await expect(comment.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(address ?? '');
  if (script) await awake(comment);
  const [agree, disagree] = [comment.getByRole('button', { name: /^Agree/ }), comment.getByRole('button', { name: /^Disagree/ })];
  await expect(agree).toHaveAttribute('aria-pressed', 'true');
  await disagree.click();
  await expect(disagree).toHaveAttribute('aria-pressed', 'true');
  await expect(agree).toHaveAttribute('aria-pressed', 'false');
  await disagree.click();
  const pressed = comment.locator('[aria-pressed=true]');
  await expect(pressed).toHaveCount(0);
  await page.goto(address ?? '');
  await expect(pressed).toHaveCount(0);
});

withAndWithoutScript('replies to a comment', async (page, script) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=newest');
  await page.getByRole('link', { name: 'Reply', exact: true }).last().click();
  await page.locator('#reply').scrollIntoViewIfNeeded();
  if (script) await awake(page.locator('#reply'));
  await page.getByRole('textbox', { name: 'Your reply' }).fill(`A reply ${script ? 'with' : 'without'} a script`);
  await page.getByRole('button', { name: 'Send my reply' }).click();
  if (script) await expect(page.getByRole('status')).toBeVisible();
  else await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
});

withAndWithoutScript('is told kindly of a comment that was sent twice, with the text kept', async (page, script) => {
  const words = `Twice ${script ? 'with' : 'without'}`;
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (!script) await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(`${words}!`);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await expect(page.getByRole('alert')).toContainText('You have said this here already.');
  await expect(page.getByRole('alert').getByRole('link', { name: 'See the receipt' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue(`${words}!`);
});

test('is told how long is too long, with the text kept', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/he/consultations/shade-plan');
  const words = 'א'.repeat(2001);
  await page.locator('textarea').fill(words);
  await page.locator('form:has(textarea) button').click();
  await page.locator('main form button').first().click();
  await expect(page.getByRole('alert')).toContainText('2,001');
  await expect(page.locator('textarea')).toHaveValue(words);
  await context.close();
});

test('keeps what was typed when the page is closed before it is sent', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Not yet finished');
  await page.goto('/en');
  await page.goto('/en/consultations/shade-plan');
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('Not yet finished');
});

test('never has text of others rendered as markup', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  const words = '<img src=x onerror="document.title=1"> & {{7*7}} \u202Eevil\u202C';
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await page.getByRole('link', { name: 'See the receipt' }).click();
  await expect(page.getByText('<img src=x onerror="document.title=1"> & {{7*7}} evil')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});

withAndWithoutScript('sees all that this browser sent, downloads it, and is forgotten', async (page, script) => {
  const words = `To be forgotten, ${script ? 'sent by a script' : 'sent by a form'}`;
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (!script) await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await page.goto('/en/mine');
  await expect(page.getByText(words)).toBeVisible();
  const mine = await (await page.request.get('/en/mine.json')).json();
  expect(mine.comments[0].comment.body).toBe(words);
  await page.getByRole('link', { name: 'Forget me' }).click();
  await page.getByLabel('Withdraw my comments too').check();
  await page.getByRole('button', { name: 'Forget this browser' }).click();
  await expect(page.getByText('This browser has sent nothing yet')).toBeVisible();
  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(words)).toHaveCount(0);
  expect(await page.context().cookies()).toEqual([]);
});

test('is one person, with two first reactions at once', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const both = page.locator('article:nth-of-type(-n + 2)');
  await expect(both).toHaveCount(2);
  for (const comment of await both.all()) {
    await comment.scrollIntoViewIfNeeded();
    await awake(comment);
  }
  await both.locator('button[value=agree]').evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLButtonElement).click();
  });
  await expect(both.locator('[aria-pressed=true]')).toHaveCount(2);
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.reactions).toHaveLength(2);
});

test('changes a reaction at once, and the last press stands', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const comment = page.locator('article').first();
  await comment.scrollIntoViewIfNeeded();
  await awake(comment);
  let sent = 0;
  let answered = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/reaction')) answered += 1;
  });
  await page.route('**/reaction', async (route) => {
    sent += 1;
    // The first one is slow on its way.
    if (sent === 1) await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  await comment.getByRole('button', { name: /^Agree/ }).click();
  await comment.getByRole('button', { name: /^Disagree/ }).click();
  await expect.poll(() => answered).toBe(2);
  await expect(comment.getByRole('button', { name: /^Disagree/ })).toHaveAttribute('aria-pressed', 'true');
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.reactions.map(({ reaction }: { reaction: string }) => reaction)).toEqual(['disagree']);
});

test('is one person, whatever answers were lost', async ({ page, request }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  await page.route('**/api/participant', (route) => route.abort(), { times: 1 });
  await page.route(
    '**/api/consultations/shade-plan/comments',
    async (route) => {
      // The comment arrives; its answer does not, nor a cookie with it.
      await request.fetch(route.request(), { headers: await route.request().allHeaders() });
      await route.abort();
    },
    { times: 1 },
  );
  const words = page.getByRole('textbox', { name: 'Your comment' });
  const send = page.getByRole('button', { name: 'Send my comment' });
  await words.fill('Shade where the bus is waited for');
  for (const _ of ['no identity', 'no answer']) {
    await send.click();
    await expect(page.getByRole('alert')).toHaveText(/No answer came back/);
    await expect(send).toBeFocused();
  }
  await words.fill('Shade where the bus is waited for, and a bench under it');
  await send.click();
  await expect(page.locator('[data-island=comment-form]').getByRole('status')).toBeVisible();
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.comments).toHaveLength(2);
  await page.getByRole('button', { name: 'Write another' }).click();
  await expect(words).toBeFocused();
});

test('goes back from the page to check with everything kept, and sends another wording', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/en/consultations/shade-plan');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('First wording\nin two lines');
  await page.getByRole('combobox').selectOption('he');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await page.getByRole('button', { name: 'Edit it' }).click();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('First wording\nin two lines');
  await expect(page.getByRole('combobox')).toHaveValue('he');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Second wording');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await expect(page.getByText('Second wording')).toBeVisible();
  await context.close();
});

test('takes a reaction back without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  await page.locator('article').first().locator('a').first().click();
  await page.getByRole('button', { name: /^Pass/ }).first().click();
  await confirm(page);
  await expect(page.getByRole('button', { name: /^Pass/ }).first()).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: /^Pass/ }).first().click();
  await expect(page.getByRole('button', { name: /^Pass/ }).first()).toHaveAttribute('aria-pressed', 'false');
  await context.close();
});

test('types before the form is awake, and every word and the language are kept', async ({ page }) => {
  const { promise: hurry, resolve: arrive } = Promise.withResolvers<void>();
  await page.route('**/_astro/*.js', async (route) => {
    if (route.request().url().includes('WriteComment')) await hurry;
    await route.continue();
  });
  await page.goto('/en/consultations/shade-plan');
  const words = page.getByRole('textbox', { name: 'Your comment' });
  const language = page.getByRole('combobox', { name: 'Written in' });
  await language.selectOption('he');
  await words.fill('Typed while the script was on its way');
  const form = page.locator('[data-island=comment-form]');
  await expect(form).not.toHaveAttribute('data-awake');
  arrive();
  await expect(form).toHaveAttribute('data-awake');
  await expect(words).toHaveValue('Typed while the script was on its way');
  await expect(words).toBeFocused();
  await expect(language).toHaveValue('he');
  // Kept on the device from the first word, as what is typed later.
  await page.reload();
  await expect(words).toHaveValue('Typed while the script was on its way');
});
