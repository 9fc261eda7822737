/** Nobody writes here but a person on a page of this portal, at a person’s pace. */
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { addresses, writing } from '../support/addresses.ts';
import { refused } from '../support/answers.ts';
import { bindings } from '../support/bindings.ts';
import { said } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { signedIn } from '../support/officials.ts';
import { operator, origin, Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';
import { crowd, tree, vote, voted } from '../support/votes.ts';

const town = async () => new Portal(await aPoll(), await aConsultation());

const foreign: Record<string, string>[] = [
  { origin: 'https://elsewhere.test' },
  { origin: 'null' },
  { origin: 'http://portal.test' },
  { origin: 'https://portal.test.elsewhere.test' },
  { origin: 'https://portal.test:8443' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin, 'sec-fetch-site': 'cross-site' },
];

test.each(foreign)('another site writes nothing, by whatever address and kind of body: %o', async (headers) => {
  const portal = await town();
  const [voter] = await crowd(portal, 1, 'oak');
  const all = addresses(portal, writing);
  expect(all.length).toBeGreaterThanOrEqual(11);
  const kinds = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
  for (const { method, path } of all) {
    for (const type of kinds) {
      const init = {
        method,
        headers: { cookie: voter.cookie ?? '', 'content-type': type, 'idempotency-key': crypto.randomUUID(), ...headers, ...operator() },
      };
      await refused(await portal.request(path, { ...init, body: JSON.stringify(tree('olive')) }), 403, 'cross-origin');
    }
  }
  expect(await rows('submissions')).toHaveLength(1);
});

test('another site opens no socket', async () => {
  const portal = await town();
  for (const headers of foreign) {
    const response = await portal.request('/api/polls/first-trees/live', { headers: { upgrade: 'websocket', ...headers } });
    await refused(response, 403, 'cross-origin');
  }
});

test('the portal’s own pages write, and so does what is no page, as a script of an operator', async () => {
  const portal = await town();
  const own: Record<string, string>[] = [{ origin }, { origin, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}];
  for (const headers of own) {
    const all = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers };
    const response = await portal.request('/api/polls/first-trees/responses', {
      method: 'POST',
      headers: all,
      body: JSON.stringify(tree('oak')),
    });
    expect(response.status).toBe(201);
  }
});

test('another site may read what is public', async () => {
  const portal = await town();
  expect((await portal.browser().get('/api/polls/first-trees/tally', { origin: 'https://elsewhere.test' })).status).toBe(200);
});

test('who writes too much from one address is told when to come back, while others are not held up', async () => {
  const portal = await town();
  portal.bindings.WRITES_BY_ADDRESS = bindings.TWO_WRITES;
  const from = (address: string) => ({ headers: { 'cf-connecting-ip': address } });
  const flood = crypto.randomUUID();
  // Twice the limit and one more: whenever the minute turns, one of them is a third in the same minute.
  const responses = [];
  for (let writes = 0; writes < 5; writes += 1) responses.push(await vote(portal.browser(), 'oak', from(flood)));
  const slowed = responses.filter(({ status }) => status === 429);
  expect(slowed.length).toBeGreaterThan(0);
  for (const response of slowed) {
    expect(response.headers.get('retry-after')).toBe('60');
    await refused(response, 429, 'too-many');
  }
  expect(await rows('responses')).toHaveLength(responses.length - slowed.length);
  await voted(portal.browser(), 'oak', from(crypto.randomUUID()));
});

test('reading is never slowed, nor is an operator; every other writing is, and nothing of an address is kept', async () => {
  const portal = await town();
  const limit = vi.fn(async () => ({ success: false }));
  portal.bindings.WRITES_BY_ADDRESS = { limit };
  const address = '203.0.113.77';
  for (const { method, path } of addresses(portal, writing)) {
    const init = { method, headers: { origin, 'cf-connecting-ip': address, 'content-type': 'application/json' }, body: '{}' };
    await refused(await portal.request(path, init), 429, 'too-many');
  }
  expect(new Set(limit.mock.calls.flat().map((call) => (call as { key: string }).key))).toEqual(new Set([address]));
  limit.mockClear();
  expect((await portal.browser().get('/api/polls/first-trees/tally')).status).toBe(200);
  const id = crypto.randomUUID();
  const decision = { body: { decision: 'publish' }, headers: operator() };
  await refused(await portal.browser().send('POST', `/api/moderation/comments/${id}`, decision), 404, 'not-found');
  expect(limit).not.toHaveBeenCalled();
  portal.bindings.WRITES_BY_ADDRESS = env.WRITES_BY_ADDRESS;
  await vote(portal.browser(), 'oak', { headers: { 'cf-connecting-ip': address } });
  await said(portal.browser(), 'More shade.', { headers: { 'cf-connecting-ip': address } });
  for (const table of ['responses', 'submissions', 'comments', 'participations'])
    expect(JSON.stringify(await rows(table))).not.toContain(address);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:DB8:1:2:ffff::1', true],
  ['2001:db8::1', '2001:db8:0:0:1:2:3:4', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['192.0.2.1', '192.0.2.2', false],
])('one line is one address, however many it has: %s and %s', async (one, other, same) => {
  const portal = await town();
  const limit = vi.fn(async (_asked: { key: string }) => ({ success: true }));
  portal.bindings.WRITES_BY_ADDRESS = { limit };
  for (const address of [one, other]) await voted(portal.browser(), 'oak', { headers: { 'cf-connecting-ip': address } });
  expect(new Set(limit.mock.calls.map(([asked]) => asked.key)).size).toBe(same ? 1 : 2);
});

const guarded = async () => {
  const portal = await town();
  return {
    portal,
    all: addresses(portal, ['GET', ...writing]).filter(({ path }) => /^\/api\/(moderation\/comments|imports|recount|audit)/.test(path)),
  };
};

test.each(['', 'wrong token of the same length, perhaps not', `${env.OPERATOR_TOKEN}x`, env.OPERATOR_TOKEN?.toUpperCase()])(
  'only the operator’s own token opens what is the operator’s: %j',
  async (token) => {
    const { portal, all } = await guarded();
    expect(all.length).toBeGreaterThanOrEqual(5);
    for (const { method, path } of all) {
      const init = { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
      await refused(await portal.request(path, method === 'GET' ? init : { ...init, body: '{}' }), 401, 'unauthorised');
    }
  },
);

test.each([undefined, '', 'short', 'x'.repeat(31)])('where there is no real token (%j) nobody is the operator', async (token) => {
  const { portal, all } = await guarded();
  Object.assign(portal.bindings, { OPERATOR_TOKEN: token });
  for (const { path } of all.filter(({ method }) => method === 'GET')) {
    for (const given of [token ?? 'undefined', '']) {
      await refused(await portal.request(path, { headers: { authorization: `Bearer ${given}` } }), 401, 'unauthorised');
    }
  }
});

test('officials of one town hall, who all have one address, are not slowed; who only comes to its door is', async () => {
  const portal = await town();
  const moderator = await signedIn(portal, 'moderator');
  portal.bindings.WRITES_BY_ADDRESS = { limit: async () => ({ success: false }) };
  expect((await moderator.send('PUT', '/api/office/me', { body: { name: 'Noa' } })).status).toBe(204);
  await refused(await portal.browser().send('PUT', '/api/office/me', { body: { name: 'Noa' } }), 429, 'too-many');
  const madeUp = portal.browser('__Secure-office.session_token=made-up.signature');
  await refused(await madeUp.send('PUT', '/api/office/me', { body: { name: 'Noa' } }), 429, 'too-many');
});

test.each(['/api/office/auth/passkey/generate-authenticate-options', '/api/office/single-sign-on'])(
  'who asks %s without end is slowed: every visit writes a challenge',
  async (path) => {
    const portal = await town();
    portal.bindings.WRITES_BY_ADDRESS = { limit: async () => ({ success: false }) };
    await refused(await portal.browser().get(path), 429, 'too-many');
    expect(await rows('office_verifications')).toEqual([]);
  },
);
