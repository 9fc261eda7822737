/** A citizen finds what there is: by words, by date, on the map, and in lists. */
import { expect, expectAccessible, test, withAndWithoutScript } from './support.ts';

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

withAndWithoutScript('narrows the list by links that say how much they leave, and has everything again', async (page) => {
  await page.goto('/en/consultations');
  // The page of a kind is static; its narrowing leads to the list of this moment.
  await page.getByText('Narrow the list').click();
  await page.locator('dd').getByRole('link', { name: 'Schools and libraries' }).click();
  await expect(page).toHaveURL(/\/en\/now\?kind=consultation&topic=learning$/);
  await page.goto('/en/now');
  await page.getByText('Narrow the list').click();
  const topic = page.locator('dd').getByRole('link', { name: /^Parks and shade/ });
  const count = Number((await topic.textContent())?.match(/\d+$/)?.[0]);
  await topic.click();
  await expect(page).toHaveURL(/\/en\/now\?topic=green$/);
  await page.getByText('Narrowed to: Parks and shade').click();
  await expect(topic).toHaveAttribute('aria-current', 'true');

  const { entries, plans } = await (await page.request.get('/data/index.json')).json();
  const green = [...entries, ...plans].filter(({ topics }: { topics: string[] }) => topics.includes('green'));
  const titles = page.locator('h2 ~ ul h3');
  expect((await titles.allTextContents()).sort()).toEqual(green.map(({ words }) => words.en.title).sort());
  expect(count).toBe(green.length);

  // A second link keeps what the first has chosen; what would leave nothing is no link.
  await expect(page.locator('dd').getByRole('link', { name: /^Almond Hill/ })).toHaveCount(0);
  const old = page.locator('dd').getByRole('link', { name: /^Old Town/ });
  const left = Number((await old.textContent())?.match(/\d+$/)?.[0]);
  await old.click();
  await expect(page).toHaveURL(/\?topic=green&area=old-town$/);
  await expect(titles).toHaveCount(left);
  expect(left).toBeLessThan(count);
  await page.getByRole('link', { name: 'Show everything again' }).click();
  await expect(page).toHaveURL(/\/en\/now$/);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Open now',
    'Coming up',
    'Over, waiting for our answer',
    'Answered',
    'Action plans',
  ]);
  await expect(page.getByRole('link', { name: 'Show everything again' })).toHaveCount(0);
});

test('is told where nothing is left of a list, and led back', async ({ page }) => {
  await page.goto('/en/now?topic=green&area=almond-hill');
  await expect(page.getByText('Nothing here is all of that at once.')).toBeVisible();
  await page.getByRole('link', { name: 'Show everything again' }).click();
  await expect(page.getByText('Nothing here is all of that at once.')).toHaveCount(0);
});

test('meets on the home page first what closes soon, and is led from "Because of you" to the commitment', async ({ page }) => {
  await page.goto('/en');
  const groups = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(groups.nth(0)).toHaveText('Closing soon');
  expect((await groups.allTextContents()).slice(0, 4)).toEqual(['Closing soon', 'Open now', 'Come and talk', 'Because of you']);
  const closing = page
    .getByRole('main')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Closing soon' }) });
  await expect(closing.getByText('Closes in 2 days')).toBeVisible();
  const others = page
    .getByRole('main')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Open now' }) });
  const titles = await closing.getByRole('heading', { level: 3 }).allTextContents();
  for (const title of titles) await expect(others.getByRole('heading', { name: title })).toHaveCount(0);

  const because = page
    .getByRole('main')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Because of you' }) });
  // Since when it is done, and not when its figures were last checked.
  const fines = because.getByRole('listitem').filter({ hasText: 'I owe 26 shekels' });
  await expect(fines).toContainText('Done Thursday 1 October 2026');
  await fines.getByRole('link').click();
  await expect(page).toHaveURL(/\/en\/plans\/reading-town#[a-z-]+$/);
  await expect(page.locator(new URL(page.url()).hash)).toContainText('I owe 26 shekels');
});

test('has without JavaScript a home page that names what there is and leads to what is open', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto('/en');
  await expect(page.getByRole('main').getByRole('link', { name: 'A plan for shade' })).toBeVisible();
  await page.getByRole('link', { name: 'See what is open at this moment' }).click();
  await expect(page).toHaveURL(/\/en\/now$/);
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Open now');
  await page.context().close();
});
