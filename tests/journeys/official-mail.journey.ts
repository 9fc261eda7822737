/** An official is reached by mail: a link to sign in, and for an admin what became of every letter. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signInAs } from './office-support.ts';
import { expect, expectAccessible, test, withAndWithoutScript } from './support.ts';

const folder = process.env.PORTAL_MAIL ?? '';

/** The letters that came to an address, the oldest first. */
const lettersTo = (address: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((letter) => letter.includes(`To: ${address}\n`));

const linkTo = (address: string) =>
  lettersTo(address)
    .join('\n')
    .match(/http:\S+\/office\/links\/\S+/)?.[0];

withAndWithoutScript('asks for a link, finds it in the mail, and is in', async (page) => {
  const address = await signInAs(page, 'moderator');
  await page.context().clearCookies();
  await page.goto('/en/office/sign-in');
  await page.getByLabel('Mail address').fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await expect.poll(() => linkTo(address)).toBeTruthy();
  await page.goto(linkTo(address) ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Desk' })).toBeVisible();
});

test('an admin sees what became of letters, in every language', async ({ page }) => {
  const address = await signInAs(page, 'admin');
  await expect.poll(() => lettersTo(address).length).toBe(1);
  await page.goto('/en/office');
  await page.getByRole('link', { name: 'Mail', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mail' })).toBeVisible();
  const sent = page.getByRole('region', { name: 'Sent' }).getByRole('listitem').filter({ hasText: address });
  // A letter arrives before the portal has written down that it did.
  await expect(async () => {
    await page.reload();
    await expect(sent).toContainText('Invitation was used', { timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  for (const language of ['he', 'ar', 'ru']) {
    await page.goto(`/${language}/office/mail`);
    await expect(page.getByText(address)).toBeVisible();
    await expectAccessible(page);
  }
});
