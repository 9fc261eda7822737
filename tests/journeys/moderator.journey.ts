/** A moderator clears the queue: with the keyboard alone, in bulk, without JavaScript, beside others; and authors see why. */
import type { Browser, Page } from '@playwright/test';
import { bring, generated } from '../support/waiting.ts';
import { freshAddress, invited, signInAs } from './office-support.ts';
import { expect, expectAccessible, test } from './support.ts';

/** Each journey reads a language of its own, so that none meets what another one waits for. */
type Language = 'en' | 'he' | 'ar' | 'ru';
const consultation = 'budget-2027';
const queue = (language: Language, locale = 'en', list = 'waiting') =>
  `/${locale}/office/moderation?list=${list}&consultation=${consultation}&language=${language}`;

let brought = 0;

/** Lets comments wait, each with words of its own. Gives the words. */
async function waiting(language: Language, ...bodies: string[]): Promise<string[]> {
  brought += 1;
  const name = `journey-${brought}-${crypto.randomUUID().slice(0, 8)}`;
  const comments = generated(consultation, bodies.length, name).map((comment, place) => ({
    ...comment,
    author: `${name}-${place}`,
    language,
    body: `${bodies[place]} ${name}`,
  }));
  await bring(process.env.PORTAL_URL ?? '', process.env.OPERATOR_TOKEN ?? '', consultation, comments);
  return comments.map(({ body }) => body);
}

const entries = (page: Page) => page.locator('li[data-entry]');
const entry = (page: Page, words: string) => entries(page).filter({ hasText: words });
const status = (page: Page) => page.locator('.bar').getByRole('status');

/** Opens a queue and waits until its keys act. */
async function opened(page: Page, language: Language, locale = 'en'): Promise<void> {
  await page.goto(queue(language, locale));
  await awake(page);
}

const awake = (page: Page) => expect(page.locator('[data-island=queue]')).toHaveAttribute('data-awake');

/** What everybody sees of a comment. */
async function publicly(browser: Browser, id: string | null): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/en/comments/${id}`);
  return page;
}

test('comes in by an invitation and clears the queue with the keyboard alone', async ({ page, browser }) => {
  await waiting(
    'ru',
    ...Array.from({ length: 40 }, (_, place) => `Пожалуйста, ${place} скамеек у школы номер ${place * 7}: ${'да '.repeat(place)}`),
  );
  const address = freshAddress('noa');
  await page.goto(await invited(page, address, 'moderator'));
  await page.getByLabel('Your mail address').fill(address);
  await page.getByLabel('Your name').fill('Noa');
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByRole('link', { name: 'Moderation', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Moderation' })).toBeVisible();

  await opened(page, 'ru');
  const first = await entries(page).first().getAttribute('data-entry');
  // To the first of them as the keyboard goes: from the last link before the list.
  await page.getByRole('button', { name: 'Keys' }).focus();
  await page.keyboard.press('Tab');
  for (let press = 0; press < 60 && (await entries(page).count()) > 0; press += 1) await page.keyboard.press('a');
  await expect(page.getByText('Nothing waits to be read.')).toBeFocused();
  await expect(status(page)).toContainText('0 left on this list.');
  await expect((await publicly(browser, first)).getByText('скамеек')).toBeVisible();
});

test('hides with a reason and a note, and takes it back', async ({ page }) => {
  const [kept = '', hidden = ''] = await waiting('he', 'להאיר את השביל אל הבריכה.', 'חשבון הבנק של השכן שלי הוא 12345.');
  await signInAs(page, 'moderator');
  await opened(page, 'he');
  await entry(page, kept).getByRole('checkbox').focus();
  await page.keyboard.press('j');
  await expect(entry(page, hidden)).toBeFocused();
  await page.keyboard.press('h');
  await expect(page.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entry(page, hidden).getByRole('alert')).toHaveText('Say why. Everybody will read it.');
  await page.keyboard.press('1');
  await page.getByLabel('Note to its author').fill('מספר חשבון הוא מידע אישי.');
  await page.getByRole('radio', { name: /personal data/ }).focus();
  await page.keyboard.press('Enter');
  await expect(status(page)).toContainText('1 comment hidden.');
  await expect(entry(page, hidden)).toHaveCount(0);

  await entry(page, kept).getByRole('checkbox').focus();
  await page.keyboard.press('u');
  await expect(status(page)).toContainText('Taken back');
  await expect(entry(page, hidden)).toBeFocused();
  await page.keyboard.press('a');
  await expect(entry(page, hidden)).toHaveCount(0);
  await entry(page, kept)
    .getByRole('button', { name: /^Publish/ })
    .press('a');
  await expect(entry(page, kept)).toHaveCount(0);

  await page.getByRole('link', { name: /^My decisions/ }).click();
  await entry(page, hidden)
    .getByRole('link', { name: /^History/ })
    .click();
  const decisions = page.getByRole('region', { name: 'What was decided' });
  await expect(decisions.getByRole('listitem')).toHaveCount(3);
  await expect(decisions).toContainText("Hidden: it holds somebody's personal data");
  await expect(decisions).toContainText('מספר חשבון הוא מידע אישי.');
  await expect(decisions).toContainText('The moderator');
});

test('decides about near copies and about all that is ticked at once, and takes all of it back', async ({ page }) => {
  const copy = 'Close the ring road to lorries at night, we cannot sleep and nobody listens to us here';
  await waiting('en', copy, `${copy}!`, `${copy}.`, `${copy}!!`);
  const [one = '', two = ''] = await waiting('en', 'A bench at the well, please.', 'Fewer lamps would do in the park.');
  await signInAs(page, 'moderator');
  await opened(page, 'en');
  const group = entry(page, copy);
  await expect(group).toHaveCount(1);
  await expect(group).toContainText('4 nearly the same');
  await group.getByText('3 more').click();
  await group
    .getByRole('listitem')
    .nth(1)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(group).toContainText('3 nearly the same');
  await group.getByRole('button', { name: /^Hide all/ }).click();
  await page.keyboard.press('7');
  await page.getByRole('button', { name: 'Hide 3 comments' }).click();
  await expect(status(page)).toContainText('3 comments hidden.');
  await expect(group).toHaveCount(0);

  await entry(page, one).getByRole('checkbox').check();
  await entry(page, two).getByRole('checkbox').press('x');
  await page.locator('#bulk').getByRole('button', { name: 'Publish all' }).click();
  await expect(status(page)).toContainText('2 comments published.');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(status(page)).toContainText('Taken back: 2 comments stand as before.');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(status(page)).toContainText('Taken back: 3 comments stand as before.');
  await expect(group).toContainText('3 nearly the same');

  await entry(page, one).getByRole('checkbox').check();
  await entry(page, two).getByRole('checkbox').check();
  await group.getByRole('checkbox').check();
  await expect(page.locator('#bulk')).toContainText('5 ticked');
  await page.keyboard.press('a');
  await expect(status(page)).toContainText('5 comments published.');
});

test('does all of it without JavaScript', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const bodies = await waiting(
    'ar',
    'أضيئوا الطريق إلى المسبح رجاءً.',
    'نريد مقاعد أكثر عند البئر.',
    'اتركوا الأشجار كما هي.',
    'الحافلة الصغيرة تكفينا.',
  );
  const [published = '', hidden = '', ...ticked] = bodies;
  await signInAs(page, 'moderator');
  await page.goto(queue('ar'));
  await entry(page, published)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(status(page)).toContainText('1 comment published.');
  await expect(entry(page, published)).toHaveCount(0);
  expect(page.url()).toContain('#entry-');

  await entry(page, hidden).getByRole('button', { name: /^Hide/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hide a comment' })).toBeVisible();
  await page.getByLabel('Note to its author').fill('هذا خارج الموضوع.');
  await page.getByRole('button', { name: 'Hide it' }).click();
  await expect(page.getByRole('alert')).toHaveText('Say why. Everybody will read it.');
  await expect(page.getByLabel('Note to its author')).toHaveValue('هذا خارج الموضوع.');
  await page.getByLabel('it is about something else').check();
  await page.getByRole('button', { name: 'Hide it' }).click();
  await expect(status(page)).toContainText('1 comment hidden.');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(status(page)).toContainText('Taken back: 1 comment stands as before.');
  await expect(entry(page, hidden)).toHaveCount(1);

  await page.locator('#bulk').getByRole('button', { name: 'Publish all' }).click();
  await expect(page.getByRole('alert')).toHaveText('Tick first what is meant.');
  for (const words of [hidden, ...ticked]) await entry(page, words).getByRole('checkbox').check();
  await page.locator('#bulk').getByRole('button', { name: 'Publish all' }).click();
  await expect(status(page)).toContainText('3 comments published.');
  for (const words of ticked) await expect(entry(page, words)).toHaveCount(0);
});

test('works in Hebrew, with keys by their place on a Hebrew keyboard', async ({ page }) => {
  const [words = ''] = await waiting('he', 'עוד צל בדרך לבית הספר, בבקשה.');
  await signInAs(page, 'moderator');
  await opened(page, 'he', 'he');
  await entry(page, words).getByRole('checkbox').focus();
  await entry(page, words).dispatchEvent('keydown', { key: 'ש', code: 'KeyA', bubbles: true });
  await expect(status(page)).toContainText('תגובה אחת פורסמה.');
  await expect(entry(page, words)).toHaveCount(0);
});

test('turns single keys off for good, and they never act outside of the list', async ({ page }) => {
  const [words = ''] = await waiting('he', 'לא לגעת בעצים ליד הבאר.');
  await signInAs(page, 'moderator');
  await opened(page, 'he');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('a');
  await entry(page, words).getByRole('checkbox').focus();
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single keys act' }).uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(entry(page, words).getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('a');
  await page.reload();
  await awake(page);
  await entry(page, words).getByRole('checkbox').focus();
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('li[data-entry]:focus')).toHaveCount(1);
  await expect(status(page)).toHaveText('');
  await entry(page, words)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(entry(page, words)).toHaveCount(0);
});

test('is told of another moderator who was quicker, and what stands now', async ({ page, browser }) => {
  const [contested = '', quiet = ''] = await waiting('he', 'כאן יש ויכוח.', 'וכאן אין.');
  await signInAs(page, 'moderator');
  await opened(page, 'he');
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'moderator');
  await opened(other, 'he');
  await entry(other, contested).getByRole('button', { name: /^Hide/ }).click();
  await other.keyboard.press('2');
  await other.keyboard.press('Enter');
  await expect(status(other)).toContainText('1 comment hidden.');

  await entry(page, contested)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(entry(page, contested)).toContainText('Somebody else was quicker. Hidden by a moderator: it insults or degrades people.');
  await expect(status(page)).toContainText('Somebody else has changed this meanwhile.');
  await expect(entry(page, quiet)).toBeFocused();
  await entry(page, contested).getByRole('button', { name: 'Take it off the list' }).click();
  await expect(entry(page, contested)).toHaveCount(0);

  // The same without JavaScript: the page that was open still offers what is decided already.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signInAs(plain, 'moderator');
  await plain.goto(queue('he'));
  await entry(page, quiet)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(status(page)).toContainText('1 comment published.');
  await entry(plain, quiet)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(plain.getByRole('alert')).toContainText('Somebody else was quicker. Published.');
});

test('loses no decision to a lost connection or an ended session', async ({ page, context }) => {
  const [lost = '', late = ''] = await waiting('he', 'זה נשלח בלי רשת.', 'וזה אחרי היציאה.');
  await signInAs(page, 'moderator');
  await opened(page, 'he');
  await context.setOffline(true);
  await entry(page, lost)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(entry(page, lost)).toContainText('No answer came back. Your decision is kept here: publish.');
  await context.setOffline(false);
  await entry(page, lost).getByRole('button', { name: 'Send again' }).click();
  await expect(status(page)).toContainText('1 comment published.');

  const session = await context.cookies();
  await context.clearCookies();
  await entry(page, late)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(entry(page, late)).toContainText('You are signed out.');
  await expect(entry(page, late).getByRole('link', { name: 'Sign in in another tab' })).toHaveAttribute('target', '_blank');
  await context.addCookies(session);
  await entry(page, late).getByRole('button', { name: 'Send again' }).click();
  await expect(status(page)).toContainText('1 comment published.');
  await expect(entry(page, late)).toHaveCount(0);
});

test('an author sees why, appeals, and another moderator grants it', async ({ page, browser }) => {
  const author = await (await browser.newContext()).newPage();
  const words = `The treasurer lives at 4 Mill Lane ${crypto.randomUUID()}`;
  const key = crypto.randomUUID();
  const said = await author.request.post(`/api/consultations/${consultation}/comments`, {
    headers: { 'idempotency-key': key },
    data: { body: words, language: 'en' },
  });
  const { id } = await said.json();

  await signInAs(page, 'moderator');
  await page.goto(`/en/office/comments/${id}`);
  await page.getByRole('button', { name: /^Hide/ }).click();
  await page.getByLabel("it holds somebody's personal data").check();
  await page.getByLabel('Note to its author').fill('Leave the address out, and it can stay.');
  await page.getByRole('button', { name: 'Hide it' }).click();
  await expect(page.getByRole('status')).toContainText('1 comment hidden.');

  await author.goto(`/en/receipts/${id}`);
  await expect(author.getByText("it holds somebody's personal data").first()).toBeVisible();
  await expect(author.getByText('Leave the address out, and it can stay.')).toBeVisible();
  await author.getByRole('link', { name: 'Appeal' }).click();
  await author.getByLabel('Why should it be published?').fill('The address is that of the town hall.');
  await author.getByRole('button', { name: 'Send my appeal' }).click();
  await author.waitForURL(/receipts\/[0-9a-f-]+$/);

  await page.goto(queue('en', 'en', 'appealed'));
  await expect(entry(page, words)).toContainText('The address is that of the town hall.');
  await expect(entry(page, words)).toContainText('You hid it: somebody else decides on the appeal.');
  await expect(entry(page, words).getByRole('button')).toHaveCount(0);

  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'moderator');
  await other.goto(queue('en', 'en', 'appealed'));
  await entry(other, words)
    .getByRole('button', { name: /^Publish after all/ })
    .click();
  await expect(status(other)).toContainText('1 comment published.');
  await author.goto(`/en/comments/${id}`);
  await expect(author.getByText(words)).toBeVisible();
  await other.goto(`/en/office/comments/${id}`);
  await expect(other.getByText('The appeal was granted.').first()).toBeVisible();
});

test('reads first what was reported for danger, and leaves it published', async ({ page, browser }) => {
  const reporter = await (await browser.newContext()).newPage();
  const words = `Nobody has seen our neighbour since Friday ${crypto.randomUUID()}`;
  const act = (path: string, data: object) => reporter.request.post(path, { headers: { 'idempotency-key': crypto.randomUUID() }, data });
  const { id } = await (await act('/api/consultations/shade-plan/comments', { body: words, language: 'en' })).json();
  expect((await act(`/api/comments/${id}/reports`, { reason: 'danger', words: 'Please send somebody.' })).status()).toBe(201);

  await signInAs(page, 'moderator');
  await page.goto('/en/office/moderation?list=reported');
  const first = entries(page).first();
  await expect(first).toContainText(words);
  await expect(first).toContainText('Reported: somebody may be in danger');
  await expect(first).toContainText('Please send somebody.');
  await first.getByRole('button', { name: /^Leave it published/ }).click();
  await expect(entry(page, words)).toHaveCount(0);
  await reporter.goto(`/en/comments/${id}`);
  await expect(reporter.getByText(words)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every state of the queue is accessible and nothing is cut, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: colorScheme === 'light' ? 1280 : 320, height: 800 } });
    const page = await context.newPage();
    const look = async () => {
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    };
    const copy = 'Two copies of one and the same sentence about the fountain of this town, said twice';
    const [one = ''] = await waiting('en', copy, `${copy}!`);
    const locale = colorScheme === 'light' ? 'en' : 'ar';
    await signInAs(page, 'moderator');
    await opened(page, 'en', locale);
    await entry(page, one).locator('summary').click();
    await entry(page, one).getByRole('checkbox').check();
    await look();
    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await look();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await look();
    await page.keyboard.press('Escape');
    await page.goto(`/${locale}/office/comments/${await entry(page, one).getAttribute('data-entry')}`);
    await look();
    await page.locator('button[value=hide]').click();
    await look();
    for (const list of ['reported', 'appealed', 'hidden', 'mine']) {
      await page.goto(queue('en', locale, list));
      await look();
    }
  });
}
