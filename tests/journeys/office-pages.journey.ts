/** Every page of the office, in every language: what axe sees, and nothing cut at 320 px or at 200 % text. */
import type { Page } from '@playwright/test';
import { signInAs } from './office-support.ts';
import { expect, expectAccessible, expectNothingCut, test } from './support.ts';

const fixed = [
  'office',
  'office/moderation',
  'office/moderation?list=hidden',
  'office/answers',
  'office/plans',
  'office/plans/well-square/shade',
  'office/papers',
  'office/holds',
  'office/data',
  'office/officials',
  'office/audit',
  'office/mail',
  'office/account',
  'office/sign-in',
];

/** All pages, those of a comment among them. */
async function pagesFor(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/moderation/comments?state=hidden', {
    headers: { authorization: `Bearer ${process.env.OPERATOR_TOKEN}` },
  });
  const { comments } = await answer.json();
  return [...fixed, `office/comments/${comments[0].id}`];
}

for (const [locale, scheme, width] of [
  ['en', 'light', 1280],
  ['he', 'dark', 360],
  ['ar', 'light', 360],
  ['ru', 'dark', 1280],
] as const) {
  test(`every page of the office is accessible in ${locale}, ${scheme}; nothing is cut at 320 px, with text twice as large too`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({ baseURL, colorScheme: scheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    await signInAs(page, 'admin');
    for (const path of await pagesFor(page)) {
      await page.goto(`/${locale}/${path}`, { waitUntil: 'networkidle' });
      await test.step(path, () => expectAccessible(page));
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expectNothingCut(page, path);
    }
    await context.close();
  });
}
