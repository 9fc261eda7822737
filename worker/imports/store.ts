/** Imported acts in D1: many rows in one JSON parameter, for D1 binds at most a hundred. */
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { comments, participationCounts, reactions } from '../../db/schema/comments.ts';
import type { State } from '../comments/rules.ts';

export interface ImportedComment {
  id: string;
  sourceId: string;
  author: string;
  body: string;
  fingerprint: string;
  language: string;
  submittedAt: number;
  state: Extract<State, 'waiting' | 'published' | 'hidden'>;
}

/** Adds the comments that are not there yet, and answers how many those were. */
export async function addComments(
  d1: D1Database,
  consultation: string,
  secretId: string,
  rows: readonly ImportedComment[],
): Promise<number> {
  const result = await open(d1).run(sql`
    insert into ${comments}
      (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, hidden_for, source_id, submitted_at)
    select row.value ->> 'id', ${consultation}, row.value ->> 'author', ${secretId}, 'import', 'open', row.value ->> 'language',
      row.value ->> 'body', row.value ->> 'fingerprint',
      row.value ->> 'state', iif(row.value ->> 'state' = 'hidden', 'rejected-at-source', null),
      row.value ->> 'sourceId', row.value ->> 'submittedAt'
    from json_each(${JSON.stringify(rows)}) as row where true
    on conflict (consultation, source_id) where source_id is not null do nothing
    returning 1`);
  return result.results.length;
}

export interface ImportedReaction {
  comment: string;
  respondent: string;
  reaction: string;
  reactedAt: number;
}

/** Adds reactions; the latest of a person to a comment stands, in whatever order they come. Answers how many changed something. */
export async function addReactions(d1: D1Database, consultation: string, rows: readonly ImportedReaction[]): Promise<number> {
  const result = await open(d1).run(sql`
    insert into ${reactions} (comment, respondent, reaction, channel, reacted_at)
    select comments.id, row.value ->> 'respondent', row.value ->> 'reaction', 'import', row.value ->> 'reactedAt'
    from json_each(${JSON.stringify(rows)}) as row
      join ${comments} on comments.consultation = ${consultation} and comments.source_id = row.value ->> 'comment'
    where true
    on conflict (comment, respondent) do update set reaction = excluded.reaction, reacted_at = excluded.reacted_at
      where excluded.reacted_at > reactions.reacted_at
    returning 1`);
  return result.results.length;
}

/** Which of these comments of the source are not there. */
export async function missing(d1: D1Database, consultation: string, sourceIds: readonly string[]): Promise<string[]> {
  const rows = await open(d1).all<{ sourceId: string }>(sql`
    select distinct wanted.value as "sourceId" from json_each(${JSON.stringify(sourceIds)}) as wanted
    where not exists (select 1 from ${comments} where comments.consultation = ${consultation} and comments.source_id = wanted.value)`);
  return rows.map((row) => row.sourceId);
}

/** The counts of all imported comments, hidden and waiting ones too, and how many people took part. */
export async function counts(d1: D1Database, consultation: string) {
  const database = open(d1);
  const [rows, people] = await database.batch([
    database
      .select({
        sourceId: comments.sourceId,
        state: comments.state,
        agrees: comments.agrees,
        disagrees: comments.disagrees,
        passes: comments.passes,
      })
      .from(comments)
      .where(and(eq(comments.consultation, consultation), isNotNull(comments.sourceId)))
      .orderBy(asc(comments.submittedAt)),
    database.select().from(participationCounts).where(eq(participationCounts.consultation, consultation)),
  ]);
  return {
    people: people[0]?.people ?? 0,
    comments: rows.map(({ sourceId, state, ...count }) => ({ sourceId: sourceId ?? '', hidden: state === 'hidden', ...count })),
  };
}
