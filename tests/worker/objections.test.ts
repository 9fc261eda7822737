/** Participants report what should be looked at, and authors appeal once, to another official. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { reportReply } from '../../worker/objections/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { moderated, receiptFor, said } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { appeal, appealed, commentsIn, decide, decided, historyFor, queueFor, report, reported, undone } from '../support/moderation.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';

const readBefore = () => aConsultation({ comments: { moderation: 'before' } });

/** A portal with a comment that a moderator has hidden. */
async function hidden() {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'Fools, all of them.');
  const moderator = await signedIn(portal, 'moderator');
  await decided(moderator, [id], { from: 'published', reason: 'insult', note: 'Without the first word, please.' });
  return { portal, author, id, moderator };
}

test('a report comes before the moderators with its reason and words, and without who sent it', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools, all of them.');
  const reporter = portal.browser();
  expect(await reported(reporter, id, { reason: 'insult', words: ' They mean my family. \u202E' })).toEqual({
    comment: id,
    reason: 'insult',
    reportedAt: '2026-11-23T10:00:00.000Z',
  });
  expect(reporter.cookie).toContain('participant');
  const queue = await queueFor(await signedIn(portal, 'moderator'), 'reported');
  expect(commentsIn(queue)).toMatchObject([
    {
      id,
      state: 'published',
      reports: [{ reason: 'insult', words: 'They mean my family.', at: '2026-11-23T10:00:00.000Z' }],
      since: '2026-11-23T10:00:00.000Z',
      promisedBy: '2026-11-24T10:00:00.000Z',
    },
  ]);
  const [{ reporter: key } = { reporter: null }] = await rows('reports');
  expect(JSON.stringify(queue)).not.toContain(String(key));
});

test('twenty identical reports of one person at once are one', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools.');
  const person = portal.browser();
  await person.send('PUT', '/api/participant');
  const responses = await Promise.all(Array.from({ length: 20 }, () => report(portal.browser(person.cookie), id)));
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const late of responses.filter(({ status }) => status !== 201)) await refused(late, 409, 'reported-already');
  expect(await rows('reports')).toHaveLength(1);
});

test('a report sent again with its key is the same, and gives the browser that lost the answer its cookie', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools.');
  const key = crypto.randomUUID();
  const responses = await Promise.all(Array.from({ length: 20 }, () => report(portal.browser(), id, { key })));
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  expect(await rows('reports')).toHaveLength(1);
  await shaped(await report(portal.browser(), id, { key, reason: 'threat' }), 200, reportReply);
  await refused(
    await report(portal.browser(), id, { key: crypto.randomUUID(), reason: 'insult', words: 'x'.repeat(501) }),
    400,
    'too-long',
  );
});

test('only what is published is reported', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'Fools.');
  await refused(await report(portal.browser(), id), 404, 'not-found');
  await moderated(portal, id, 'insult');
  await refused(await report(portal.browser(), id), 404, 'not-found');
  await refused(await report(portal.browser(), crypto.randomUUID()), 404, 'not-found');
  await expect(
    env.DB.prepare("insert into reports (comment, reporter, reason, reported_at) values (?, 'x', 'insult', 0)").bind(id).run(),
  ).rejects.toThrow('only what is published is reported');
});

test.each([
  ['no reason', {}],
  ['a reason that is none', { reason: 'ugly' }],
  ['a reason that only imports have', { reason: 'rejected-at-source' }],
  ['more than was asked', { reason: 'insult', reporter: 'x' }],
])('a report with %s is refused', async (_, body) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'Fools.');
  await refused(await portal.browser().send('POST', `/api/comments/${id}/reports`, { body }), 400, 'invalid');
});

test('danger goes before everything, and every official who may moderate there hears of it once', async () => {
  const portal = new Portal(await aConsultation());
  portal.departments['well-square'] = 'gardens';
  const first = await said(portal.browser(), 'Fools.');
  await reported(portal.browser(), first.id);
  portal.now = '2026-11-23T13:00:00+02:00';
  const { id } = await said(portal.browser(), 'I will not be here tomorrow.');
  const told = [await signedIn(portal, 'moderator', 'gardens'), await signedIn(portal, 'moderator'), await signedIn(portal, 'admin')];
  await signedIn(portal, 'moderator', 'roads');
  await signedIn(portal, 'editor');
  const letters = async () => (await rows('letters')).filter(({ kind }) => kind === 'danger');
  await reported(portal.browser(), id, { reason: 'danger' });
  await reported(portal.browser(), id, { reason: 'danger', words: 'Please look.' });
  expect((await letters()).map(({ official }) => official).sort()).toEqual(told.map(({ official }) => official).sort());
  expect(JSON.parse(String((await letters())[0]?.letter))).toEqual({ kind: 'danger', comment: id });
  const queue = await queueFor(told[0] as (typeof told)[number], 'reported');
  expect(commentsIn(queue).map((comment) => comment.id)).toEqual([id, first.id]);
});

const lettersOf = async (official: string) =>
  (await rows('letters')).filter((letter) => letter.kind === 'danger' && letter.official === official);

test('of many who see danger at once in one comment, each is heard, and officials get one letter', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'I will not be here tomorrow.');
  const { official } = await signedIn(portal, 'moderator');
  await Promise.all(Array.from({ length: 12 }, () => reported(portal.browser(), id, { reason: 'danger' })));
  expect(await rows('reports')).toHaveLength(12);
  expect(await lettersOf(official)).toHaveLength(1);
});

test('who reports everything as danger fills no mailbox: ten letters within an hour, and all of it in the queue', async () => {
  const portal = new Portal(await aConsultation());
  const moderator = await signedIn(portal, 'moderator');
  const report = async (text: string) => reported(portal.browser(), (await said(portal.browser(), text)).id, { reason: 'danger' });
  for (let n = 1; n <= 12; n += 1) await report(`Number ${n}.`);
  expect(await lettersOf(moderator.official)).toHaveLength(10);
  expect((await queueFor(moderator, 'reported')).totals).toMatchObject({ reported: 12 });
  portal.now = '2026-11-23T13:00:00+02:00';
  await report('An hour later.');
  expect(await lettersOf(moderator.official)).toHaveLength(11);
});

test('an author appeals once, and sees what became of it', async () => {
  const { portal, author, id } = await hidden();
  const key = crypto.randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => appeal(portal.browser(author.cookie), id, 'It is a quotation.', { key })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  await refused(await appeal(author, id, 'And again.'), 409, 'appealed-already');
  expect((await receiptFor(author, id)).ruling).toEqual({
    decidedAt: '2026-11-23T10:00:00.000Z',
    note: 'Without the first word, please.',
    appealable: false,
    appeal: { state: 'open', words: 'It is a quotation.', at: '2026-11-23T10:00:00.000Z', decidedAt: null, note: null },
  });
});

test.each(['grants', 'upholds'] as const)('another official than the one who hid a comment %s the appeal', async (what) => {
  const { portal, author, id, moderator } = await hidden();
  await appealed(author, id, 'It is a quotation.');
  const reason = what === 'upholds' ? ('off-topic' as const) : undefined;
  const deciding = { from: 'hidden' as const, note: 'We read it again.', ...(reason && { reason }) };
  expect(commentsIn(await queueFor(moderator, 'appealed'))).toMatchObject([
    { id, appeal: { words: 'It is a quotation.', needsAnother: true } },
  ]);
  await refused(await decide(moderator, [id], deciding), 409, 'needs-another');

  const another = await signedIn(portal, 'moderator');
  expect(commentsIn(await queueFor(another, 'appealed'))).toMatchObject([{ id, appeal: { needsAnother: false } }]);
  const { request } = await decided(another, [id], deciding);
  const state = what === 'grants' ? 'granted' : 'upheld';
  const receipt = await receiptFor(author, id);
  expect(receipt.comment.state).toBe(what === 'grants' ? 'published' : 'hidden');
  expect(receipt.ruling).toMatchObject({ appealable: false, appeal: { state, note: 'We read it again.' } });
  expect(await historyFor(moderator, id)).toMatchObject({ appeal: { state }, decisions: [{ appeal: null }, { appeal: state }] });
  await refused(await appeal(author, id), 409, 'appealed-already');

  // taking it back opens the appeal again
  await undone(another, request);
  expect((await receiptFor(author, id)).ruling).toMatchObject({ appeal: { state: 'open', decidedAt: null } });
  expect((await queueFor(moderator, 'appealed')).totals.appealed).toBe(1);
});

test('of many, the ones that an official hid are left for another', async () => {
  const { portal, author, id, moderator } = await hidden();
  await appealed(author, id);
  const { id: second } = await said(author, 'Fools again.');
  await decided(await signedIn(portal, 'moderator'), [second], { from: 'published', reason: 'insult' });
  await appealed(author, second);
  const outcome = await decided(moderator, [id, second], { from: 'hidden' });
  expect(outcome).toMatchObject({ decided: [second], left: [{ id, because: 'needs-another', state: 'hidden' }] });
});

test('not even a mistake in the code lets an official decide about an appeal against themselves, or twice', async () => {
  const { author, id, moderator } = await hidden();
  await appealed(author, id);
  const [{ id: appealId } = { id: null }] = await rows('appeals');
  const insert = (official: string | null) =>
    env.DB.prepare(
      `insert into moderations (id, comment, decision, official, appeal, found, found_for, decided_at, request_id)
       values (?, ?, 'publish', ?, ?, 'hidden', 'insult', 0, 'x')`,
    )
      .bind(crypto.randomUUID(), id, official, appealId)
      .run();
  await expect(insert(moderator.official)).rejects.toThrow('an appeal is decided by another official');
  await insert(null);
  await env.DB.prepare("update appeals set decided_by = (select id from moderations where request_id = 'x')").run();
  await expect(insert(null)).rejects.toThrow('an appeal is decided once');
});

test('who takes the hiding back has granted the appeal', async () => {
  const { author, id, moderator } = await hidden();
  await appealed(author, id);
  const [{ request_id: request } = { request_id: null }] = await rows('moderations');
  await undone(moderator, String(request));
  expect(await receiptFor(author, id)).toMatchObject({ comment: { state: 'published' }, ruling: { appeal: { state: 'granted' } } });
  expect((await queueFor(moderator, 'appealed')).totals.appealed).toBe(0);
});

test('only its author appeals, with words that can be read, and only what a decision hides', async () => {
  const { portal, author, id } = await hidden();
  await refused(await appeal(portal.browser(), id), 403, 'not-yours');
  await refused(await appeal(author, id, ' \u200B '), 400, 'empty');
  expect((await refused(await appeal(author, id, 'x'.repeat(1001)), 400, 'too-long')).details).toEqual({ length: 1001, maximum: 1000 });
  await refused(await appeal(author, crypto.randomUUID()), 404, 'not-found');
  const { id: published } = await said(author, 'More shade.');
  await refused(await appeal(author, published), 409, 'not-changeable');
  expect(await rows('appeals')).toEqual([]);
});

test('a stranger does not learn by an appeal that a comment waits', async () => {
  const portal = new Portal(await readBefore());
  const { id } = await said(portal.browser(), 'More shade.');
  await refused(await appeal(portal.browser(), id), 404, 'not-found');
});

test.each([
  ['deleting a report', 'delete from reports'],
  ['re-writing the reason of a report', "update reports set reason = 'threat'"],
  ['re-writing the words of a report', "update reports set words = 'others'"],
  ['deleting an appeal', 'delete from appeals'],
  ['re-writing an appeal', "update appeals set words = 'others'"],
  ['moving an appeal to another decision', 'update appeals set against = (select min(id) from moderations), appealed_at = 0'],
  ['re-writing a note', "update moderation_notes set note = 'others'"],
  ['re-writing a decision', 'update moderations set decided_at = 0'],
  ['deleting a decision', 'delete from moderations'],
])('the database refuses %s', async (_, sql) => {
  const { portal, author, id } = await hidden();
  await appealed(author, id);
  const { id: other } = await said(portal.browser(), 'Fools too.');
  await reported(portal.browser(), other, { words: 'Look.' });
  const tables = ['reports', 'appeals', 'moderation_notes', 'moderations'];
  const before = await Promise.all(tables.map(rows));
  await expect(env.DB.prepare(sql).run()).rejects.toThrow(/stays|append-only|never re-written/);
  expect(await Promise.all(tables.map(rows))).toEqual(before);
});
