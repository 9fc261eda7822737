/** Batches and papers in D1: each paper is a response or a comment among those of the web. */
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { type Act, type Actor, acting } from '../../db/audit.ts';
import { type Database, open } from '../../db/client.ts';
import { expecting, isUnmet, says } from '../../db/expected.ts';
import { holdBehind } from '../../db/holds.ts';
import { receiptOf } from '../../db/participation.ts';
import { type Answered, type Recorded, recordResponses, wave } from '../../db/record-response.ts';
import { comments } from '../../db/schema/comments.ts';
import { officials } from '../../db/schema/officials.ts';
import { batches, papers, secondEntries } from '../../db/schema/papers.ts';
import { submissions } from '../../db/schema/participation.ts';
import { answers, responses } from '../../db/schema/questionnaires.ts';
import type { Entry } from './contract.ts';
import { sampleBelow } from './rules.ts';

export type StoredBatch = typeof batches.$inferSelect;
/** A paper with the key of who it is to its entry, and the id of what it says. */
export type NewPaper = Pick<typeof papers.$inferSelect, 'id' | 'number' | 'receipt' | 'draw'> & { respondent: string };
/** An official who acts. */
type Clerk = Actor & { official: string };

const batchActs = (id: string) => `batches/${id}`;

export function openBatch(d1: D1Database, actor: Clerk, batch: Pick<StoredBatch, 'id' | 'subject' | 'channel' | 'receivedAt'>) {
  const { id, ...facts } = batch;
  return acting(d1, actor, [{ act: 'papers.open', subject: batchActs(id), after: facts }], (database) => [
    database.insert(batches).values({ ...batch, openedAt: actor.at, openedBy: actor.official }),
  ]);
}

/** The papers of a batch that stand, and those that stood when it was withdrawn: all but those that were taken out by themselves. */
const counted = sql`papers.batch = batches.id and papers.withdrawn_at is batches.withdrawn_at`;
const inSample = sql`(papers.draw < ${sql.raw(String(sampleBelow))} or papers.draw =
  (select min(least.draw) from papers as least where least.batch = papers.batch and least.withdrawn_at is papers.withdrawn_at))`;
const readAgain = sql`papers join second_entries on second_entries.paper = papers.id where ${counted}`;

/** A batch with its counts. Names of tables stand in the subqueries: inside of them a column alone would be theirs. */
function counts(database: Database) {
  return database
    .select({
      ...getTableColumns(batches),
      clerk: officials.name,
      papers: sql<number>`(select count(*) from papers where ${counted})`,
      takenOut: sql<number>`(select count(*) from papers where papers.batch = batches.id and papers.withdrawn_at is not batches.withdrawn_at)`,
      enteredAt: sql<number | null>`(select max(papers.entered_at) from papers where ${counted})`,
      readTwice: sql<number>`(select count(*) from ${readAgain})`,
      differed: sql<number>`(select count(*) from ${readAgain} and (differing is not null or settled is not null))`,
      due: sql<number>`(select count(*) from papers left join second_entries on second_entries.paper = papers.id
        where ${counted} and ${inSample} and (second_entries.paper is null or second_entries.differing is not null))`,
    })
    .from(batches)
    .innerJoin(officials, eq(officials.id, batches.openedBy));
}
export type CountedBatch = Awaited<ReturnType<typeof listBatches>>[number];

/** The newest batches: of these entries, or of all. */
export function listBatches(d1: D1Database, subjects: readonly string[] | null) {
  return counts(open(d1))
    .where(subjects === null ? undefined : sql`${batches.subject} in (select value from json_each(${JSON.stringify(subjects)}))`)
    .orderBy(desc(batches.openedAt), desc(batches.id))
    .limit(500)
    .all();
}

export function findBatch(d1: D1Database, id: string) {
  return counts(open(d1)).where(eq(batches.id, id)).get();
}

const readers = alias(officials, 'readers');

/** A paper with who entered it, and who read it again; `sampled`: whether that is asked of it. */
function seen(database: Database) {
  return database
    .select({
      ...getTableColumns(papers),
      clerk: officials.name,
      sampled: sql<number>`${inSample}`,
      second: getTableColumns(secondEntries),
      reader: readers.name,
    })
    .from(papers)
    .innerJoin(officials, eq(officials.id, papers.enteredBy))
    .leftJoin(secondEntries, eq(secondEntries.paper, papers.id))
    .leftJoin(readers, eq(readers.id, secondEntries.enteredBy));
}
export type SeenPaper = NonNullable<Awaited<ReturnType<typeof findPaper>>>;

export function findPaper(d1: D1Database, id: string) {
  return seen(open(d1)).where(eq(papers.id, id)).get();
}

/** All papers of a batch, the latest first. */
export function papersOf(d1: D1Database, batch: string) {
  return seen(open(d1)).where(eq(papers.batch, batch)).orderBy(desc(papers.enteredAt), desc(papers.id)).all();
}

/** Which of these numbers stand already. */
export async function taken(d1: D1Database, subject: string, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await open(d1).all<{ number: string }>(sql`
    select number from ${papers} where subject = ${subject} and withdrawn_at is null
      and number in (select value from json_each(${JSON.stringify(numbers)}))`);
  return new Set(rows.map(({ number }) => number));
}

/** The highest place among the numbers that the portal gave, which begin with `prefix`. */
export async function highestPlace(d1: D1Database, subject: string, prefix: string): Promise<number> {
  const rows = await open(d1).all<{ place: number }>(sql`
    select ifnull(max(cast(substr(number, ${prefix.length + 1}) as integer)), 0) as place from ${papers}
    where subject = ${subject} and number glob ${`${prefix}[0-9]*`}`);
  return rows[0]?.place ?? 0;
}

/** The papers that an earlier sending under this key led to, or null where the key is new. */
export async function known(d1: D1Database, key: string) {
  const receipt = await receiptOf(open(d1), key);
  const first = receipt && (await findPaper(d1, receipt));
  if (!first) return null;
  return open(d1)
    .select({ id: papers.id, number: papers.number })
    .from(papers)
    .where(and(eq(papers.batch, first.batch), eq(papers.enteredAt, first.enteredAt), eq(papers.enteredBy, first.enteredBy)))
    .orderBy(papers.id)
    .all();
}

/** What the papers say: responses to a questionnaire, or comments. */
export type Said = { responses: Recorded; people: readonly Answered[] } | { comments: readonly (typeof comments.$inferInsert)[] };

/** Records papers with what they say, all or none. A number that stands already breaks it off: the database decides every race. */
export function enter(d1: D1Database, actor: Clerk, batch: StoredBatch, rows: readonly NewPaper[], said: Said, key: string) {
  const act: Act = { act: 'papers.enter', subject: batchActs(batch.id), after: { numbers: rows.map(({ number }) => number) } };
  const [first] = rows;
  if (!first) throw new Error('papers are entered one at least');
  return acting(d1, actor, [act], (database) => [
    ...('people' in said
      ? recordResponses(database, said.responses, said.people)
      : said.comments.map((comment) => database.insert(comments).values(comment))),
    // A response whose number was entered before, and withdrawn, has kept its id.
    database.insert(papers).select(sql`
      select paper.value ->> 'id', ${batch.id}, ${batch.subject}, paper.value ->> 'number',
        ifnull(
          (select id from ${responses} where questionnaire = ${batch.subject} and wave = ${wave} and respondent = paper.value ->> 'respondent'),
          paper.value ->> 'receipt'),
        paper.value ->> 'draw', ${actor.at}, ${actor.official}, null
      from json_each(${JSON.stringify(rows)}) as paper`),
    database.insert(submissions).values({ key, receipt: first.id, recordedAt: actor.at }),
  ]);
}

/** What was recorded from a paper. */
export async function firstEntry(d1: D1Database, receipt: string): Promise<Entry> {
  const database = open(d1);
  const [chosen, said] = await database.batch([
    database.select({ question: answers.question, option: answers.option }).from(answers).where(eq(answers.response, receipt)),
    database.select({ body: comments.body, language: comments.language }).from(comments).where(eq(comments.id, receipt)),
  ]);
  return said[0] ?? { answers: chosen };
}

const paperActs = (paper: string) => `papers/${paper}`;

/** Keeps that another clerk read a paper, and what they read where it differs. The database refuses the one who entered it. */
export function enterAgain(d1: D1Database, actor: Clerk, paper: Pick<SeenPaper, 'id'>, differing: Entry | null) {
  const act: Act = { act: 'papers.read-again', subject: paperActs(paper.id), after: { differs: differing !== null } };
  return acting(d1, actor, [act], (database) => [
    database.insert(secondEntries).values({
      paper: paper.id,
      differing: differing && JSON.stringify(differing),
      enteredAt: actor.at,
      enteredBy: actor.official,
    }),
  ]);
}

/** What a paper says after all, where its second reader was right. */
export type Correction =
  | { response: string; answers: readonly { question: string; option: string }[] }
  | { comment: string; body: string; language: string; fingerprint: string; readBefore: boolean };

/** Decides which of two entries is right. Where it is the second, what was recorded changes in the same batch. */
export function settle(d1: D1Database, actor: Clerk, paper: Pick<SeenPaper, 'id'>, correction: Correction | null) {
  const settled = correction ? ('second' as const) : ('first' as const);
  return acting(d1, actor, [{ act: 'papers.settle', subject: paperActs(paper.id), after: { settled } }], (database) => [
    expecting(
      database,
      sql`select second_entries.differing is not null and papers.withdrawn_at is null
        from second_entries join papers on papers.id = second_entries.paper where paper = ${paper.id}`,
    ),
    database
      .update(secondEntries)
      .set({ differing: null, settled, settledAt: actor.at, settledBy: actor.official })
      .where(eq(secondEntries.paper, paper.id)),
    ...(correction ? corrected(database, correction, actor.at) : []),
  ]);
}

function corrected(database: Database, correction: Correction, now: number) {
  if ('response' in correction) {
    const { response, answers: right } = correction;
    return [
      database.delete(answers).where(eq(answers.response, response)),
      database.insert(answers).values(right.map((answer) => ({ response, ...answer }))),
      database.update(responses).set({ changedAt: now }).where(eq(responses.id, response)),
    ];
  }
  const { comment, body, language, fingerprint, readBefore } = correction;
  // Where a moderator reads what is published, these words are new to them; a decision that hides stays.
  const state = readBefore ? sql`iif(state = 'published', 'waiting', state)` : sql`state`;
  return [database.update(comments).set({ body, language, fingerprint, state }).where(eq(comments.id, comment))];
}

/** Takes one paper out of a batch that is open: it was entered by mistake. What goes with it goes in the database. */
export function takeOut(d1: D1Database, actor: Clerk, paper: Pick<SeenPaper, 'id' | 'batch' | 'number'>) {
  const act: Act = { act: 'papers.take-out', subject: batchActs(paper.batch), after: { numbers: [paper.number] } };
  return acting(d1, actor, [act], (database) => [
    expecting(
      database,
      sql`select batches.closed_at is null and batches.withdrawn_at is null and papers.withdrawn_at is null
        from papers join batches on batches.id = papers.batch where papers.id = ${paper.id}`,
    ),
    database
      .update(papers)
      .set({ withdrawnAt: actor.at })
      .where(and(eq(papers.id, paper.id), isNull(papers.withdrawnAt))),
  ]);
}

/** Closes a batch: the database refuses while its sample isn't complete. */
export function close(d1: D1Database, actor: Clerk, batch: Pick<StoredBatch, 'id'>) {
  return acting(d1, actor, [{ act: 'papers.close', subject: batchActs(batch.id) }], (database) => [
    database.update(batches).set({ closedAt: actor.at }).where(eq(batches.id, batch.id)),
  ]);
}

/** Withdraws a batch as a whole; triggers withdraw all that came by it, in the same transaction. */
export function withdraw(d1: D1Database, actor: Clerk, batch: Pick<CountedBatch, 'id' | 'papers'>, reason: Record<string, string>) {
  const act: Act = { act: 'papers.withdraw', subject: batchActs(batch.id), before: { papers: batch.papers } };
  return acting(d1, actor, [act], (database) => [
    database
      .update(batches)
      .set({ withdrawnAt: actor.at, withdrawal: JSON.stringify(reason) })
      .where(eq(batches.id, batch.id)),
  ]);
}

/** The guards of `0009_papers.sql` and `0014_papers_kept.sql`, by what they guard. */
const guards = {
  closed: 'this batch is closed',
  withdrawn: 'this batch is withdrawn',
  sample: 'the sample of this batch is not complete',
  another: 'another clerk reads a paper again',
  'taken-out': 'this paper is withdrawn',
  forgotten: 'who sent this is kept no longer',
} as const;

/** Why the database refused, where a guard of it did: null where it failed for another reason. */
export async function refusalOf(error: unknown, d1: D1Database, subject: string) {
  const guard = (Object.keys(guards) as (keyof typeof guards)[]).find((tag) => says(error, guards[tag]));
  if (guard) return { tag: guard };
  if (isUnmet(error)) return { tag: 'changed' as const };
  const hold = await holdBehind(error, d1, subject);
  return hold && { tag: 'on-hold' as const, hold };
}
