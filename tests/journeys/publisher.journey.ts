/** A publisher stops what has gone wrong, in public, and lets it go on; a moderator takes somebody's words out on request. */
import type { Browser, Page } from '@playwright/test';
import { signInAs } from './office-support.ts';
import { awake, confirm, expect, expectAccessible, test } from './support.ts';

const poll = 'Which plant or bird should a new street be named after?';
const consultation = 'Half an hour without cars at the school gate';
const reason = 'The list of names held one bird twice.';

/** The row of an entry on the page of suspensions. */
const row = (page: Page, title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

/** Suspends or resumes an entry, with a reason in English. */
async function decide(page: Page, title: string, act: 'Suspend' | 'Resume', words: string): Promise<void> {
  await page.goto('/en/office/holds');
  const entry = row(page, title);
  await entry.locator('summary').click();
  await entry.getByLabel('Reason (English)').fill(words);
  await entry.getByRole('button', { name: act }).click();
  await expect(page.getByRole('status')).toContainText(act === 'Suspend' ? 'Suspended.' : 'Resumed.');
}

const visitor = async (browser: Browser, script: boolean) => (await browser.newContext({ javaScriptEnabled: script })).newPage();

test('a poll is suspended: everybody reads why, nobody loses a choice, and afterwards it is taken', async ({ page, browser }) => {
  await signInAs(page, 'publisher');
  const [scripted, plain] = [await visitor(browser, true), await visitor(browser, false)];
  for (const citizen of [scripted, plain]) await citizen.goto('/en/polls/street-names');
  await awake(scripted);
  await decide(page, poll, 'Suspend', reason);
  await expect(row(page, poll)).toContainText('Suspended since');

  for (const citizen of [scripted, plain]) await citizen.getByRole('radio', { name: 'Cyclamen' }).check();
  await scripted.getByRole('button', { name: 'Send my vote' }).click();
  await plain.getByRole('button', { name: 'Send my vote' }).click();
  await confirm(plain);
  for (const citizen of [scripted, plain]) {
    await expect(citizen.getByRole('alert')).toContainText(
      /Taking part has been suspended since Monday 23 November 2026, 10:00\. Nothing was recorded/,
    );
    await expect(citizen.getByRole('alert')).toContainText(reason);
    await expect(citizen.getByRole('radio', { name: 'Cyclamen' })).toBeChecked();
  }
  await plain.goto('/en/polls/street-names/results');
  await expect(plain.locator('.on-hold')).toContainText('Suspended since Monday 23 November 2026, 10:00');
  await expect(plain.getByText(reason).first()).toBeVisible();
  await expectAccessible(scripted);
  // In another language the reason is shown in the one that it was given in.
  await plain.goto('/he/now');
  await expect(plain.locator('bdi[lang=en]').filter({ hasText: reason })).toBeVisible();

  await decide(page, poll, 'Resume', 'The list is right now.');
  await scripted.getByRole('button', { name: 'Send my vote' }).click();
  await expect(scripted.getByRole('heading', { name: 'Your vote is recorded' })).toBeVisible();
  await plain.goto('/en/polls/street-names');
  await plain.getByRole('radio', { name: 'Cyclamen' }).check();
  await plain.getByRole('button', { name: 'Send my vote' }).click();
  await expect(plain).toHaveURL(/\/en\/receipts\//);
  // The history stays.
  await plain.goto('/en/polls/street-names/results');
  await plain.getByText('When this was suspended').click();
  for (const words of [reason, 'The list is right now.']) await expect(plain.getByText(words)).toBeVisible();
  for (const address of ['/en/office/holds', '/en/polls/street-names/results']) {
    await page.goto(address);
    await expectAccessible(page);
  }
});

test('comments are suspended: what somebody wrote is still there, with and without JavaScript', async ({ page, browser }) => {
  await signInAs(page, 'publisher');
  const words = `A long thought about the gate. ${crypto.randomUUID()}`;
  const [scripted, plain] = [await visitor(browser, true), await visitor(browser, false)];
  for (const citizen of [scripted, plain]) await citizen.goto('/en/consultations/school-streets');
  await awake(scripted);
  await decide(page, consultation, 'Suspend', 'Somebody publishes addresses of children.');
  for (const citizen of [scripted, plain]) {
    await citizen.getByLabel('Your comment').fill(words);
    await citizen.getByRole('button', { name: 'Send my comment' }).click();
  }
  await confirm(plain);
  for (const citizen of [scripted, plain]) {
    await expect(citizen.getByRole('alert')).toContainText('Somebody publishes addresses of children.');
    await expect(citizen.getByLabel('Your comment')).toHaveValue(words);
  }
  await decide(page, consultation, 'Resume', 'They are gone, and comments are read first.');
  await plain.getByRole('button', { name: 'Send my comment' }).click();
  await expect(plain).toHaveURL(/\/en\/receipts\//);
  await expect(plain.getByText(words)).toBeVisible();
});

test('without a reason nothing is suspended, and without JavaScript the office works as well', async ({ browser }) => {
  const page = await visitor(browser, false);
  await signInAs(page, 'publisher');
  await page.goto('/en/office/holds');
  const entry = row(page, 'When should the library be open longer?');
  await entry.locator('summary').click();
  await entry.getByLabel('Reason (עברית)').fill('   ');
  await entry.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why. Everybody will read it.');
});

test('a moderator takes a text out on request, in two steps; a stub says on which ground', async ({ page, browser }) => {
  const marker = `Shoshana ${crypto.randomUUID()}`;
  const citizen = await visitor(browser, true);
  await citizen.goto('/en/consultations/shade-plan');
  await awake(citizen);
  await citizen.getByLabel('Your comment').fill(`${marker} lives on the third floor.`);
  await citizen.getByRole('button', { name: 'Send my comment' }).click();
  await citizen.getByRole('link', { name: 'See the receipt' }).click();
  const receipt = citizen.url();

  await signInAs(page, 'moderator');
  await page.goto('/en/office/data');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Look at what would go' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel('Comment', { exact: true }).fill(receipt);
  await page.getByLabel('it held personal data of somebody else').check();
  await page.getByRole('button', { name: 'Look at what would go' }).click();
  await expect(page.getByRole('heading', { name: 'Erase this text for good?' })).toBeVisible();
  await expect(page.getByText(marker)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('status')).toContainText('Erased.');
  await page.getByRole('link', { name: 'A comment' }).first().click();
  await expect(
    page.getByText('The text was erased on Monday 23 November 2026. Ground: it held personal data of somebody else.'),
  ).toBeVisible();
  await citizen.reload();
  await expect(citizen.getByText(marker)).toHaveCount(0);
});

test('everybody reads until when it is kept who sent what', async ({ page }) => {
  await page.goto('/en/privacy');
  await page.getByRole('link', { name: 'How long we keep who sent what' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'How long we keep who sent what' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: poll })).toContainText('Until Tuesday 29 February 2028.');
  await page.goto('/en/polls/street-names/results');
  await expect(page.getByText('Until Tuesday 29 February 2028 an answer can be linked to the browser that sent it.')).toBeVisible();
});
