/** Letters in D1: claimed by who sends them, and what became of them. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { letters } from '../../db/schema/mail.ts';
import { officials } from '../../db/schema/officials.ts';
import type { Letter, Trouble } from './rules.ts';

const waits = and(isNull(letters.sentAt), isNull(letters.givenUpAt));
const free = (now: number) => or(isNull(letters.claimedUntil), lte(letters.claimedUntil, now));

export interface Claimed {
  id: string;
  letter: Letter;
  queuedAt: number;
  attempts: number;
  official: { name: string; email: string; language: string; disabledAt: number | null };
}

/** Takes the next letter that is due, so that nobody else does until `until`; links first, for they grow old. Its attempt counts from now on. */
export async function claim(d1: D1Database, now: number, until: number): Promise<Claimed | null> {
  const database = open(d1);
  const next = database
    .select({ id: letters.id })
    .from(letters)
    .where(and(waits, lte(letters.nextAt, now), free(now)))
    .orderBy(sql`${letters.kind} not in ('sign-in', 'invited')`, asc(letters.nextAt))
    .limit(1);
  const [row] = await database
    .update(letters)
    .set({ claimedUntil: until, attempts: sql`${letters.attempts} + 1` })
    .where(inArray(letters.id, next))
    .returning();
  if (!row) return null;
  const { name, email, language, disabledAt } = officials;
  const official = await database.select({ name, email, language, disabledAt }).from(officials).where(eq(officials.id, row.official)).get();
  if (!official) throw new Error('a letter is for nobody');
  return { id: row.id, letter: JSON.parse(row.letter) as Letter, queuedAt: row.queuedAt, attempts: row.attempts, official };
}

/** Notes that a letter was sent; what stays of it is told. */
export async function noteSent(d1: D1Database, id: string, stays: object, now: number): Promise<void> {
  await open(d1)
    .update(letters)
    .set({ sentAt: now, letter: JSON.stringify(stays), trouble: null, failure: null, claimedUntil: null })
    .where(and(eq(letters.id, id), waits));
}

export interface Failed {
  trouble: Trouble;
  failure: string | null;
  /** When it is tried again; null: never. */
  nextAt: number | null;
}

/** Notes that a letter was not sent, and what stays of it where it is given up. */
export async function noteFailed(
  d1: D1Database,
  id: string,
  { trouble, failure, nextAt }: Failed,
  stays: object,
  now: number,
): Promise<void> {
  const then = nextAt === null ? { givenUpAt: now, letter: JSON.stringify(stays) } : { nextAt };
  await open(d1)
    .update(letters)
    .set({ trouble, failure, claimedUntil: null, ...then })
    .where(and(eq(letters.id, id), waits));
}

/** Forgets letters that were sent or given up before an instant. */
export async function forget(d1: D1Database, before: number): Promise<void> {
  await open(d1)
    .delete(letters)
    .where(and(lte(letters.queuedAt, before), or(isNotNull(letters.sentAt), isNotNull(letters.givenUpAt))));
}

const shown = 50;

/** What waits, what was given up and what was sent of late, with whom it is for. */
export async function overview(d1: D1Database) {
  const database = open(d1);
  const { id, kind, queuedAt, attempts, nextAt, sentAt, givenUpAt, trouble, failure } = letters;
  const some = () =>
    database
      .select({ id, kind, queuedAt, attempts, nextAt, sentAt, givenUpAt, trouble, failure, to: officials.email })
      .from(letters)
      .innerJoin(officials, eq(officials.id, letters.official));
  const [waiting, [all], givenUp, sent] = await database.batch([
    some().where(waits).orderBy(asc(nextAt), asc(queuedAt)).limit(shown),
    database.select({ count: count() }).from(letters).where(waits),
    some().where(isNotNull(givenUpAt)).orderBy(desc(givenUpAt)).limit(shown),
    some().where(isNotNull(sentAt)).orderBy(desc(sentAt), sql`letters.rowid desc`).limit(shown),
  ]);
  return { waiting, waitingInAll: all?.count ?? 0, givenUp, sent };
}

/** Makes all that waits due now, but for what is being sent at this moment. */
export function hurry(d1: D1Database, actor: Actor): Promise<void> {
  return acting(d1, actor, [{ act: 'mail.retry', subject: 'mail' }], (database) => [
    database
      .update(letters)
      .set({ nextAt: actor.at })
      .where(and(waits, free(actor.at))),
  ]);
}
