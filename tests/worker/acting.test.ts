/** Whatever officials do is on record, once and in one chain, and what didn't happen is not. */
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { acting } from '../../db/audit.ts';
import type { Database } from '../../db/client.ts';
import { expecting, isUnmet } from '../../db/expected.ts';
import { queued } from '../../db/mail.ts';
import type { StoredAct } from '../../worker/audit/contract.ts';
import { beginning, follow } from '../../worker/audit/rules.ts';
import { failing } from '../support/faults.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const logged = async () => (await rows('acts')) as unknown as (StoredAct & { request_id: string })[];
const sent = async () => (await rows('letters')).length;

let official: string;
/** What stands in the log before a test: somebody was invited and came in. */
let before: number;

beforeEach(async () => {
  ({ official } = await signedIn(new Portal(), 'moderator'));
  await env.DB.prepare('delete from letters').run();
  before = (await logged()).length;
});

const actor = () => ({ official, role: 'moderator' as const, at: now, requestId: crypto.randomUUID() });
const letter = (database: Database) => [queued(database, { official, letter: { kind: 'invitation-used' }, now })];
const act = (subject = 'comments/one') => [
  { act: 'moderation.publish', subject, before: { state: 'waiting' }, after: { state: 'published' } },
];

/** The log, once it proved to be one chain. */
async function chain(): Promise<StoredAct[]> {
  const acts = (await logged()).map(({ request_id: requestId, ...row }) => ({ ...row, requestId }));
  expect(await follow(beginning, acts)).toMatchObject({ broken: null, head: { place: acts.length } });
  return acts;
}

test('twenty acts at one instant all happen, and follow each other in one chain', async () => {
  const subjects = Array.from({ length: 20 }, (_, index) => `comments/${index}`);
  await Promise.all(subjects.map((subject) => acting(env.DB, actor(), act(subject), letter)));
  const acts = (await chain()).slice(before);
  expect(acts.map(({ subject }) => subject).sort()).toEqual(subjects.sort());
  expect(await sent()).toBe(20);
});

test('what is done at once to many is one batch, in which each has its own record', async () => {
  const many = Array.from({ length: 40 }, (_, index) => act(`comments/${index}`)).flat();
  await acting(env.DB, actor(), many, letter);
  expect((await chain()).slice(before)).toHaveLength(40);
  expect(await sent()).toBe(1);
});

test('what proves impossible in the midst of it leaves neither effect nor record', async () => {
  const attempt = acting(env.DB, actor(), act(), (database) => [...letter(database), expecting(database, sql`select 1 = 2`)]);
  await expect(attempt).rejects.toSatisfy(isUnmet);
  expect(await sent()).toBe(0);
  expect(await chain()).toHaveLength(before);
});

describe('a database that fails', () => {
  test.each(['before', 'inside'] as const)('%s it is done: neither effect nor record', async (when) => {
    const database = failing(env.DB, { when, to: /insert into "acts"/ });
    await expect(acting(database, actor(), act(), letter)).rejects.toThrow();
    expect(database.faults).toBe(1);
    expect(await sent()).toBe(0);
    expect(await chain()).toHaveLength(before);
  });

  test('after it was done, before it could say so: it counts once', async () => {
    const database = failing(env.DB, { when: 'after', to: /insert into "acts"/ });
    await acting(database, actor(), act(), letter);
    expect(database.faults).toBe(1);
    expect(await sent()).toBe(1);
    expect(await chain()).toHaveLength(before + 1);
  });
});

test.each([
  ["update acts set subject = 'comments/other'", 'the audit log is append-only'],
  ['update acts set place = place + 1000', 'the audit log is append-only'],
  ['delete from acts', 'the audit log is append-only'],
  ['delete from acts where place = 1', 'the audit log is append-only'],
  [
    `insert into acts select place + 7, 'other', at, official, role, act, subject, before, after, request_id, hash, printf('%064d', 1) from acts where place = 1`,
    'an act follows the latest one',
  ],
  [
    `insert into acts select max(place) + 1, 'other', at, official, role, act, subject, before, after, request_id, printf('%064d', 0), printf('%064d', 1) from acts`,
    'an act follows the latest one',
  ],
])('the database itself refuses: %s', async (statement, sentence) => {
  const was = await logged();
  await expect(env.DB.prepare(statement).run()).rejects.toThrow(sentence);
  expect(await logged()).toEqual(was);
});
