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

/** Answers the quiz about shade, in order: two answers are right. */
const quizAnswers = ['46 degrees', 'After six to eight years', 'About 120 shekels', 'Up to 310', 'Which streets come first'];
const whole = (name: string) => ({ name, exact: true });

withAndWithoutScript(
  'answers a quiz, learns why, sees how others answered, and tries again without being counted',
  async (page, script) => {
    const tally = async () => (await (await page.request.get('/api/quizzes/shade-facts/tally')).json()).people as number;
    /** Answers every question: one after the other where there is script, else in one form. */
    const answer = async (send: string) => {
      for (const [place, label] of quizAnswers.entries()) {
        if (script) {
          await expect(page.getByText(`Question ${place + 1} of 5`)).toBeVisible();
          await expect(page.locator('form.quiz fieldset')).toHaveCount(1);
        }
        await page.getByRole('radio', whole(label)).check();
        if (!script) continue;
        await page.getByRole('button', whole('Check my answer')).click();
        await expect(page.locator('.verdict')).toHaveText(place % 2 ? 'Right' : 'Not right');
        await expect(page.locator('.verdict')).toBeFocused();
        await expect(page.getByRole('radio')).toHaveCount(0);
        await expect(page.getByText('Source:')).toBeVisible();
        if (place + 1 < quizAnswers.length) await page.getByRole('button', whole('Next question')).click();
      }
      await page.getByRole('button', whole(send)).click();
    };
    await page.goto('/en/quizzes/shade-facts/results');
    await expect(page.getByText('You see how others answered, and the right answers, once you have answered yourself.')).toBeVisible();
    await expect(page.getByText('Right answer', { exact: true })).toHaveCount(0);
    const before = await tally();

    await page.goto('/en/consultations/shade-plan');
    await page.getByRole('link', { name: 'Take the quiz' }).click();
    if (script) await awake(page);
    await answer('Send my answers');
    if (script) await expect(page.locator('form').getByRole('status')).toBeFocused();
    else await confirm(page);
    await expect(page.getByText('Your answers are recorded')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'You answered 2 of 5 questions right' })).toBeVisible();
    await expect(
      page.getByText('The pavement had', { exact: false }).or(page.getByText('the pavement had', { exact: false })),
    ).toBeVisible();
    await expect(page.locator('li', { hasText: '38 degrees' }).getByText('Right answer')).toBeVisible();
    await expect(page.locator('li', { hasText: '46 degrees' }).getByText('Your answer')).toBeVisible();
    await expect(page.locator('li', { hasText: '38 degrees' }).getByText('%')).toBeVisible();
    expect(await tally()).toBe(before + 1);

    // Once more, for learning.
    if (script) await page.getByRole('button', whole('Try again, for learning')).click();
    else await page.getByRole('link', whole('Try again, for learning')).click();
    await answer(script ? 'See my score' : 'Send my answers');
    await expect(page.getByText("This try isn't counted")).toBeVisible();
    await expect(page.getByText('The first try is the one that counts')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'You answered 2 of 5 questions right' })).toBeVisible();
    expect(await tally()).toBe(before + 1);

    await page.getByRole('link', { name: 'See the receipt' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Your answers are recorded' })).toBeVisible();
    await page.getByRole('link', { name: 'See how others answered' }).click();
    await expect(page.locator('li', { hasText: '46 degrees' }).getByText('Your answer')).toBeVisible();
    await page.goto('/en/mine');
    await expect(page.getByText('You answered 2 of 5 questions right')).toBeVisible();
  },
);

withAndWithoutScript('is told which questions of a quiz have no answer yet, with the others kept', async (page, script) => {
  await page.goto('/en/quizzes/shade-facts');
  if (script) {
    await awake(page);
    await page.getByRole('button', whole('Show all questions at once')).click();
  }
  await expect(page.locator('form.quiz fieldset')).toHaveCount(5);
  await page.getByRole('radio', whole('Up to 310')).check();
  await page.getByRole('button', whole('Send my answers')).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(4);
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page.locator('form.quiz fieldset').first()).toHaveAccessibleDescription('Choose one of the answers.');
  await expect(page.getByRole('radio', whole('Up to 310'))).toBeChecked();
});

test('whose connection broke at the end of a quiz loses no answer, and is counted once', async ({ page, request }) => {
  await page.goto('/en/quizzes/shade-facts');
  await page.getByRole('radio').first().check();
  await awake(page);
  // What was chosen before the page woke stays chosen.
  await expect(page.getByRole('radio').first()).toBeChecked();
  await page.getByRole('button', whole('Show all questions at once')).click();
  for (const label of quizAnswers) await page.getByRole('radio', whole(label)).check();
  let attempts = 0;
  await page.route('**/api/quizzes/shade-facts/responses', async (route) => {
    attempts += 1;
    if (attempts > 1) return route.continue();
    // The answers arrive; the reply does not, nor a cookie with it.
    await request.fetch(route.request(), { headers: await route.request().allHeaders() });
    await route.abort();
  });
  await page.getByRole('button', whole('Send my answers')).click();
  await expect(page.getByRole('alert')).toHaveText(/No answer came back/);
  for (const label of quizAnswers) await expect(page.getByRole('radio', whole(label))).toBeChecked();
  await page.getByRole('button', whole('Send my answers')).click();
  await expect(page.getByText('Your answers are recorded')).toBeVisible();
  expect(attempts).toBe(2);
});

test('the page of a quiz tells no right answer before it is answered', async ({ request }) => {
  const html = await (await request.get('/en/quizzes/shade-facts')).text();
  expect(html).toContain('six-to-eight-years');
  for (const told of ['A young tree needs', '"right"', '&quot;right&quot;', 'Right answer']) expect(html).not.toContain(told);
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
