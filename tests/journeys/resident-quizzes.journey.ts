/** A resident takes a quiz: learns after each question, is counted once, and loses nothing on the way. */
import { awake, confirm, expect, test, withAndWithoutScript } from './support.ts';

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
    await page.waitForURL('**/quizzes/shade-facts');
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
