/** A citizen reads: what was answered and promised, in which language, on paper, and without leaving a trace. */
import { expect, test, withAndWithoutScript } from './support.ts';

test('reads without leaving a trace: no cookie, nothing kept', async ({ page }) => {
  for (const path of [
    '/en',
    '/en/consultations/shade-plan',
    '/en/polls/almond-street',
    '/en/polls/almond-street/results',
    '/en/consultations/shade-plan/comments',
    '/en/mine',
  ]) {
    await page.goto(path);
  }
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('stays on the page when changing the language, and is met in it next time', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan');
  await page.getByRole('link', { name: 'עברית' }).click();
  await expect(page).toHaveURL(/\/he\/consultations\/shade-plan$/);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.goto('/');
  await expect(page).toHaveURL(/\/he$/);
});

test('is met in a language that few words are in yet, and told which language the others are in', async ({ page, request }) => {
  const door = await request.get('/', { headers: { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.5' }, maxRedirects: 0 });
  expect(door.headers().location).toBe('/ru');
  await page.goto('/ru/polls');
  await expect(page.getByText(/до 18 марта 2027\sг\. \(четверг\), 20:00/).first()).toBeVisible();
  const question = page.getByText('Should Almond Street be closed to cars on Fridays?').first();
  await expect(question).toHaveAttribute('lang', 'en');
  await question.click();
  await expect(page.getByText('Язык этого текста — английский. Русского перевода пока нет.')).toBeVisible();
  await expect(question).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Отправить мой голос' })).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText('About this portal')).toHaveAttribute('lang', 'en');

  await page.goto('/ru/consultations/shade-plan');
  await expect(page.getByRole('heading', { level: 1, name: 'План тени: 4000 деревьев за десять лет' })).toBeVisible();
  await expect(page.getByText('Community House, the large hall')).toHaveAttribute('lang', 'en');
});

test('keeps the order of comments when changing the language, and is led nowhere else', async ({ page, request, baseURL }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=divided');
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page).toHaveURL(/\/ar\/consultations\/shade-plan\/comments\?sort=divided$/);
  for (const elsewhere of [
    '//elsewhere.example',
    'https://elsewhere.example',
    '/en/..//elsewhere.example',
    '/en/\\elsewhere',
    '/en/\r\nSet-Cookie: x=y',
  ]) {
    const response = await request.get(`/language/he?page=${encodeURIComponent(elsewhere)}`, { maxRedirects: 0 });
    expect(new URL(response.headers().location ?? '', baseURL).href, elsewhere).toBe(new URL('/he', baseURL).href);
  }
});

test('follows an answered consultation to its outcome, and an overdue one to the reason', async ({ page }) => {
  await page.goto('/en/consultations/well-square');
  await expect(page.getByRole('heading', { name: 'What we decided' })).toBeVisible();
  await page.goto('/en/consultations/night-buses');
  await expect(page.getByText('Answer 13 days late')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why the answer is late' })).toBeVisible();
});

withAndWithoutScript('follows a comment to the commitment that came of it, and from the commitment back', async (page, script) => {
  const said = 'There is nowhere to sit on the way to the clinic.';
  await page.goto('/en/consultations/well-square/comments?sort=agreed');
  const comment = page.locator('article').first();
  const words = await comment.locator('.words').textContent();
  await expect(comment).toContainText('We answered this in the action plan:');
  await comment.getByRole('link', { name: said }).click();
  await expect(page).toHaveURL(/\/en\/plans\/well-square#benches$/);
  const commitment = page.locator('#benches');
  for (const part of [said, 'Eleven benches', 'Monday 31 August 2026', 'Parks and Gardens Department', 'All eleven stand.']) {
    await expect(commitment).toContainText(part);
  }

  if (!script) await page.getByRole('link', { name: 'See how far it has come' }).first().click();
  await expect(page.getByText('2 of 6 commitments are done, 1 is late.')).toBeVisible();
  await page.locator('.standings li', { hasText: said }).getByRole('link').click();
  await expect(page).toHaveURL(/\/en\/plans\/well-square#benches$/);

  await commitment.getByRole('link', { name: 'Comment 1' }).click();
  await expect(page.locator('article').first()).toContainText(words ?? '');
  const came = page.getByRole('region', { name: 'What came of it' });
  await expect(came).toContainText('Done');
  await expect(came.getByRole('link', { name: said })).toHaveAttribute('href', '/en/plans/well-square#benches');
});

withAndWithoutScript('finds at an answered consultation each commitment that came of it', async (page, script) => {
  await page.goto('/en/consultations/well-square');
  const came = page.getByRole('region', { name: 'What came of it' });
  await expect(came.getByRole('listitem')).toHaveCount(6);
  const lamps = came.getByRole('listitem').filter({ hasText: 'The corner behind the well is dark.' });
  await expect(lamps).toContainText('Fourteen low lamps');
  // Where it stands moves: a static page alone says nothing of it.
  await expect(lamps.getByText('84 days late')).toHaveCount(script ? 1 : 0);
  await lamps.getByRole('link').click();
  await expect(page).toHaveURL(/\/en\/plans\/well-square#lamps$/);
  await page.locator('#lamps').getByRole('link', { name: 'Benches, shade and lights in Well Square' }).click();
  await expect(page).toHaveURL(/\/en\/consultations\/well-square$/);
});

test('passes a consultation on by plain links that tell nobody before they are followed', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.goto('/he/consultations/shade-plan', { waitUntil: 'networkidle' });
  expect([...asked]).toEqual([new URL(baseURL ?? '').origin]);
  const address = (await page.locator('link[rel=canonical]').getAttribute('href')) ?? '';
  const title = await page.getByRole('heading', { level: 1 }).innerText();

  const share = page.getByRole('region', { name: 'לשתף הלאה' });
  const led = async (name: string) => new URL((await share.getByRole('link', { name }).getAttribute('href')) ?? '').searchParams;
  expect((await led('WhatsApp')).get('text')).toBe(`${title}\n${address}`);
  expect((await led('Telegram')).get('url')).toBe(address);
  expect((await led('בדואר אלקטרוני')).get('body')).toBe(address);
  await share.getByRole('button', { name: 'העתקת הקישור' }).click();
  await expect(share.getByRole('status')).toHaveText('הקישור הועתק.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  // Where it arrives, a picture in the same language stands for it.
  const picture = new URL((await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '').pathname;
  expect(picture).toBe('/he/pictures/consultation/shade-plan.png');
  const drawn = await page.request.get(picture);
  expect(drawn.headers()['content-type']).toBe('image/png');
  const manifest = await page.request.get((await page.locator('link[rel=manifest]').getAttribute('href')) ?? '');
  expect(await manifest.json()).toMatchObject({ lang: 'he', dir: 'rtl', start_url: '/he' });
  await context.close();

  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await plain.goto('/he/consultations/shade-plan');
  await expect(plain.getByRole('link', { name: 'WhatsApp' })).toBeVisible();
  await expect(plain.getByRole('button', { name: 'העתקת הקישור' })).toHaveCount(0);
});

test('reads a consultation in easy language, and finds whom to call beside every form', async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await page.goto('/en/consultations/shade-plan');
  const easy = page.getByText('A tree gives shade.');
  await expect(easy).toBeHidden();
  await page.getByText('In easy language').click();
  await expect(easy).toBeVisible();

  const note = page.getByRole('note', { name: 'When somebody is in danger' });
  await expect(note.getByRole('link', { name: '1201' })).toHaveAttribute('href', 'tel:1201');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('I am afraid to walk home here at night.');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  // The page that checks a first comment.
  await expect(page.getByRole('heading', { level: 1, name: 'Check and send' })).toBeVisible();
  await expect(note).toBeVisible();
  // A form that comes back with an error.
  await page.goto('/en/consultations/shade-plan');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await expect(page.getByText('Write something first')).toBeVisible();
  await expect(note).toBeVisible();
});

test('prints a poll with its figures, and without what only a screen can do', async ({ page }) => {
  await page.goto('/en/polls/almond-street', { waitUntil: 'networkidle' });
  const people = page.getByRole('columnheader', { name: 'People' });
  await expect(people).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(people).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send my vote' })).toBeHidden();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('/en/polls/almond-street')).toBeVisible();
});
