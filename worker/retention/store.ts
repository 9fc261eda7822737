/** Forgetting who sent what, in D1: one batch for each subject, once. */
import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type Actor, acting } from '../../db/audit.ts';
import { type Database, open } from '../../db/client.ts';
import { comments, participations, reactions } from '../../db/schema/comments.ts';
import { appeals, moderationNotes, moderations, reports } from '../../db/schema/moderation.ts';
import { submissions } from '../../db/schema/participation.ts';
import { responses } from '../../db/schema/questionnaires.ts';
import { renamings, retained } from '../../db/schema/retention.ts';

/** What was carried out, by subject. */
export async function retainedBySubject(d1: D1Database) {
  const rows = await open(d1).select().from(retained).all();
  return new Map(rows.map((row) => [row.subject, row]));
}

/** Random keys begin with a sign that no computed key has. */
const random = sql<string>`'~' || lower(hex(randomblob(24)))`;

/** The random key that takes the place of one. */
const laterOf = (key: SQLiteColumn) => sql<string>`(select ${renamings.later} from ${renamings} where ${renamings.former} = ${key})`;

/**
 * Carries a subject out: every key is replaced by a random one, the same for the same person, so that people are counted as before;
 * submission keys and texts that were not public go. False where it was done before.
 */
export async function carryOut(d1: D1Database, actor: Actor, subject: string): Promise<boolean> {
  const [folder, slug = ''] = subject.split('/');
  try {
    await acting(d1, actor, [{ act: 'retention.carry-out', subject }], (database) =>
      folder === 'consultations' ? forgetWriters(database, slug, actor.at) : forgetVoters(database, subject, actor.at),
    );
    return true;
  } catch (error) {
    if ((await retainedBySubject(d1)).has(subject)) return false;
    throw error;
  }
}

function forgetVoters(database: Database, questionnaire: string, at: number): BatchItem<'sqlite'>[] {
  const own = eq(responses.questionnaire, questionnaire);
  return [
    database
      .insert(renamings)
      .select(sql`select respondent, ${random} from (select distinct respondent from responses where questionnaire = ${questionnaire})`),
    database
      .update(responses)
      .set({ respondent: laterOf(responses.respondent) })
      .where(own),
    database.delete(submissions).where(inArray(submissions.receipt, database.select({ id: responses.id }).from(responses).where(own))),
    // Last, for it empties the table of renamings.
    database.insert(retained).select(sql`select ${questionnaire}, ${at}, (select count(*) from renamings), 0`),
  ];
}

function forgetWriters(database: Database, consultation: string, at: number): BatchItem<'sqlite'>[] {
  const own = eq(comments.consultation, consultation);
  const ids = database.select({ id: comments.id }).from(comments).where(own);
  const decided = database.select({ id: moderations.id }).from(moderations).where(inArray(moderations.comment, ids));
  const hidden = and(own, eq(comments.state, 'hidden'), ne(comments.body, ''));
  const of = sql`(select id from comments where consultation = ${consultation})`;
  return [
    database.insert(renamings).select(sql`
      select person, ${random} from (
        select author as person from comments where consultation = ${consultation}
        union select respondent from participations where consultation = ${consultation}
        union select respondent from reactions where comment in ${of}
        union select reporter from reports where comment in ${of}
      )`),
    database
      .update(comments)
      .set({ author: laterOf(comments.author) })
      .where(own),
    database
      .update(participations)
      .set({ respondent: laterOf(participations.respondent) })
      .where(eq(participations.consultation, consultation)),
    database
      .update(reactions)
      .set({ respondent: laterOf(reactions.respondent) })
      .where(inArray(reactions.comment, ids)),
    database
      .update(reports)
      .set({ reporter: laterOf(reports.reporter) })
      .where(inArray(reports.comment, ids)),
    database.delete(submissions).where(inArray(submissions.receipt, ids)),
    // Before the texts go, for it counts them; after the keys were replaced, for it empties the table of renamings.
    database.insert(retained).select(sql`
      select ${`consultations/${consultation}`}, ${at}, (select count(*) from renamings),
        (select count(*) from comments where consultation = ${consultation} and state = 'hidden' and body <> '')
          + (select count(*) from appeals where words <> '' and comment in ${of})
          + (select count(*) from reports where words is not null and comment in ${of})
          + (select count(*) from moderation_notes where moderation in (select id from moderations where comment in ${of}))`),
    database
      .update(comments)
      .set({ body: '', fingerprint: sql`${comments.id}` })
      .where(hidden),
    database
      .update(appeals)
      .set({ words: '' })
      .where(and(inArray(appeals.comment, ids), ne(appeals.words, ''))),
    database.update(reports).set({ words: null }).where(inArray(reports.comment, ids)),
    database.delete(moderationNotes).where(inArray(moderationNotes.moderation, decided)),
  ];
}

/**
 * What came after a consultation was carried out goes as soon as nobody needs it: reports that are settled, notes that no author can
 * read, and texts that were hidden since `hiddenBefore`, until when whoever hid them may take that back.
 */
export async function forgetSettled(d1: D1Database, hiddenBefore: number): Promise<void> {
  const database = open(d1);
  // from the few reports, notes and hidden texts to their comments: there may be very many comments
  const isRetained = (comment: SQL | SQLiteColumn) => sql`exists (select 1 from comments as written
    join retained on retained.subject = 'consultations/' || written.consultation where written.id = ${comment})`;
  await database.batch([
    database
      .update(reports)
      .set({ words: null, reporter: random })
      .where(sql`${reports.settledBy} is not null and ${reports.reporter} not glob '~*' and ${isRetained(reports.comment)}`),
    database
      .delete(moderationNotes)
      .where(isRetained(sql`(select comment from moderations where moderations.id = ${moderationNotes.moderation})`)),
    database
      .update(comments)
      .set({ body: '', fingerprint: sql`${comments.id}` })
      .where(sql`${comments.state} = 'hidden' and ${comments.body} <> '' and ${isRetained(comments.id)}
        and not exists (select 1 from moderations where moderations.comment = ${comments.id} and decided_at >= ${hiddenBefore})`),
  ]);
}
