/** Everything that a browser wrote can be found, taken back and forgotten by it, and by nobody else. */
import { expect, test } from 'vitest';
import { contributionsOf, pageFor, reacted, receiptFor, said, threadFor } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const town = async () =>
  new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses', comments: { moderation: 'before' } }));

test('a person finds all comments again, on every consultation, newest first', async () => {
  const portal = await town();
  const author = portal.browser();
  const first = await said(author, 'More shade.');
  portal.now = '2026-11-23T13:00:00+02:00';
  const second = await said(author, 'More buses.', { on: 'night-buses' });
  await said(portal.browser(), 'Something else.');
  expect((await contributionsOf(author)).comments).toEqual([second, first]);
  const response = await portal.browser().get('/api/comments/mine');
  expect(await response.json()).toEqual({ comments: [], reactions: [] });
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});

test('a person takes back all comments at once, and no others', async () => {
  const portal = await town();
  const author = portal.browser();
  await said(author, 'More shade.');
  await said(author, 'More buses.', { on: 'night-buses' });
  const other = await said(portal.browser(), 'Less shade.');
  await reacted(author, other.id, 'agree');
  expect((await portal.browser().send('DELETE', '/api/comments/mine')).status).toBe(204);
  expect((await rows('comments')).filter(({ state }) => state === 'withdrawn')).toEqual([]);
  for (const _ of ['once', 'twice']) expect((await author.send('DELETE', '/api/comments/mine')).status).toBe(204);
  const { comments } = await contributionsOf(author);
  expect(comments.map(({ comment }) => [comment.state, comment.body])).toEqual([
    ['withdrawn', null],
    ['withdrawn', null],
  ]);
  expect((await pageFor(portal.browser())).comments).toMatchObject([{ id: other.id, agrees: 1, body: 'Less shade.' }]);
  expect(JSON.stringify(await rows('comments'))).not.toMatch(/More/);
  await expectCommentsToAddUp();
});

test('a browser that is forgotten leaves what it published, and can never be found again', async () => {
  const portal = await town();
  const author = portal.browser();
  const { id } = await said(author, 'More shade.');
  expect((await author.send('DELETE', '/api/participant')).status).toBe(204);
  expect(await contributionsOf(author)).toEqual({ comments: [], reactions: [] });
  expect((await threadFor(author, id)).comment).toMatchObject({ body: 'More shade.', own: false });
  expect((await receiptFor(author, id)).withdrawable).toBe(false);
  expect((await author.send('DELETE', `/api/comments/${id}`)).status).toBe(403);
});

test('nothing that is stored joins what one person did on two consultations', async () => {
  const portal = await town();
  const author = portal.browser();
  await said(author, 'More shade.');
  await said(author, 'More buses.', { on: 'night-buses' });
  expect(new Set((await rows('comments')).map((row) => row.author)).size).toBe(2);
  expect(new Set((await rows('participations')).map((row) => row.respondent)).size).toBe(2);
  const identity =
    decodeURIComponent(author.cookie ?? '')
      .split('=')[1]
      ?.split('.')[0] ?? '';
  expect(identity.length).toBeGreaterThan(40);
  expect(JSON.stringify([await rows('comments'), await rows('submissions'), await rows('participations')])).not.toContain(identity);
});
