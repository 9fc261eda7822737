/** A citizen reports what should be looked at, and appeals when their own comment is hidden: with and without JavaScript. */
import type { Page } from '@playwright/test';
import { signInAs } from './office-support.ts';
import { awake, confirm, expect, expectAccessible, test, withAndWithoutScript } from './support.ts';

const consultation = '/en/consultations/shade-plan';
const idOf = (page: Page) => page.url().split('/').at(-1) ?? '';

/** Writes a comment where comments are published at once, and opens its receipt. */
async function write(page: Page, script: boolean, words: string): Promise<string> {
  await page.goto(`${consultation}/comments`);
  if (script) await awake(page.locator('#write'));
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (script) await page.locator('a[href*="/receipts/"]').first().click();
  else await confirm(page);
  await page.waitForURL(/receipts/);
  return idOf(page);
}

/** A moderator decides about a comment, through the office's own door. */
async function decides(moderator: Page, id: string, from: string, what: object): Promise<void> {
  const { seen } = await (await moderator.request.get(`/api/office/comments/${id}/history`)).json();
  const answer = await moderator.request.post('/api/office/moderation/decisions', { data: { comments: [id], from, seen, ...what } });
  expect(answer.status()).toBe(200);
}

withAndWithoutScript('a citizen reports a comment, is thanked, and is told where it was done already', async (page, script) => {
  await page.goto(`${consultation}/comments`);
  await page
    .getByRole('link', { name: 'Report', exact: true })
    .nth(script ? 0 : 1)
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Report a comment' })).toBeVisible();
  await page.getByLabel('It insults or degrades people').check();
  await page.getByLabel('What should we know?').fill('They mean my neighbours.');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await confirm(page);
  await expect(page.getByRole('status')).toContainText('within 24 hours');
  await page.goto(page.url().replace('?done=yes', ''));
  await page.getByLabel('Somebody may be in danger').check();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page.getByRole('alert')).toHaveText('You have reported this comment already.');
  await expect(page.getByLabel('Somebody may be in danger')).toBeChecked();
});

withAndWithoutScript('an author reads why a comment is hidden, appeals once, and is told what came of it', async (page, script) => {
  const browser = page.context().browser();
  const id = await write(page, script, `Fools, all of them, ${script ? 'really' : 'I say'}.`);
  const moderator = await (await browser?.newContext())?.newPage();
  const another = await (await browser?.newContext())?.newPage();
  if (!moderator || !another) throw new Error('a browser has pages');
  await signInAs(moderator, 'moderator');
  await signInAs(another, 'moderator');
  await decides(moderator, id, 'published', { decision: 'hide', reason: 'insult', note: 'Without the first word, please.' });

  await page.reload();
  await expect(page.getByText('Hidden by a moderator')).toBeVisible();
  await expect(page.getByText('Without the first word, please.')).toBeVisible();
  await page.getByRole('link', { name: 'Appeal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appeal against the hiding of your comment');
  await page.getByLabel('Why should it be published?').fill('x'.repeat(1001));
  await page.getByRole('button', { name: 'Send my appeal' }).click();
  await expect(page.getByRole('alert')).toContainText('1,001');
  await page.getByLabel('Why should it be published?').fill('It is a line of a song.');
  await page.getByRole('button', { name: 'Send my appeal' }).click();
  await page.waitForURL(/receipts\/[0-9a-f-]+$/);
  await expect(page.getByText('It is a line of a song.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Appeal' })).toHaveCount(0);

  await decides(another, id, 'hidden', { decision: 'publish', note: 'You are right: we know the song.' });
  await page.reload();
  await expect(page.getByText('the comment is public')).toBeVisible();
  await expect(page.getByText('You are right: we know the song.')).toBeVisible();

  // everybody reads what was done, and nobody what was said
  await another.goto('/en/moderation-log');
  await expect(another.getByText('Granted an appeal').first()).toBeVisible();
  await expect(another.locator('main')).not.toContainText('song');
});

test('the form to report, the appeal and the log are accessible, and nothing of them is cut at 320 px', async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ baseURL, viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  const id = await write(page, true, 'Fools, all of them, once more.');
  const moderator = await (await browser.newContext()).newPage();
  await signInAs(moderator, 'moderator');
  await decides(moderator, id, 'published', { decision: 'hide', reason: 'insult', note: 'Please write it again.' });
  const { comments } = await (await page.request.get('/api/consultations/shade-plan/comments')).json();
  for (const locale of ['en', 'he', 'ar', 'ru']) {
    for (const path of [`/comments/${comments[0].id}/report`, `/receipts/${id}/appeal`, `/receipts/${id}`, '/moderation-log']) {
      await page.goto(`/${locale}${path}`);
      await test.step(`${locale}${path}`, () => expectAccessible(page));
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, path).toBeLessThanOrEqual(0);
    }
  }
});
