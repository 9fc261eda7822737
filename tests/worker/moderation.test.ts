/** What a moderator decides is public, has a reason from the published list, and is kept for ever; the author always sees it. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { moderatedReply, readingReply } from '../../worker/moderation/contract.ts';
import { decide } from '../../worker/moderation/store.ts';
import { refused, shaped } from '../support/answers.ts';
import { contributionsOf, moderate, moderated, pageFor, react, receiptFor, said, say, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { operator, Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const readBefore = () => aConsultation({ comments: { moderation: 'before' } });

test('a comment that is read first waits: its author sees it, and nobody else learns what it says', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const receipt = await said(author, 'Waiting for shade.');
  expect(receipt.comment).toMatchObject({ state: 'waiting', body: 'Waiting for shade.', own: true });
  expect((await threadFor(author, receipt.id)).comment.body).toBe('Waiting for shade.');
  expect((await contributionsOf(author)).comments).toMatchObject([
    { id: receipt.id, comment: { state: 'waiting', body: 'Waiting for shade.' } },
  ]);
  await refused(await say(author, 'And benches.', { replyTo: receipt.id }), 409, 'no-replies');

  const stranger = portal.browser();
  await said(stranger, 'Another.');
  for (const other of [stranger, portal.browser()]) {
    const page = await pageFor(other);
    expect(page).toMatchObject({ comments: [], hidden: 0, languages: [], totals: { comments: 0 } });
    await refused(await other.get(`/api/comments/${receipt.id}`), 404, 'not-found');
    await refused(await react(other, receipt.id, 'agree'), 404, 'not-found');
    await refused(await say(other, 'And benches.', { replyTo: receipt.id }), 404, 'not-found');
    await refused(await other.send('DELETE', `/api/comments/${receipt.id}`), 404, 'not-found');
    const seen = await receiptFor(other, receipt.id);
    expect(seen.comment).toMatchObject({ state: 'waiting', body: null, own: false });
  }
});

test('a published comment is everybody’s', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'More shade.');
  expect(await moderated(portal, id)).toMatchObject({ id, state: 'published', hiddenFor: null, body: 'More shade.' });
  const page = await pageFor(portal.browser());
  expect(page).toMatchObject({ comments: [{ id, body: 'More shade.', state: 'published' }], totals: { comments: 1, people: 1 } });
  await expectCommentsToAddUp();
});

test('a hidden comment leaves a stub with the reason, and its author still reads it', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'Call Dana at 555-0100.');
  await said(portal.browser(), 'Please don’t.', { replyTo: id });
  await moderated(portal, id, 'personal-data');
  const stub = { id, state: 'hidden', body: null, hiddenFor: 'personal-data' };
  for (const query of ['', '?hidden=only', '?sort=agreed']) {
    expect(await pageFor(portal.browser(), query)).toMatchObject({ comments: [stub], hidden: 1, totals: { comments: 1 } });
  }
  expect(await threadFor(portal.browser(), id)).toMatchObject({ comment: stub, replies: [{ body: 'Please don’t.' }] });
  expect((await receiptFor(portal.browser(), id)).comment).toMatchObject(stub);
  const own = { ...stub, body: 'Call Dana at 555-0100.', own: true };
  expect((await pageFor(author)).comments).toMatchObject([own]);
  expect((await receiptFor(author, id)).comment).toMatchObject(own);
  await refused(await react(portal.browser(), id, 'agree'), 404, 'not-found');
  await refused(await say(portal.browser(), 'Why?', { replyTo: id }), 409, 'no-replies');
  await expectCommentsToAddUp();
});

test('a hidden comment that nobody answered is no longer listed, and stays among the hidden', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Buy this.');
  await moderated(portal, id, 'advertising');
  expect(await pageFor(portal.browser())).toMatchObject({ comments: [], hidden: 1 });
  expect((await pageFor(portal.browser(), '?hidden=only')).comments).toMatchObject([{ id, hiddenFor: 'advertising' }]);
  await moderated(portal, id);
  expect(await pageFor(portal.browser())).toMatchObject({ comments: [{ id, body: 'Buy this.', hiddenFor: null }], hidden: 0 });
});

test('a hidden reply is not shown under its comment, but to its author', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const author = portal.browser();
  const reply = await said(author, 'Fool.', { replyTo: id });
  await moderated(portal, reply.id, 'insult');
  expect(await threadFor(portal.browser(), id)).toMatchObject({ comment: { replies: 0 }, replies: [] });
  expect((await threadFor(author, id)).replies).toMatchObject([{ body: 'Fool.', hiddenFor: 'insult' }]);
});

test('every decision is kept with its time and its request, in order, and none is ever changed', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Off we go.');
  const response = await moderate(portal, id, { decision: 'hide', reason: 'off-topic' });
  await moderated(portal, id);
  const log = await rows('moderations');
  expect(log).toMatchObject([
    {
      comment: id,
      decision: 'hide',
      reason: 'off-topic',
      decided_at: Date.parse('2026-11-23T10:00:00Z'),
      request_id: response.headers.get('x-request-id'),
    },
    { comment: id, decision: 'publish', reason: null },
  ]);
});

test('what its author withdrew is neither published nor hidden any more, and no decision is kept', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const { id } = await said(author, 'Never mind.');
  await withdrawn(author, id);
  await refused(await moderate(portal, id, { decision: 'publish' }), 409, 'not-changeable');
  await refused(await moderate(portal, id, { decision: 'hide', reason: 'insult' }), 409, 'not-changeable');
  expect(await rows('moderations')).toEqual([]);
  expect((await rows('comments'))[0]).toMatchObject({ state: 'withdrawn', body: '' });
});

test('withdrawing and moderating at once never brings back a withdrawn text', async () => {
  const portal = new Portal(await readBefore());
  for (let round = 0; round < 8; round += 1) {
    const author = portal.browser();
    const { id } = await said(author, `Round ${round}.`);
    const decisions = [moderate(portal, id, { decision: 'publish' }), moderate(portal, id, { decision: 'hide', reason: 'insult' })];
    await Promise.all([...decisions, withdrawn(author, id)]);
  }
  for (const comment of await rows('comments')) expect(comment).toMatchObject({ state: 'withdrawn', body: '', hidden_for: null });
  await expectCommentsToAddUp();
});

test('a decision that crosses a withdrawal comes too late, and is not kept', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const { id } = await said(author, 'Never mind.');
  await withdrawn(author, id);
  const actor = { official: null, role: 'operator', at: 0, requestId: 'late' } as const;
  const seen = { decision: 0, report: 0 };
  const order = { comments: [id], from: 'waiting', seen, decision: 'publish', reason: null, note: null } as const;
  expect(await decide(env.DB, actor, order)).toMatchObject({ decided: [], left: [{ because: 'changed-meanwhile' }] });
  expect(await rows('moderations')).toEqual([]);
  expect((await rows('comments'))[0]).toMatchObject({ state: 'withdrawn' });
});

test('the queue shows the oldest first, with what it says', async () => {
  const portal = new Portal(await readBefore());
  const first = await said(portal.browser(), 'First.');
  portal.now = '2026-11-23T13:00:00+02:00';
  const second = await said(portal.browser(), 'Second.');
  const queue = async (query = '') => {
    const response = await portal.browser().get(`/api/moderation/comments${query}`, operator());
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    return (await shaped(response, 200, readingReply)).comments;
  };
  expect((await queue()).map(({ id, body }) => ({ id, body }))).toEqual([
    { id: first.id, body: 'First.' },
    { id: second.id, body: 'Second.' },
  ]);
  expect(await queue('?limit=1')).toHaveLength(1);
  await moderated(portal, first.id);
  expect(await queue()).toHaveLength(1);
  expect(await queue('?state=published')).toMatchObject([{ id: first.id }]);
});

test.each([
  ['hiding without a reason', { decision: 'hide' }],
  ['a reason that is not published', { decision: 'hide', reason: 'zq9' }],
  ['publishing for a reason', { decision: 'publish', reason: 'insult' }],
  ['another decision', { decision: 'zq9' }],
  ['no decision', {}],
])('%s is refused', async (_, body) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const response = await portal.browser().send('POST', `/api/moderation/comments/${id}`, { body, headers: operator() });
  expect(await response.clone().text()).not.toContain('zq9');
  await refused(response, 400, 'invalid');
  expect(await rows('moderations')).toEqual([]);
});

test('a comment that there is not can not be moderated', async () => {
  const portal = new Portal(await aConsultation());
  await refused(await moderate(portal, crypto.randomUUID(), { decision: 'publish' }), 404, 'not-found');
});

test('a decision twice is one state', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'More shade.');
  await moderated(portal, id);
  expect(await shaped(await moderate(portal, id, { decision: 'publish' }), 200, moderatedReply)).toMatchObject({ state: 'published' });
  await expectCommentsToAddUp();
});
