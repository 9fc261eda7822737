/** Whoever comes to work sees what waits for an answer of theirs, and nothing of what is others'. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { deskFacts, deskQueries } from '../../db/desk.ts';
import { deskReply, type Waiting } from '../../worker/desk/contract.ts';
import { type Role, roles } from '../../worker/officials/rules.ts';
import { shaped } from '../support/answers.ts';
import { said, withdrawn } from '../support/comments.ts';
import { aConsultation, aPlan, aPoll } from '../support/definitions.ts';
import { appealed, decided, reported } from '../support/moderation.ts';
import { signedIn } from '../support/officials.ts';
import { ballot, due, entered, opened, readTwice } from '../support/papers.ts';
import { updated } from '../support/plans.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { answered } from '../support/replies.ts';
import { tree } from '../support/votes.ts';

async function deskFor(official: Browser): Promise<Waiting[]> {
  return (await shaped(await official.get('/api/office/desk'), 200, deskReply)).waiting;
}

/** One part of a desk: the first of its kind, or nothing. */
async function onDesk<Part extends Waiting['part']>(official: Browser, part: Part) {
  return (await deskFor(official)).find((one): one is Extract<Waiting, { part: Part }> => one.part === part);
}

const late = { closes: '2026-11-05T20:00:00+02:00', answerBy: '2026-11-20T00:00:00+02:00' };
const soon = { closes: '2026-11-05T20:00:00+02:00', answerBy: '2026-12-01T00:00:00+02:00' };
const far = { closes: '2026-11-05T20:00:00+02:00', answerBy: '2026-12-24T00:00:00+02:00' };

let portal: Portal;

beforeEach(async () => {
  portal = new Portal(
    await aConsultation(),
    await aConsultation({ slug: 'read-first', comments: { moderation: 'before' } }),
    await aConsultation({ slug: 'long-over', ...late }),
    await aPoll(),
    await aPoll({ slug: 'soon-answered', ...soon }),
    await aPoll({ slug: 'not-yet', ...far }),
    await aPlan({
      adopted: '2026-06-01T08:00:00+03:00',
      commitments: {
        benches: {},
        lights: { by: '2026-11-01T00:00:00+02:00', lead: 'roads' },
        // heard of thirty days ago
        trees: { updates: [{ id: 'planted', at: '2026-10-24T08:00:00+03:00', status: 'under-way' }] },
        walls: { updates: [{ id: 'built', at: '2026-06-24T08:00:00+03:00', status: 'done' }] },
      },
    }),
  );
  Object.assign(portal.departments, { 'well-square': 'gardens', 'read-first': 'roads', 'first-trees': 'gardens' });
});

/** Something of everything. */
async function busy() {
  portal.now = '2026-11-23T08:00:00+02:00';
  const [one, other] = [portal.browser(), portal.browser()];
  const asked = await said(one, 'Will there be benches?');
  const answer = await said(one, 'There will be benches.');
  const insult = await said(one, 'You fools.');
  await said(one, 'Please read me.', { on: 'read-first' });
  portal.now = '2026-11-23T09:00:00+02:00';
  await said(other, 'And me.', { on: 'read-first' });
  await reported(other, answer.id);
  await reported(other, insult.id, { reason: 'danger' });
  await reported(portal.browser(), insult.id);
  portal.now = '2026-11-23T12:00:00+02:00';
  return { asked, answer, insult, author: one };
}

test('everything that waits has its number, since when the oldest waits, and until when it was promised', async () => {
  await busy();
  const admin = await signedIn(portal, 'admin');
  const well = 'well-square';
  expect(await deskFor(admin)).toEqual([
    { part: 'reports', count: 2, danger: 1, oldest: '2026-11-23T07:00:00.000Z', on: well, promisedBy: '2026-11-24T07:00:00.000Z' },
    { part: 'overdue', count: 1, kind: 'consultation', slug: 'long-over', answerBy: '2026-11-19T22:00:00.000Z' },
    { part: 'comments', count: 2, oldest: '2026-11-23T06:00:00.000Z', on: 'read-first', promisedBy: '2026-11-24T06:00:00.000Z' },
    { part: 'due', count: 1, kind: 'poll', slug: 'soon-answered', answerBy: '2026-11-30T22:00:00.000Z' },
    { part: 'questions', count: 1, oldest: '2026-11-23T06:00:00.000Z', on: well },
    { part: 'late', count: 1, plan: well, commitment: 'lights', since: '2026-10-31T22:00:00.000Z' },
    { part: 'commitments', count: 1, plan: well, commitment: 'benches', since: '2026-06-01T05:00:00.000Z' },
  ]);
});

const seen: Record<Role, Waiting['part'][]> = {
  admin: ['reports', 'overdue', 'comments', 'due', 'questions', 'late', 'commitments'],
  publisher: ['overdue', 'due', 'questions', 'late', 'commitments'],
  editor: ['overdue', 'due', 'questions', 'late', 'commitments'],
  moderator: ['reports', 'comments'],
  analyst: [],
  clerk: [],
};

test.each(roles)('the desk of a %s holds what the role may do', async (role) => {
  await busy();
  expect((await deskFor(await signedIn(portal, role))).map(({ part }) => part)).toEqual(seen[role]);
});

test('who is there for one department has its work alone', async () => {
  await busy();
  const moderator = await signedIn(portal, 'moderator', 'roads');
  expect((await deskFor(moderator)).map(({ part, count }) => ({ part, count }))).toEqual([{ part: 'comments', count: 2 }]);
  const gardener = await signedIn(portal, 'editor', 'gardens');
  expect((await deskFor(gardener)).map(({ part, count }) => ({ part, count }))).toEqual([
    { part: 'questions', count: 1 },
    { part: 'commitments', count: 1 },
  ]);
  const roadEditor = await signedIn(portal, 'editor', 'roads');
  expect((await deskFor(roadEditor)).map(({ part }) => part)).toEqual(['late']);
});

describe('what is done with goes from the desk', () => {
  test('comments that were read, and questions that were answered, hidden or withdrawn', async () => {
    const { asked, author } = await busy();
    const admin = await signedIn(portal, 'admin');
    const { id } = await said(author, 'What about shade?');
    const third = await said(author, 'Is there water?');
    expect((await onDesk(admin, 'questions'))?.count).toBe(3);
    await answered(admin, asked.id, { en: 'Yes, six.' });
    await decided(admin, [id], { from: 'published', reason: 'off-topic' });
    expect((await onDesk(admin, 'questions'))?.count).toBe(1);
    await withdrawn(author, third.id);
    expect(await onDesk(admin, 'questions')).toBeUndefined();
  });

  test('reports that were settled', async () => {
    const { answer, insult } = await busy();
    const moderator = await signedIn(portal, 'moderator');
    await decided(moderator, [insult.id], { from: 'published', reason: 'insult' });
    expect(await onDesk(moderator, 'reports')).toMatchObject({ count: 1, danger: 0 });
    await decided(moderator, [answer.id], { from: 'published' });
    expect(await onDesk(moderator, 'reports')).toBeUndefined();
  });

  test('commitments of which something was heard', async () => {
    const editor = await signedIn(portal, 'editor');
    expect(await onDesk(editor, 'commitments')).toMatchObject({ commitment: 'benches' });
    await updated(editor, { words: { en: 'The first two stand.' } });
    expect(await onDesk(editor, 'commitments')).toBeUndefined();
  });
});

test('an appeal waits for every moderator but the one who hid the comment', async () => {
  const { insult, author } = await busy();
  const hider = await signedIn(portal, 'moderator');
  await decided(hider, [insult.id], { from: 'published', reason: 'insult' });
  await appealed(author, insult.id);
  expect(await onDesk(hider, 'appeals')).toBeUndefined();
  const colleague = await signedIn(portal, 'moderator');
  expect(await onDesk(colleague, 'appeals')).toMatchObject({ count: 1, on: 'well-square', promisedBy: '2026-11-24T10:00:00.000Z' });
});

test('papers of a sample wait for every clerk but the one who entered them, until they were read again', async () => {
  const first = await signedIn(portal, 'clerk');
  const batch = await opened(first);
  await entered(first, batch, [ballot('1', 'oak')]);
  expect(await deskFor(first)).toEqual([]);
  const second = await signedIn(portal, 'clerk');
  expect(await deskFor(second)).toEqual([{ part: 'papers', count: 1, oldest: '2026-11-23T10:00:00.000Z', batch: batch.id }]);
  expect(await deskFor(await signedIn(portal, 'clerk', 'roads'))).toEqual([]);
  const [paper] = await due(second, batch);
  await readTwice(second, { id: paper?.id ?? '' }, tree('oak'));
  expect(await deskFor(second)).toEqual([]);
});

test('nobody waits for what was imported; who wrote here is promised an answer', async () => {
  await said(portal.browser(), 'Imported long ago.', { on: 'read-first' });
  await env.DB.prepare("update comments set channel = 'import', submitted_at = 0").run();
  const moderator = await signedIn(portal, 'moderator');
  expect(await deskFor(moderator)).toEqual([{ part: 'comments', count: 1, oldest: null, on: null, promisedBy: null }]);
  await said(portal.browser(), 'Written here.', { on: 'read-first' });
  expect(await onDesk(moderator, 'comments')).toMatchObject({ count: 2, oldest: '2026-11-23T10:00:00.000Z' });
});

test('an admin sees that letters could not be sent, once they were tried again', async () => {
  const admin = await signedIn(portal, 'admin');
  expect(await onDesk(admin, 'mail')).toBeUndefined();
  portal.now = '2026-11-23T12:15:00+02:00';
  expect(await onDesk(admin, 'mail')).toMatchObject({ count: 1, oldest: '2026-11-23T10:00:00.000Z' });
  expect(await onDesk(await signedIn(portal, 'publisher'), 'mail')).toBeUndefined();
});

test('what is read for a desk grows with what waits, not with what was ever said', async () => {
  await deskFacts(env.DB, Date.now());
  for (const [name, query] of Object.entries(deskQueries(Date.now()))) {
    const { results } = await env.DB.prepare(`explain query plan ${query}`).all<{ detail: string }>();
    const scans = results.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN'));
    // the indexes that hold only what waits, and the counts, a row for each consultation, language and state
    const small =
      /USING (COVERING )?INDEX (comments_unanswered_on|reports_open|appeals_open|batches_open|letters_\w+)|^SCAN comment_counts$/;
    expect({ name, scans: scans.filter((scan) => !small.test(scan)) }).toEqual({ name, scans: [] });
  }
});
