/** An operator checks what the portal sends: headers on every kind of answer, statics without the Worker, one cookie. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support.ts';

const answers: [kind: string, path: string, status: number][] = [
  ['a static page', '/en', 200],
  ['a static definition', '/data/polls/almond-street.json', 200],
  ['a static document', '/documents/shade-plan-budget.csv', 200],
  ['a static icon', '/icon.svg', 200],
  ['a page on demand', '/en/polls/almond-street/results', 200],
  ['a page that redirects', '/', 302],
  ['an answer of the API', '/api/polls/almond-street/tally', 200],
  ['the description of the API', '/api/openapi.json', 200],
  ['a missing page', '/en/nothing-here', 404],
  ['a missing poll', '/he/polls/nothing-here', 404],
  ['a missing answer of the API', '/api/nothing-here', 404],
  ['a missing definition', '/data/polls/nothing-here.json', 404],
  ['a missing file', '/_astro/nothing-here.js', 404],
];

for (const [kind, path, status] of answers) {
  test(`sends every security header with ${kind}`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(status);
    const headers = response.headers();
    const policy = `${headers['content-security-policy']} ${(await response.text()).match(/http-equiv="content-security-policy" content="([^"]*)"/i)?.[1] ?? ''}`;
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
    if (headers['content-type']?.startsWith('text/html')) expect(policy).toMatch(/script-src 'self'/);
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['set-cookie']).toBeUndefined();
  });
}

const personal = 'private, no-store';
const onDemand: [path: string, cacheControl: string][] = [
  ['/', personal],
  ['/en/now', 'public, max-age=5'],
  ['/en/polls/library-hours/results', personal],
  ['/en/consultations/shade-plan/comments', personal],
  ['/en/mine', personal],
  ['/en/mine.json', personal],
  ['/en/mine/forget', personal],
  ['/en/nothing-here', personal],
  ['/api/responses/mine', personal],
  ['/api/comments/mine', personal],
];

for (const [path, cacheControl] of onDemand) {
  test(`lets nobody keep for others what ${path} answered one person`, async ({ request }) => {
    expect((await request.get(path, { maxRedirects: 0 })).headers()['cache-control']).toBe(cacheControl);
  });
}

test('lets a respondent keep an after-voting tally for nobody else', async ({ page }) => {
  await page.goto('/en/polls/library-hours');
  await page.request.post('/api/polls/library-hours/responses', {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { answers: [{ question: 'question', option: 'as-now' }] },
  });
  const island = page.waitForResponse((response) => response.url().includes('/_server-islands/PollTally'));
  await page.reload();
  const answer = await island;
  expect(await answer.text()).toContain('option-1');
  expect(answer.headers()['cache-control']).toBe(personal);
  expect((await page.request.get('/api/polls/library-hours/tally')).headers()['cache-control']).toBe(personal);
});

test('has cross-site posts refused on every way in', async ({ request }) => {
  const ways = [
    '/en/polls/almond-street/responses',
    '/en/consultations/shade-plan/comments',
    '/en/mine/forget',
    `/en/receipts/${crypto.randomUUID()}/withdraw`,
    `/en/comments/${crypto.randomUUID()}/reactions`,
  ];
  for (const way of ways) {
    const response = await request.post(way, { form: { option: 'no', body: 'x' }, headers: { origin: 'https://elsewhere.example' } });
    expect(response.status(), way).toBe(403);
  }
  const json = await request.post('/api/polls/almond-street/responses', { data: {}, headers: { origin: 'https://elsewhere.example' } });
  expect(json.status()).toBe(403);
});

test('has a huge form refused with a page in its language', async ({ request, baseURL }) => {
  const response = await request.post('/he/consultations/shade-plan/comments', {
    headers: { origin: new URL(baseURL ?? '').origin, 'content-type': 'application/x-www-form-urlencoded' },
    data: `body=${'x'.repeat(10 * 1024 * 1024)}`,
  });
  expect(response.status()).toBe(413);
  expect(await response.text()).toContain('lang="he"');
});

test('has no page run anything that the policy refuses', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(`${page.url()}: ${message.text()}`);
  });
  for (const path of [
    '/en',
    '/he/polls/almond-street',
    '/ar/consultations/shade-plan',
    '/en/polls/almond-street/results',
    '/en/how-we-count',
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' });
  }
  expect(refused).toEqual([]);
});

test('deploys a Worker that holds no words of entries: it grows with none of them', () => {
  const server = join(process.env.PORTAL_BUILT ?? '', 'server');
  const code = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'));
  const holding = code.filter((file) => readFileSync(join(server, file), 'utf8').includes('Almond Street'));
  expect(code.length).toBeGreaterThan(0);
  expect(holding).toEqual([]);
});
