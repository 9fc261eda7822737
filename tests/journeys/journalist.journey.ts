/** A journalist reads an outcome, its method, and recomputes the figures. */
import { expect, test, withAndWithoutScript } from './support.ts';

withAndWithoutScript('reads a result with its method, and finds the same figures as data', async (page) => {
  await page.goto('/en/polls/almond-street/results');
  const tally = await (await page.request.get('/api/polls/almond-street/tally')).json();
  const count = page.locator('.tally .count');
  await expect(count).toContainText(tally.people.toLocaleString('en-GB'));
  const sum = tally.breakdown.reduce((total: number, row: { people: number }) => total + row.people, 0);
  expect(sum).toBe(tally.people);
  await expect(page.locator('svg.cells rect:not(.none)')).toHaveCount(100);
  const method = page.getByRole('region', { name: 'How this result came about' });
  for (const words of ['Anyone', 'one browser', 'self-selected, not representative', 'Monday 2 November 2026'])
    await expect(method).toContainText(words);

  // The definition under which this was counted is the published one, and its versions are what its parts hash to.
  const definition = await (await page.request.get('/data/polls/almond-street.json')).json();
  await expect(method).toContainText(definition.versions.rules);
  expect(definition.rules.questions[0].options.map(({ id }: { id: string }) => id)).toEqual(
    tally.breakdown.map(({ option }: { option: string }) => option),
  );
});

test('recounts the reactions of a consultation from its published comments', async ({ page }) => {
  const comments = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ sort: 'agreed', limit: '5', ...(after ? { after } : {}) });
    const answer = await (await page.request.get(`/api/consultations/well-square/comments?${query}`)).json();
    comments.push(...answer.comments);
    after = answer.next ?? undefined;
  } while (after);
  const order = comments.map(({ agrees, disagrees, passes }) => (agrees + 1) / (agrees + disagrees + passes + 2));
  expect(order).toEqual([...order].sort((one, other) => other - one));
  expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length);
});

test('cites a comment by an address of its own', async ({ page }) => {
  await page.goto('/en/consultations/well-square/comments?sort=agreed');
  const first = page.locator('article').first();
  const words = await first.locator('.words').textContent();
  await first.locator('a').first().click();
  await expect(page).toHaveURL(/\/en\/comments\/[0-9a-f-]{36}$/);
  await expect(page.locator('article').first()).toContainText(words ?? '');
});

test('reads how comments are ordered where they are ordered', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=divided');
  await expect(page.getByText('÷ (agree + disagree + pass + 2)')).toBeVisible();
});
