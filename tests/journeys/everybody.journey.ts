/** Every page, in every language that words are in: what axe sees, nothing cut at 320 px or at 200 % text, nothing untranslated. */
import { awake, expect, expectAccessible, expectNothingCut, test } from './support.ts';

const everything = [
  '',
  '/now',
  '/now?topic=green',
  '/topics',
  '/topics/green',
  '/areas',
  '/areas/old-town',
  '/changes',
  '/consultations',
  '/consultations/shade-plan',
  '/consultations/night-buses',
  '/consultations/well-square',
  '/consultations/station-quarter',
  '/consultations/shade-plan/notice',
  '/consultations/shade-plan/paper',
  '/consultations/shade-plan/comments',
  '/consultations/shade-plan/comments?hidden=only',
  '/polls',
  '/polls/almond-street',
  '/polls/library-hours',
  '/polls/market-name',
  '/polls/playground-hours',
  '/polls/almond-street/notice',
  '/polls/street-names/paper',
  '/polls/almond-street/results',
  '/polls/market-name/results',
  '/polls/street-names/results',
  '/map',
  '/moderation-log',
  '/search',
  '/search?q=shade',
  '/search?q=nothing-of-the-kind',
  '/events',
  '/events/shade-evening',
  '/events/well-square-walk',
  '/events/night-buses-hearing',
  '/calendar',
  '/calendar/2026-12',
  '/plans',
  '/plans/well-square',
  '/plans/reading-town',
  '/plans/well-square/progress',
  '/quizzes',
  '/quizzes/shade-facts',
  '/quizzes/shade-facts/results',
  '/quizzes/where-the-money-goes',
  '/quizzes/know-your-water/paper',
  '/mine',
  '/mine/forget',
  '/about',
  '/how-we-count',
  '/privacy',
  '/kept',
  '/accessibility',
  '/moderation',
  '/nothing-here',
];
/** Most Russian words fall back to English: the pages that show it, and those whose words are longest. */
const begun = ['', '/now', '/consultations/shade-plan', '/polls/almond-street', '/plans/well-square/progress', '/calendar/2026-12'];
/** Every page in every language, light on a desk or dark on a phone: colours go with the scheme, and words with the language. */
const languages = {
  en: { pages: everything, schemes: ['light'] },
  he: { pages: everything, schemes: ['dark'] },
  ar: { pages: everything, schemes: ['light'] },
  ru: { pages: begun, schemes: ['light', 'dark'] },
} as const;

for (const [locale, { pages, schemes }] of Object.entries(languages)) {
  for (const scheme of schemes) {
    test(`every page is accessible in ${locale}, ${scheme}; nothing is cut at 320 px, with text twice as large too`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(360_000);
      const context = await browser.newContext({
        baseURL,
        colorScheme: scheme,
        viewport: { width: scheme === 'light' ? 1280 : 360, height: 800 },
      });
      const page = await context.newPage();
      for (const path of pages) {
        await page.goto(`/${locale}${path}`, { waitUntil: 'networkidle' });
        await test.step(path || 'home', () => expectAccessible(page));
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expectNothingCut(page, path);
      }
    });
  }
}

test('a receipt, a thread, an error and a check page are accessible', async ({ page, browser, baseURL }) => {
  await page.goto('/he/polls/almond-street');
  // A press before the ballot is awake posts a plain form, and is met by the page that asks to check and send.
  await awake(page);
  await page.locator('.choice').first().click();
  await page.locator('form.ballot button').click();
  await page.locator('a[href*="/receipts/"]').first().click();
  await page.waitForURL(/receipts/);
  await expectAccessible(page);
  await page.goto(`${page.url()}/withdraw`);
  await expectAccessible(page);
  await page.goto('/he/mine');
  await expectAccessible(page);
  await page.goto('/ar/consultations/shade-plan/comments?sort=agreed');
  await page.locator('article a').first().click();
  await page.waitForURL(/comments\/[0-9a-f-]+$/);
  await expectAccessible(page);

  // What somebody without JavaScript meets, looked at by a browser that can run the check.
  const plain = await (await browser.newContext({ baseURL })).newPage();
  const origin = new URL(baseURL ?? '').origin;
  for (const form of [{ option: 'no' }, {}] as Record<string, string>[]) {
    const response = await plain.request.post('/ar/polls/almond-street/responses', { form, headers: { origin } });
    await plain.route('**/shown', async (route) => route.fulfill({ body: await response.text(), contentType: 'text/html' }));
    await plain.goto('/shown');
    await expectAccessible(plain);
    await plain.unroute('**/shown');
  }
});

test('a quiz is accessible while it is answered, at its end and on its receipt, and nothing of it is cut at 320 px', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  const look = async () => {
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  };
  await page.goto('/ar/quizzes/shade-facts');
  await awake(page);
  const button = page.locator('form.quiz button[type=submit]');
  await button.click();
  await expect(page.locator('form.quiz .error')).toBeVisible();
  await look();
  const count = 5;
  for (let place = 1; place <= count; place += 1) {
    await page.locator('.choice').first().click();
    await button.click();
    await expect(page.locator('.verdict')).toBeFocused();
    if (place === 1) await look();
    await button.click();
  }
  await expect(page.locator('.score')).toBeFocused();
  await look();
  await page.locator('.score a[href*="/receipts/"]').click();
  await page.waitForURL(/receipts/);
  await look();
});

test('reading costs no script: none is fetched before somebody touches a form', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  for (const path of ['', '/consultations', '/about', '/consultations/shade-plan', '/plans/well-square']) {
    await page.goto(`/ar${path}`, { waitUntil: 'networkidle' });
    expect(scripts, path).toEqual([]);
  }
  await page.goto('/ar/consultations/shade-plan', { waitUntil: 'networkidle' });
  await page.locator('textarea').focus();
  await expect(page.locator('[data-island=comment-form]')).toHaveAttribute('data-awake');
  expect(scripts).not.toEqual([]);
});
