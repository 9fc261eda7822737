/** A comment or a reaction that can't be taken is refused with its reason, and nothing of it is recorded. */
import { expect, test } from 'vitest';
import { errorReply } from '../../worker/platform/contract.ts';
import { refused } from '../support/answers.ts';
import { pageFor, react, said, say } from '../support/comments.ts';
import { aConsultation, closes, opens } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';

const address = '/api/consultations/well-square/comments';

test('outside the dates, telling them', async () => {
  const portal = new Portal(await aConsultation());
  portal.now = '2026-11-02T07:59:59.999+02:00';
  expect((await refused(await say(portal.browser(), 'Early.'), 409, 'not-open')).details).toEqual({ opens });
  portal.now = opens;
  const author = portal.browser();
  const { id } = await said(author, 'In time.');
  portal.now = closes;
  expect((await refused(await say(author, 'Late.'), 409, 'closed')).details).toEqual({ closes });
  await refused(await react(author, id, 'agree'), 409, 'closed');
  await refused(await author.send('DELETE', `/api/comments/${id}/reaction`), 409, 'closed');
  expect(await rows('comments')).toHaveLength(1);
  expect(await rows('reactions')).toEqual([]);
});

test('where no comments are taken, or more assurance is asked for than a browser gives', async () => {
  const portal = new Portal(await aConsultation({ comments: null }), await aConsultation({ slug: 'night-buses', assurance: 'email' }));
  await refused(await say(portal.browser(), 'Hello.'), 409, 'not-commentable');
  await refused(await say(portal.browser(), 'Hello.', { on: 'night-buses' }), 403, 'assurance-too-low');
  expect(await rows('comments')).toEqual([]);
});

test('on a consultation or a comment that there is not', async () => {
  const portal = new Portal(await aConsultation());
  const nowhere = crypto.randomUUID();
  const browser = portal.browser();
  await refused(await say(browser, 'Hello.', { on: 'other' }), 404, 'not-found');
  await refused(await browser.get('/api/consultations/other/comments'), 404, 'not-found');
  await refused(await browser.get(`/api/comments/${nowhere}`), 404, 'not-found');
  await refused(await browser.get(`/api/comments/${nowhere}/receipt`), 404, 'not-found');
  await refused(await react(browser, nowhere, 'agree'), 404, 'not-found');
  await refused(await browser.send('DELETE', `/api/comments/${nowhere}/reaction`), 404, 'not-found');
  expect(browser.cookie).toBeNull();
});

test.each([
  ['without a language', { body: 'zq9' }],
  ['in no language', { body: 'zq9', language: 'zq9<b>' }],
  ['without words', { language: 'en' }],
  ['with words that are none', { body: ['zq9'], language: 'en' }],
  ['with more than was asked', { body: 'zq9', language: 'en', state: 'published', zq9: 1 }],
  ['as somebody else', { body: 'zq9', language: 'en', author: 'zq9' }],
  ['in reply to no id', { body: 'zq9', language: 'en', replyTo: "zq9' or 1=1" }],
])('%s, without giving back what was sent', async (_, body) => {
  const portal = new Portal(await aConsultation());
  const response = await portal.browser().send('POST', address, { body });
  expect(await response.clone().text()).not.toContain('zq9');
  await refused(response, 400, 'invalid');
  expect(await rows('comments')).toEqual([]);
});

test('in bytes that are not UTF-8: a text is never guessed at', async () => {
  const portal = new Portal(await aConsultation());
  const [before, after] = JSON.stringify({ body: 'ca|', language: 'en' })
    .split('|')
    .map((part) => [...new TextEncoder().encode(part)]);
  for (const broken of [[0xff], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xe9]]) {
    const bytes = new Uint8Array([...(before ?? []), ...broken, ...(after ?? [])]);
    await refused(await portal.browser().sendRaw(address, bytes), 400, 'invalid');
  }
  expect(await rows('comments')).toEqual([]);
});

test.each(['love', '', 'AGREE', null, 1, ['agree']])('a reaction that is none: %j', async (reaction) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  await refused(await portal.browser().send('PUT', `/api/comments/${id}/reaction`, { body: { reaction } }), 400, 'invalid');
  expect(await rows('reactions')).toEqual([]);
});

test.each(['sort=loudest', 'limit=0', 'limit=51', 'limit=x', 'language=English', 'hidden=yes', `after=${'x'.repeat(201)}`])(
  'a list that there is not: %s',
  async (query) => {
    const portal = new Portal(await aConsultation());
    const response = await portal.browser().get(`${address}?${query}`);
    await refused(response, 400, 'invalid');
  },
);

test.each(['x', btoa('null'), btoa('[1]'), btoa('["1","2"]'), btoa('[1,2]'), '%00', "' or 1=1"])(
  'but a cursor that is none of ours gives the first page: %j',
  async (cursor) => {
    const portal = new Portal(await aConsultation());
    await said(portal.browser(), 'More shade.');
    expect((await pageFor(portal.browser(), `?after=${encodeURIComponent(cursor)}`)).comments).toHaveLength(1);
  },
);

test('without a key that makes it harmless to send it again', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const headers = { 'content-type': 'application/json' };
  for (const [method, path, body] of [
    ['POST', address, { body: 'Less shade.', language: 'en' }],
    ['PUT', `/api/comments/${id}/reaction`, { reaction: 'agree' }],
    ['PUT', '/api/participant', {}],
  ] as const) {
    const response = await portal.request(path, { method, headers, body: JSON.stringify(body) });
    expect(errorReply.parse(await response.json()).error.fields).toMatchObject([{ path: 'idempotency-key' }]);
    expect(response.status).toBe(400);
  }
  expect(await rows('comments')).toHaveLength(1);
});
