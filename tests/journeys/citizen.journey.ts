/** A citizen reads a consultation, comments, agrees with others, and follows what became of it. */
import { awake, confirm, expect, expectAccessible, test, withAndWithoutScript } from './support.ts';

const said = (script: boolean) => `Please plant the school path first ${script ? '🌳' : '🌲'} קודם את שביל בית הספר`;

withAndWithoutScript('finds a consultation, comments, sees the comment, withdraws it', async (page, script) => {
  await page.goto('/en');
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Consultations' }).click();
  await page.getByRole('link', { name: 'A plan for shade' }).click();
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(said(script));
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (script) await page.getByRole('link', { name: 'See the receipt' }).click();
  else await confirm(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Your comment is recorded' })).toBeVisible();
  await expect(page.getByText(said(script))).toBeVisible();
  const receipt = page.url();

  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(said(script))).toBeVisible();

  await page.goto(receipt);
  await page.getByRole('link', { name: 'Withdraw', exact: true }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Withdrawn' })).toBeVisible();
  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(said(script))).toHaveCount(0);
});

withAndWithoutScript('agrees with a comment, changes to disagree, and takes it back', async (page, script) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const comment = page.locator('article').first();
  const address = await comment.locator('a').first().getAttribute('href');
  await comment.scrollIntoViewIfNeeded();
  if (script) await awake(comment);
  await comment.getByRole('button', { name: /^Agree/ }).click();
  if (!script) await confirm(page);
  if (script) await expect(comment.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(address ?? '');
  if (script) await awake(page.locator('article').first());
  await expect(
    page
      .locator('article')
      .first()
      .getByRole('button', { name: /^Agree/ }),
  ).toHaveAttribute('aria-pressed', 'true');
  await page
    .locator('article')
    .first()
    .getByRole('button', { name: /^Disagree/ })
    .click();
  await expect(
    page
      .locator('article')
      .first()
      .getByRole('button', { name: /^Disagree/ }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(
    page
      .locator('article')
      .first()
      .getByRole('button', { name: /^Agree/ }),
  ).toHaveAttribute('aria-pressed', 'false');
  await page
    .locator('article')
    .first()
    .getByRole('button', { name: /^Disagree/ })
    .click();
  const pressed = page.locator('article').first().locator('[aria-pressed=true]');
  await expect(pressed).toHaveCount(0);
  await page.goto(address ?? '');
  await expect(pressed).toHaveCount(0);
});

withAndWithoutScript('replies to a comment', async (page, script) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=newest');
  await page.getByRole('link', { name: 'Reply', exact: true }).last().click();
  await page.locator('#reply').scrollIntoViewIfNeeded();
  if (script) await awake(page.locator('#reply'));
  await page.getByRole('textbox', { name: 'Your reply' }).fill(`A reply ${script ? 'with' : 'without'} a script`);
  await page.getByRole('button', { name: 'Send my reply' }).click();
  if (script) await expect(page.getByRole('status')).toBeVisible();
  else await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
});

withAndWithoutScript('is told kindly of a comment that was sent twice, with the text kept', async (page, script) => {
  const words = `Twice ${script ? 'with' : 'without'}`;
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (!script) await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(`${words}!`);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await expect(page.getByRole('alert')).toContainText('You have said this here already.');
  await expect(page.getByRole('alert').getByRole('link', { name: 'See the receipt' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue(`${words}!`);
});

test('is told how long is too long, with the text kept', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/he/consultations/shade-plan');
  const words = 'א'.repeat(2001);
  await page.locator('textarea').fill(words);
  await page.locator('form:has(textarea) button').click();
  await page.locator('main form button').first().click();
  await expect(page.getByRole('alert')).toContainText('2,001');
  await expect(page.locator('textarea')).toHaveValue(words);
  await context.close();
});

test('keeps what was typed when the page is closed before it is sent', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Not yet finished');
  await page.goto('/en');
  await page.goto('/en/consultations/shade-plan');
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('Not yet finished');
});

test('never has text of others rendered as markup', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  const words = '<img src=x onerror="document.title=1"> & {{7*7}} \u202Eevil\u202C';
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await page.getByRole('link', { name: 'See the receipt' }).click();
  await expect(page.getByText('<img src=x onerror="document.title=1"> & {{7*7}} evil')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});

withAndWithoutScript('sees all that this browser sent, downloads it, and is forgotten', async (page, script) => {
  const words = `To be forgotten, ${script ? 'sent by a script' : 'sent by a form'}`;
  await page.goto('/en/consultations/shade-plan');
  if (script) await awake(page);
  await page.getByRole('textbox', { name: 'Your comment' }).fill(words);
  await page.getByRole('button', { name: 'Send my comment' }).click();
  if (!script) await confirm(page);
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await page.goto('/en/mine');
  await expect(page.getByText(words)).toBeVisible();
  const mine = await (await page.request.get('/en/mine.json')).json();
  expect(mine.comments[0].comment.body).toBe(words);
  await page.getByRole('link', { name: 'Forget me' }).click();
  await page.getByLabel('Withdraw my comments too').check();
  await page.getByRole('button', { name: 'Forget this browser' }).click();
  await expect(page.getByText('This browser has sent nothing yet')).toBeVisible();
  await page.goto('/en/consultations/shade-plan/comments');
  await expect(page.getByText(words)).toHaveCount(0);
  expect(await page.context().cookies()).toEqual([]);
});

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

test('is one person, with two first reactions at once', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const both = page.locator('article:nth-of-type(-n + 2)');
  await expect(both).toHaveCount(2);
  for (const comment of await both.all()) {
    await comment.scrollIntoViewIfNeeded();
    await awake(comment);
  }
  await both.locator('button[value=agree]').evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLButtonElement).click();
  });
  await expect(both.locator('[aria-pressed=true]')).toHaveCount(2);
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.reactions).toHaveLength(2);
});

test('changes a reaction at once, and the last press stands', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  const comment = page.locator('article').first();
  await comment.scrollIntoViewIfNeeded();
  await awake(comment);
  let sent = 0;
  let answered = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/reaction')) answered += 1;
  });
  await page.route('**/reaction', async (route) => {
    sent += 1;
    // The first one is slow on its way.
    if (sent === 1) await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  await comment.getByRole('button', { name: /^Agree/ }).click();
  await comment.getByRole('button', { name: /^Disagree/ }).click();
  await expect.poll(() => answered).toBe(2);
  await expect(comment.getByRole('button', { name: /^Disagree/ })).toHaveAttribute('aria-pressed', 'true');
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.reactions.map(({ reaction }: { reaction: string }) => reaction)).toEqual(['disagree']);
});

test('is one person, whatever answers were lost', async ({ page, request }) => {
  await page.goto('/en/consultations/shade-plan');
  await awake(page);
  await page.route('**/api/participant', (route) => route.abort(), { times: 1 });
  await page.route(
    '**/api/consultations/shade-plan/comments',
    async (route) => {
      // The comment arrives; its answer does not, nor a cookie with it.
      await request.fetch(route.request(), { headers: await route.request().allHeaders() });
      await route.abort();
    },
    { times: 1 },
  );
  const words = page.getByRole('textbox', { name: 'Your comment' });
  const send = page.getByRole('button', { name: 'Send my comment' });
  await words.fill('Shade where the bus is waited for');
  for (const _ of ['no identity', 'no answer']) {
    await send.click();
    await expect(page.getByRole('alert')).toHaveText(/No answer came back/);
    await expect(send).toBeFocused();
  }
  await words.fill('Shade where the bus is waited for, and a bench under it');
  await send.click();
  await expect(page.locator('[data-island=comment-form]').getByRole('status')).toBeVisible();
  const mine = await (await page.request.get('/api/comments/mine')).json();
  expect(mine.comments).toHaveLength(2);
  await page.getByRole('button', { name: 'Write another' }).click();
  await expect(words).toBeFocused();
});

test('goes back from the page to check with everything kept, and sends another wording', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/en/consultations/shade-plan');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('First wording\nin two lines');
  await page.getByRole('combobox').selectOption('he');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await page.getByRole('button', { name: 'Edit it' }).click();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('First wording\nin two lines');
  await expect(page.getByRole('combobox')).toHaveValue('he');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Second wording');
  await page.getByRole('button', { name: 'Send my comment' }).click();
  await expect(page.getByRole('heading', { name: 'Your comment is recorded' })).toBeVisible();
  await expect(page.getByText('Second wording')).toBeVisible();
  await context.close();
});

test('takes a reaction back without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/en/consultations/shade-plan/comments?sort=agreed');
  await page.locator('article').first().locator('a').first().click();
  await page.getByRole('button', { name: /^Pass/ }).first().click();
  await confirm(page);
  await expect(page.getByRole('button', { name: /^Pass/ }).first()).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: /^Pass/ }).first().click();
  await expect(page.getByRole('button', { name: /^Pass/ }).first()).toHaveAttribute('aria-pressed', 'false');
  await context.close();
});

withAndWithoutScript('finds a consultation by a Hebrew word with a prefix, and one without', async (page, script) => {
  const finds = async (word: string, title: string) => {
    await page.goto('/he/search');
    await page.getByRole('searchbox').fill(word);
    // With a script typing is enough.
    if (!script) await page.getByRole('searchbox').press('Enter');
    await expect(page.getByRole('status')).toHaveText(/תוצא/);
    await expect(page).toHaveURL(new URL(`/he/search?${new URLSearchParams({ q: word })}`, page.url()).href);
    await expect(page.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', '/he/consultations/open-library');
  };
  await finds('בספרייה', 'ספרייה שפתוחה לכולם');
  await finds('ספרייה', 'ספרייה שפתוחה לכולם');
  await page.getByRole('link', { name: 'ספרייה שפתוחה לכולם', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ספרייה שפתוחה לכולם' })).toBeVisible();
});

test('finds with a script what stands deep in a page, and without one is told what was looked through', async ({ browser, page }) => {
  const word = 'degrees';
  await page.goto(`/en/search?q=${word}`);
  await expect(page.locator('mark', { hasText: word }).first()).toBeVisible();
  await expect(page.getByText('Titles and summaries were looked through')).toBeHidden();
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto('/en/search?q=pavement-of-nowhere');
  await expect(plain.getByText('Nothing was found for')).toContainText('pavement-of-nowhere');
  await expect(plain.getByText('Titles and summaries were looked through')).toBeVisible();
  await plain.goto(`/en/search?q=${'long '.repeat(50)}`);
  await expect(plain.getByRole('status')).toContainText('at most 200 characters');
  await plain.context().close();
});

test('finds in other languages what is not there in the own one', async ({ page }) => {
  await page.goto('/en/search');
  await page.getByRole('searchbox').fill('בספרייה');
  await expect(page.getByRole('heading', { name: 'In other languages' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'ספרייה שפתוחה לכולם', exact: true })).toHaveAttribute('hreflang', 'he');
});

test('lets programs run that look through an index on the search page alone', async ({ page, request }) => {
  const policy = async (path: string) => {
    const response = await request.get(path);
    return `${response.headers()['content-security-policy'] ?? ''} ${await response.text()}`;
  };
  expect(await policy('/en/search')).toContain("'wasm-unsafe-eval'");
  for (const path of [
    '/en',
    '/en/now',
    '/en/consultations/shade-plan',
    '/en/consultations/shade-plan/comments',
    '/en/mine',
    '/en/nothing',
  ]) {
    expect(await policy(path), path).not.toContain('wasm-unsafe-eval');
  }
  // What finds is fetched by who searches, and by nobody else.
  const asked: string[] = [];
  page.on('request', (one) => asked.push(new URL(one.url()).pathname));
  await page.goto('/en/search', { waitUntil: 'networkidle' });
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
  await page.getByRole('searchbox').fill('shade');
  await expect(page.getByRole('status')).toHaveText(/results?$/);
  expect(asked).toContain('/pagefind/pagefind.js');
});

withAndWithoutScript('finds a town hall in the calendar, reads what it is about and takes it into a calendar', async (page, script) => {
  await page.goto('/en');
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'November 2026' })).toBeVisible();
  await expect(page.locator('[aria-current=date]')).toContainText('23 Today');
  await page.getByRole('link', { name: 'December 2026' }).click();
  await expect(page).toHaveURL(/\/en\/calendar\/2026-12$/);
  // Under its weekday, with its hours.
  const day = page.getByRole('cell').filter({ has: page.locator('time[datetime="2026-12-08"]') });
  await expect(day).toContainText('18:00–20:00');
  await day.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where the first trees go: an evening about shade');
  for (const words of ['Tuesday 8 December 2026', 'Israel Standard Time', '8 Orchard Lane, Tal Oren', 'No steps from the pavement'])
    await expect(page.getByText(words).first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '18:15' })).toContainText('The plan');
  if (script) await expect(page.getByText('In 15 days')).toBeVisible();

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Add to my calendar' }).click()]);
  expect(file.suggestedFilename()).toBe('shade-evening.ics');
  const address = new URL(file.url()).pathname;
  const answer = await page.request.get(address);
  expect(answer.headers()['content-type']).toMatch(/^text\/calendar/);
  for (const line of ['DTSTART:20261208T160000Z', 'DTEND:20261208T180000Z', 'STATUS:CONFIRMED'])
    expect(await answer.text()).toContain(line);
});

test('has the days of a month as a list on a phone, and reads each once', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto('/he/calendar/2026-12');
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2, name: 'יום שלישי, 8 בדצמבר' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'איפה יעמדו העצים הראשונים' })).toHaveCount(1);
  await context.close();
});

test('subscribes to all town halls in a language of choice', async ({ page }) => {
  await page.goto('/ar/events');
  const address = await page.locator('code').textContent();
  const answer = await page.request.get(new URL(address ?? '').pathname);
  expect(answer.headers()['content-type']).toMatch(/^text\/calendar/);
  const unfolded = (await answer.text()).replaceAll('\r\n ', '');
  const { entries } = await (await page.request.get('/data/index.json')).json();
  const held = entries.filter(({ kind }: { kind: string }) => kind === 'event');
  expect(unfolded.match(/^BEGIN:VEVENT/gm)).toHaveLength(held.length);
  for (const { words } of held) expect(unfolded).toContain(words.ar.title.replaceAll(/[,;]/g, '\\$&'));
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

withAndWithoutScript('finds what is near on the map, in the list and in the drawing', async (page, script) => {
  await page.goto('/en/map');
  const drawing = page.getByRole('navigation', { name: 'The town, drawn, with its districts' });
  await expect(page.getByRole('button', { name: 'Open the moving map' })).toBeVisible({ visible: script });
  const number = drawing.getByRole('link', { name: /on the map: .*A library that is open to everyone/ });
  const place = (await number.getAttribute('href')) ?? '';
  await number.click();
  const entry = page.locator(place);
  await expect(entry).toBeInViewport();
  await expect(entry).toContainText((await number.textContent())?.trim() ?? '–');
  await entry.getByRole('link', { name: 'A library that is open to everyone' }).click();
  await expect(page).toHaveURL(/consultations\/open-library$/);
  await page.goBack();
  await drawing.getByRole('link', { name: 'Almond Hill' }).click();
  await expect(page).toHaveURL(/areas\/almond-hill$/);
});

test('opens the moving map on a press, with names and numbers to follow, and goes back to the drawing', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (one) => asked.push(new URL(one.url()).pathname));
  await page.goto('/he/map', { waitUntil: 'networkidle' });
  const ofTheMap = () => asked.filter((path) => /maplibre|moving-map|data\/map/.test(path));
  expect(ofTheMap()).toEqual([]);
  await page.getByRole('button', { name: 'פתיחת המפה האינטראקטיבית' }).click();
  const moving = page.locator('#moving');
  await expect(moving.getByRole('region', { name: 'המפה האינטראקטיבית של העיר' })).toBeVisible();
  await expect(moving.getByRole('link', { name: 'גבעת השקד' })).toHaveAttribute('href', '/he/areas/almond-hill');
  await expect(page.getByRole('navigation', { name: 'ציור העיר ושכונותיה' })).toBeHidden();
  expect(ofTheMap()).not.toEqual([]);
  await expectAccessible(page);
  await moving.getByRole('button', { name: 'הגדלה' }).click();
  await moving.getByRole('link', { name: /^מספר 2 במפה/ }).press('Enter');
  await expect(page.locator('#place-2')).toBeInViewport();
  await page.getByRole('button', { name: 'חזרה לציור' }).click();
  await expect(page.getByRole('navigation', { name: 'ציור העיר ושכונותיה' })).toBeVisible();
});

test('keeps the drawing and the list where a browser can show no moving map', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto('/en/map');
  await page.getByRole('button', { name: 'Open the moving map' }).click();
  await expect(page.getByRole('status')).toContainText("can't show the moving map");
  await expect(page.getByRole('navigation', { name: 'The town, drawn, with its districts' })).toBeVisible();
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

test('types before the form is awake, and every word and the language are kept', async ({ page }) => {
  const { promise: hurry, resolve: arrive } = Promise.withResolvers<void>();
  await page.route('**/_astro/*.js', async (route) => {
    if (route.request().url().includes('WriteComment')) await hurry;
    await route.continue();
  });
  await page.goto('/en/consultations/shade-plan');
  const words = page.getByRole('textbox', { name: 'Your comment' });
  const language = page.getByRole('combobox', { name: 'Written in' });
  await language.selectOption('he');
  await words.fill('Typed while the script was on its way');
  const form = page.locator('[data-island=comment-form]');
  await expect(form).not.toHaveAttribute('data-awake');
  arrive();
  await expect(form).toHaveAttribute('data-awake');
  await expect(words).toHaveValue('Typed while the script was on its way');
  await expect(words).toBeFocused();
  await expect(language).toHaveValue('he');
  // Kept on the device from the first word, as what is typed later.
  await page.reload();
  await expect(words).toHaveValue('Typed while the script was on its way');
});
