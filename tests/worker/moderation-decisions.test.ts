/** Moderators decide together: what one has decided another is told, and nothing is lost. */
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { refused } from '../support/answers.ts';
import { moderate, pageFor, receiptFor, said, withdrawn } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { appealed, commentsIn, decide, decided, historyFor, queueFor, reported, undo, undone } from '../support/moderation.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const readBefore = () => aConsultation({ comments: { moderation: 'before' } });
const states = async () => Object.fromEntries((await rows('comments')).map(({ id, state }) => [id, state]));
const acts = async () => (await rows('acts')).filter(({ act }) => String(act).startsWith('moderation.'));

afterEach(expectCommentsToAddUp);

test('two moderators who decide at once: one does, the other is told what stands, and the log has one line', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'More shade.');
  const [one, other] = [await signedIn(portal, 'moderator'), await signedIn(portal, 'moderator')];
  const { seen } = await queueFor(one);
  const responses = await Promise.all([decide(one, [id], { seen }), decide(other, [id], { seen, reason: 'insult' })]);
  const statuses = responses.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 409]);
  const late = responses.find(({ status }) => status === 409) as Response;
  const { state } = (await rows('comments'))[0] as { state: string };
  expect((await refused(late, 409, 'changed-meanwhile')).details).toEqual({ state, decidedAt: '2026-11-23T10:00:00.000Z' });
  expect(await rows('moderations')).toHaveLength(1);
  expect(await acts()).toHaveLength(1);
});

test('twenty moderators press at once, and every comment is decided once', async () => {
  const portal = new Portal(await readBefore());
  const ids = await Promise.all(Array.from({ length: 6 }, async (_, n) => (await said(portal.browser(), `Tree number ${n}.`)).id));
  const moderators = await Promise.all(Array.from({ length: 5 }, () => signedIn(portal, 'moderator')));
  const { seen } = await queueFor(moderators[0] as (typeof moderators)[number]);
  await Promise.all(
    moderators.flatMap((one) => [ids.slice(0, 3), ids.slice(2), ids, ids.slice(1, 2)].map((some) => decide(one, some, { seen }))),
  );
  expect(Object.values(await states())).toEqual(Array(6).fill('published'));
  expect((await rows('moderations')).map(({ comment }) => comment).sort()).toEqual([...ids].sort());
});

test('of many comments, those that changed meanwhile are left as they are and told; the others are decided at once', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const ids: string[] = [];
  for (const text of ['One.', 'Two.', 'Three.', 'Four.']) ids.push((await said(author, text)).id);
  const [one = '', two = '', three = '', four = ''] = ids;
  const moderator = await signedIn(portal, 'moderator');
  const { seen } = await queueFor(moderator);
  await decided(await signedIn(portal, 'moderator'), [two], { reason: 'off-topic' });
  await withdrawn(author, three);
  const outcome = await decided(moderator, ids, { seen });
  expect(outcome.decided.sort()).toEqual([one, four].sort());
  expect(outcome.left.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))).toEqual([
    { id: two, because: 'changed-meanwhile', state: 'hidden', hiddenFor: 'off-topic', decidedAt: '2026-11-23T10:00:00.000Z' },
    { id: three, because: 'changed-meanwhile', state: 'withdrawn', hiddenFor: null, decidedAt: null },
  ]);
  expect(await states()).toEqual({ [one]: 'published', [two]: 'hidden', [three]: 'withdrawn', [four]: 'published' });
  const act = (await acts()).at(-1);
  expect(act).toMatchObject({ act: 'moderation.publish', official: moderator.official });
  expect(JSON.parse(String(act?.after)).comments.sort()).toEqual([one, four].sort());
});

test('reports that somebody settled are not settled again, and one that came since stays open', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools, all of them.');
  await reported(portal.browser(), id, { reason: 'off-topic' });
  const [one, other] = [await signedIn(portal, 'moderator'), await signedIn(portal, 'moderator')];
  const { seen } = await queueFor(one, 'reported');
  await reported(portal.browser(), id, { reason: 'insult', words: 'This is about my family.' });
  await decided(one, [id], { from: 'published', seen });
  const queue = await queueFor(other, 'reported');
  expect(commentsIn(queue)).toMatchObject([{ id, reports: [{ reason: 'insult', words: 'This is about my family.' }] }]);
  await refused(await decide(other, [id], { from: 'published', seen, reason: 'insult' }), 409, 'changed-meanwhile');
  await decided(other, [id], { from: 'published', seen: queue.seen, reason: 'insult' });
  expect((await rows('reports')).filter(({ settled_by }) => settled_by === null)).toEqual([]);
  expect(await queueFor(one, 'reported')).toMatchObject({ groups: [], totals: { reported: 0, hidden: 1 } });
});

test('what is published and was not reported leaves nothing to publish', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  await refused(await decide(await signedIn(portal, 'moderator'), [id], { from: 'published' }), 409, 'changed-meanwhile');
  expect(await rows('moderations')).toEqual([]);
});

test('a decision about many is taken back as one: every comment stands as before, with its reason, and the log keeps both', async () => {
  const portal = new Portal(await readBefore());
  const moderator = await signedIn(portal, 'moderator');
  const ids = [(await said(portal.browser(), 'One.')).id, (await said(portal.browser(), 'Two.')).id];
  await decided(moderator, ids, { reason: 'advertising', note: 'No shops, please.' });
  const { request } = await decided(moderator, ids, { from: 'hidden' });
  expect(await states()).toEqual(Object.fromEntries(ids.map((id) => [id, 'published'])));
  const back = await undone(moderator, request);
  expect(back.decided.sort()).toEqual([...ids].sort());
  for (const row of await rows('comments')) expect(row).toMatchObject({ state: 'hidden', hidden_for: 'advertising' });
  const { decisions } = await historyFor(moderator, ids[0] as string);
  expect(decisions).toMatchObject([
    { decision: 'hide', note: 'No shops, please.', undone: false, by: 'The moderator' },
    { decision: 'publish', undone: true },
    { decision: 'hide', reason: 'advertising', undoes: decisions[1]?.id, note: null },
  ]);
  expect((await acts()).map(({ act }) => act)).toEqual(['moderation.hide', 'moderation.publish', 'moderation.undo']);
});

test('what waited waits again, since when it was written', async () => {
  const portal = new Portal(await readBefore());
  const moderator = await signedIn(portal, 'moderator');
  const { id } = await said(portal.browser(), 'One.');
  const { request } = await decided(moderator, [id]);
  expect(await queueFor(moderator)).toMatchObject({ groups: [], totals: { mine: 1 } });
  portal.now = '2026-11-23T14:00:00+02:00';
  await undone(moderator, request);
  expect(commentsIn(await queueFor(moderator))).toMatchObject([
    {
      id,
      state: 'waiting',
      since: '2026-11-23T10:00:00.000Z',
      promisedBy: '2026-11-24T10:00:00.000Z',
      latest: { decision: 'return', undoable: false },
    },
  ]);
  await refused(await undo(moderator, request), 409, 'changed-meanwhile');
});

test('nobody takes back what another decided, nor what somebody decided since; the rest of it is', async () => {
  const portal = new Portal(await readBefore());
  const [one, other] = [await signedIn(portal, 'moderator'), await signedIn(portal, 'moderator')];
  const ids = [(await said(portal.browser(), 'One.')).id, (await said(portal.browser(), 'Two.')).id];
  const { request } = await decided(one, ids);
  await refused(await undo(other, request), 404, 'not-found');
  await refused(await undo(one, 'no-such-request'), 404, 'not-found');
  await decided(other, ids.slice(0, 1), { from: 'published', reason: 'insult' });
  const outcome = await undone(one, request);
  expect(outcome).toMatchObject({ decided: [ids[1]], left: [{ id: ids[0], state: 'hidden', hiddenFor: 'insult' }] });
});

test('taking back opens the reports again that were settled', async () => {
  const portal = new Portal(await aConsultation());
  const moderator = await signedIn(portal, 'moderator');
  const { id } = await said(portal.browser(), 'Fools.');
  await reported(portal.browser(), id);
  const { request } = await decided(moderator, [id], { from: 'published', reason: 'insult' });
  expect((await queueFor(moderator, 'reported')).totals.reported).toBe(0);
  await undone(moderator, request);
  expect(commentsIn(await queueFor(moderator, 'reported'))).toMatchObject([{ id, state: 'published', reports: [{ reason: 'insult' }] }]);
});

test('two who take back the same at once do it once', async () => {
  const portal = new Portal(await readBefore());
  const moderator = await signedIn(portal, 'moderator');
  const { id } = await said(portal.browser(), 'One.');
  const { request } = await decided(moderator, [id]);
  const responses = await Promise.all(Array.from({ length: 6 }, () => undo(moderator, request)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await rows('moderations')).toHaveLength(2);
});

test('a decision of the operator is kept in the same log', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools.');
  await moderate(portal, id, { decision: 'hide', reason: 'insult' });
  expect(await acts()).toMatchObject([{ act: 'moderation.hide', role: 'operator', official: null, subject: `comments/${id}` }]);
  const moderator = await signedIn(portal, 'moderator');
  expect((await historyFor(moderator, id)).decisions).toMatchObject([{ decision: 'hide', by: null }]);
});

test('a moderator of one department sees and decides what is its, and nothing else', async () => {
  const portal = new Portal(await readBefore());
  portal.publish(await aConsultation({ slug: 'road-works', comments: { moderation: 'before' } }));
  portal.departments['road-works'] = 'roads';
  const theirs = (await said(portal.browser(), 'One.', { on: 'road-works' })).id;
  const others = (await said(portal.browser(), 'Two.')).id;
  const moderator = await signedIn(portal, 'moderator', 'roads');
  const queue = await queueFor(moderator);
  expect(queue).toMatchObject({ totals: { waiting: 1 }, consultations: [{ slug: 'road-works', comments: 1 }] });
  expect(commentsIn(queue).map(({ id }) => id)).toEqual([theirs]);
  expect(await queueFor(moderator, 'waiting', '&consultation=well-square')).toMatchObject({ groups: [], totals: { waiting: 0 } });
  await refused(await decide(moderator, [theirs, others]), 403, 'not-allowed');
  await refused(await moderator.get(`/api/office/comments/${others}/history`), 403, 'not-allowed');
  await decided(moderator, [theirs]);
  expect(await states()).toEqual({ [theirs]: 'published', [others]: 'waiting' });
});

test('who was given another department since can no longer take back what they decided in the former one', async () => {
  const portal = new Portal(await readBefore());
  portal.departments['well-square'] = 'roads';
  const { id } = await said(portal.browser(), 'One.');
  const [moderator, admin] = [await signedIn(portal, 'moderator', 'roads'), await signedIn(portal, 'admin')];
  const { request } = await decided(moderator, [id]);
  const moved = await admin.send('PUT', `/api/office/officials/${moderator.official}`, { body: { department: 'gardens' } });
  expect(moved.status).toBe(200);
  await refused(await undo(moderator, request), 403, 'not-allowed');
  expect(await states()).toEqual({ [id]: 'published' });
});

test.each([
  ['no comment', { comments: [] }],
  ['too many', { comments: Array.from({ length: 201 }, () => crypto.randomUUID()) }],
  ['hiding without a reason', { decision: 'hide' }],
  ['a reason that only imports have', { decision: 'hide', reason: 'rejected-at-source' }],
  ['publishing for a reason', { reason: 'insult' }],
  ['a decision that is none', { decision: 'return' }],
  ['from a state in which nothing is decided', { from: 'withdrawn' }],
  ['without what was seen', { seen: undefined }],
  ['with something else as seen', { seen: '1.1 or 1=1' }],
  ['a note that is too long', { note: 'x'.repeat(1001) }],
])('%s is refused', async (_, wrong) => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'One.');
  const body = { comments: [id], from: 'waiting', seen: '0.0', decision: 'publish', ...wrong };
  const moderator = await signedIn(portal, 'moderator');
  await refused(await moderator.send('POST', '/api/office/moderation/decisions', { body }), 400, 'invalid');
  expect(await rows('moderations')).toEqual([]);
});

test('a comment that there is not is decided about with no other', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'One.');
  await refused(await decide(await signedIn(portal, 'moderator'), [id, crypto.randomUUID()]), 404, 'not-found');
  expect(await states()).toEqual({ [id]: 'waiting' });
});

test('the note is the author’s alone', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const { id } = await said(author, 'Call Dana at 555-0100.');
  expect(await receiptFor(author, id)).toMatchObject({ readBy: '2026-11-24T10:00:00.000Z', ruling: null });
  await decided(await signedIn(portal, 'moderator'), [id], { reason: 'personal-data', note: 'Leave the number out, and it is welcome.' });
  expect(await receiptFor(author, id)).toMatchObject({
    readBy: null,
    comment: { hiddenFor: 'personal-data' },
    ruling: { note: 'Leave the number out, and it is welcome.', appealable: true, appeal: null, decidedAt: '2026-11-23T10:00:00.000Z' },
  });
  expect(await receiptFor(portal.browser(), id)).toMatchObject({ ruling: null });
});

test('what its author withdraws takes the note, the appeal and the words of reports with it; the log stays', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'Call Dana at 555-0100.');
  await reported(portal.browser(), id, { reason: 'personal-data', words: 'The number of Dana is in it.' });
  await decided(await signedIn(portal, 'moderator'), [id], { from: 'published', reason: 'personal-data', note: 'Dana asked for it.' });
  await appealed(author, id, 'Dana does not mind.');
  await withdrawn(author, id);
  for (const table of ['moderation_notes', 'appeals', 'reports', 'comments'])
    expect(JSON.stringify(await rows(table))).not.toContain('Dana');
  expect(await rows('moderations')).toHaveLength(1);
  expect((await queueFor(await signedIn(portal, 'moderator'), 'appealed')).totals).toMatchObject({ appealed: 0, reported: 0 });
});

test('a text that is erased can not be published again', async () => {
  const portal = new Portal(await aConsultation());
  const moderator = await signedIn(portal, 'moderator');
  const { id } = await said(portal.browser(), 'Fools.');
  const { request } = await decided(moderator, [id], { from: 'published', reason: 'insult' });
  await env.DB.prepare("update comments set body = ''").run();
  await refused(await decide(moderator, [id], { from: 'hidden' }), 409, 'changed-meanwhile');
  await refused(await undo(moderator, request), 409, 'changed-meanwhile');
  expect((await pageFor(portal.browser())).hidden).toBe(1);
  expect((await queueFor(moderator, 'hidden')).totals.hidden).toBe(0);
});
