/** An official comes to work and sees at once what waits, and for how long it has. */
import { signInAs } from './office-support.ts';
import { expect, expectAccessible, somebodyElse, test } from './support.ts';

test('goes from what waits to where it is done', async ({ page, browser, baseURL }) => {
  const citizen = await somebodyElse(browser);
  const sent = await citizen.request.post('/api/consultations/budget-2027/comments', {
    headers: { origin: new URL(baseURL ?? '').origin, 'idempotency-key': crypto.randomUUID() },
    data: { body: 'More benches, please, for those who wait.', language: 'en' },
  });
  expect(sent.status()).toBe(201);
  await signInAs(page, 'moderator');
  await page.goto('/en/office');
  const item = page.getByRole('listitem').filter({ hasText: /comments? waits? to be read/ });
  await expect(item).toContainText(/has waited for|has just come in/);
  await expect(item).toContainText(/to be read by|late/);
  await expect(page.getByRole('listitem').filter({ hasText: 'promised answer' })).toHaveCount(0);
  await expectAccessible(page);
  await item.getByRole('link').click();
  await expect(page).toHaveURL(/\/en\/office\/moderation\?list=waiting$/);
});

test('sees what was promised and is late, in days and in the own language', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAs(page, 'publisher');
  await page.goto('/he/office');
  const item = page.getByRole('listitem').filter({ hasText: 'תשובה שהובטחה מתעכבת' });
  // promised by 10 November, and it is the 23rd
  await expect(item).toContainText('באיחור של 13 ימים');
  await expect(page.getByRole('listitem').filter({ hasText: 'מחכות לקריאה' })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

test('is told where nothing can wait', async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.goto('/en/office');
  await expect(page.getByText('Your role answers nobody directly')).toBeVisible();
  await expectAccessible(page);
});
