/** Every answer, whatever it says, is guarded alike, and reading leaves no trace in a browser. */
import { expect, test, vi } from 'vitest';
import { commonHeaders } from '../../worker/platform/headers.ts';
import { addresses } from '../support/addresses.ts';
import { refused } from '../support/answers.ts';
import { said } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { operator, Portal } from '../support/portal.ts';
import { crowd, vote } from '../support/votes.ts';

const town = async () => new Portal(await aPoll(), await aConsultation());

test('every answer, good or bad, forbids what JSON never needs', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const portal = await town();
  const answers = [
    await portal.browser().get('/api/polls/first-trees/tally'),
    await portal.browser().get('/api/openapi.json'),
    await portal.browser().get('/api/nothing'),
    await vote(portal.browser(), 'oak'),
    await vote(portal.browser(), 'palm'),
    await portal.browser().send('DELETE', '/api/participant'),
    await vote(portal.browser(), 'oak', { headers: { origin: 'https://elsewhere.test' } }),
  ];
  Object.assign(portal.bindings, { DB: null });
  answers.push(await portal.browser().get('/api/entries'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 201, 400, 204, 403, 503]);
  for (const { headers } of answers) {
    expect(Object.fromEntries(headers)).toMatchObject(
      Object.fromEntries(Object.entries(commonHeaders).map(([name, value]) => [name.toLowerCase(), value])),
    );
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length);
});

test('an address that there is not is a 404 in JSON, whatever is asked of it', async () => {
  const portal = await town();
  for (const path of [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/polls',
    '/api/polls/first-trees',
    '/api/polls/first-trees/tally/',
    '/api/comments',
  ]) {
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await portal.request(path, { method });
      await refused(response, 404, 'not-found');
    }
  }
});

test('a request id is the portal’s own, whatever is sent as one', async () => {
  const portal = await town();
  const response = await portal.browser().get('/api/nothing', { 'x-request-id': 'zq9' });
  expect((await refused(response, 404, 'not-found')).requestId).not.toBe('zq9');
});

test('reading sets no cookie, at whatever address', async () => {
  const portal = await town();
  const [voter] = await crowd(portal, 1, 'oak');
  const comment = await said(voter, 'More shade.');
  const all = addresses(portal, ['GET']);
  expect(all.length).toBeGreaterThan(8);
  for (const { path } of all) {
    const known = path.replace(/[0-9a-f-]{36}/, comment.id);
    for (const cookie of [null, voter.cookie, '__Host-participant=x.y']) {
      const response = await portal.browser(cookie).get(known, { 'idempotency-key': crypto.randomUUID(), ...operator() });
      expect({ path, cookie: response.headers.get('set-cookie') }).toEqual({ path, cookie: null });
    }
  }
});
