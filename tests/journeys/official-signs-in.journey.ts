/** An official comes in by an invitation, and from then on with one touch, by a link or through their organisation. */

import { freshAddress, invited, signInAs, withAuthenticator } from './office-support.ts';
import { expect, expectAccessible, test } from './support.ts';

const enrol = 'Enrol a passkey on this device';
const withPasskey = 'Sign in with a passkey';

test('from the invitation to a passkey, out, and in again with one touch', async ({ page }) => {
  await withAuthenticator(page);
  const address = freshAddress('noa');
  await page.goto(await invited(page, address, 'moderator'));
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByText('Write a mail address')).toBeVisible();
  await page.getByLabel('Your mail address').fill('somebody.else@tal-oren.example');
  await page.getByLabel('Your name').fill('Noa');
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByText('This invitation is for another address.')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Noa');
  await expectAccessible(page);

  await page.getByLabel('Your mail address').fill(address);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('status')).toContainText('Welcome.');
  await page.getByLabel('What is this device called?').fill('The laptop');
  await page.getByRole('button', { name: enrol }).click();
  await expect(page.getByRole('status')).toContainText('The passkey is enrolled.');
  await expect(page.getByRole('listitem').filter({ hasText: 'The laptop' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/en/office/account');
  await expect(page.getByText('Sign in first')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: withPasskey }).click();
  await page.waitForURL('**/office/account');
  await expect(page.getByText('Noa', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('status')).toContainText('opens nothing any more');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: withPasskey }).click();
  await expect(page.getByText('That did not work.')).toBeVisible();
});

test('an invitation that was used says so, without JavaScript too', async ({ page, browser }) => {
  const address = freshAddress('noa');
  const path = await invited(page, address, 'clerk');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(path);
  await plain.getByLabel('Your mail address').fill(address);
  await plain.getByLabel('Your name').fill('Noa');
  await plain.getByRole('button', { name: 'Come in' }).click();
  await plain.waitForURL('**/account**');
  await expect(plain.locator('noscript p')).toHaveText('Passkeys need JavaScript. A link by mail works without.');
  expect((await page.goto(path))?.status()).toBe(410);
  await expect(page.getByText('This invitation was used already')).toBeVisible();
  await context.close();
});

/** What the browser sends at the end of a ceremony, as if another site had held it. */
const elsewhere = (body: string): string => {
  const sent = JSON.parse(body);
  const data = JSON.parse(Buffer.from(sent.response.response.clientDataJSON, 'base64url').toString());
  sent.response.response.clientDataJSON = Buffer.from(JSON.stringify({ ...data, origin: 'https://tal-oren.phish.example' })).toString(
    'base64url',
  );
  return JSON.stringify(sent);
};

test('a passkey that was made or used at another site opens nothing', async ({ page }) => {
  await withAuthenticator(page);
  await signInAs(page, 'moderator');
  await page.goto('/en/office/account');
  await page.route('**/verify-*', (route) => route.continue({ postData: elsewhere(route.request().postData() ?? '') }));
  await page.getByRole('button', { name: enrol }).click();
  await expect(page.getByText('That did not work. Nothing was changed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('You have none yet.')).toBeVisible();

  await page.unroute('**/verify-*');
  await page.getByRole('button', { name: enrol }).click();
  await expect(page.getByRole('status')).toContainText('The passkey is enrolled.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.route('**/verify-*', (route) => route.continue({ postData: elsewhere(route.request().postData() ?? '') }));
  await page.getByRole('button', { name: withPasskey }).click();
  await expect(page.getByText('That did not work.')).toBeVisible();
  await page.goto('/en/office');
  await expect(page.getByText('Sign in first')).toBeVisible();
});

test('a session that was ended on another device leads back to where the official was', async ({ page, browser, baseURL }) => {
  await withAuthenticator(page);
  await signInAs(page, 'admin');
  await page.goto('/en/office/account');
  await page.getByRole('button', { name: enrol }).click();
  await expect(page.getByRole('status')).toContainText('The passkey is enrolled.');
  // the same official on a second device
  const context = await browser.newContext({ storageState: await page.context().storageState(), ...(baseURL && { baseURL }) });
  await page.context().clearCookies();
  await page.goto('/en/office/officials');
  await page.getByRole('button', { name: withPasskey }).click();
  await page.waitForURL('**/office/officials');

  const there = await context.newPage();
  await there.goto('/en/office/account');
  await there.getByRole('button', { name: /^End this session/ }).click();
  await expect(there.getByRole('status')).toContainText('That session is over.');
  await page.reload();
  await expect(page.getByText('Sign in first')).toBeVisible();
  await page.getByRole('button', { name: withPasskey }).click();
  await page.waitForURL('**/office/officials');
  await context.close();
});

test('through the organisation: in where invited, and refused kindly where not', async ({ page }) => {
  const address = freshAddress('sso');
  await invited(page, address, 'analyst');
  const signIn = async (as: string) => {
    await page.context().clearCookies();
    await page.goto('/en/office/sign-in');
    await page.getByRole('link', { name: 'Sign in through your organisation' }).click();
    await page.locator('input[name=login]').fill(as);
    await page.locator('input[name=password]').fill('whatever');
    await page.locator('button[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/en\/office/);
  };
  await signIn(address);
  await expect(page.getByText('Analyst', { exact: false }).first()).toBeVisible();
  await signIn(freshAddress('stranger'));
  await expect(page.getByText('nobody has invited you here')).toBeVisible();
  await expectAccessible(page);

  const unverified = freshAddress('unverified');
  await invited(page, unverified, 'admin');
  await signIn(unverified);
  await expect(page.getByText('nobody has invited you here')).toBeVisible();
});

test('an admin invites a colleague, changes their role and disables them; the last admin stays', async ({ page, browser, baseURL }) => {
  await signInAs(page, 'admin', null, 'Dana');
  await page.goto('/en/office/officials');
  const colleague = freshAddress('colleague');
  await page.getByLabel('Mail address').fill(colleague);
  await page.getByRole('radio', { name: /^Editor/ }).check();
  await page.locator('#department-new').selectOption('gardens');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  const link = await page.getByRole('status').locator('code').innerText();
  await expectAccessible(page);

  const context = await browser.newContext({ ...(baseURL && { baseURL }) });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.getByLabel('Your mail address').fill(colleague);
  await theirs.getByLabel('Your name').fill('Yael');
  await theirs.getByRole('button', { name: 'Come in' }).click();
  await expect(theirs.getByText('Editor, Parks and Gardens Department')).toBeVisible();
  await theirs.goto('/en/office/officials');
  await expect(theirs.getByRole('heading', { name: 'Your role does not reach here' })).toBeVisible();

  await page.goto('/en/office/officials');
  const row = page.getByRole('listitem').filter({ hasText: colleague });
  await row.getByText('Change').click();
  await row.getByLabel('Role').selectOption('moderator');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Changed.');
  await theirs.goto('/en/office');
  await expect(theirs.getByText('Moderator, Parks and Gardens Department')).toBeVisible();

  await row.getByText('Change').click();
  await row.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('status')).toContainText('Disabled');
  await theirs.reload();
  await expect(theirs.getByText('Sign in first')).toBeVisible();
  await context.close();
});
