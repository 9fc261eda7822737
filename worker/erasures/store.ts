/** Erasing texts in D1: the record of an erasure is what erases, so that neither is without the other. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { says } from '../../db/expected.ts';
import { comments } from '../../db/schema/comments.ts';
import { reports } from '../../db/schema/moderation.ts';
import { officials } from '../../db/schema/officials.ts';
import { erasures } from '../../db/schema/retention.ts';
import type { ErasureGround, ErasureScope } from './rules.ts';

/** A comment as far as an erasure needs to know it. */
export function find(d1: D1Database, id: string) {
  return open(d1)
    .select({ id: comments.id, consultation: comments.consultation, author: comments.author, state: comments.state })
    .from(comments)
    .where(eq(comments.id, id))
    .get();
}
export type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The comments of a scope that have a text, the oldest first. */
export function textsOf(d1: D1Database, comment: Found, scope: ErasureScope) {
  const same = and(eq(comments.consultation, comment.consultation), eq(comments.author, comment.author));
  return open(d1)
    .select({ comment: comments.id, body: comments.body, language: comments.language, submittedAt: comments.submittedAt })
    .from(comments)
    .where(and(scope === 'author' ? same : eq(comments.id, comment.id), ne(comments.state, 'withdrawn')))
    .orderBy(asc(comments.submittedAt), asc(comments.id))
    .all();
}

export interface Erasing {
  comment: Found;
  scope: ErasureScope;
  ground: ErasureGround;
  /** The comments whose texts go. */
  ids: readonly string[];
}

/**
 * Erases texts, with what was noted, reported and appealed of them; and with all of an author's texts also what they wrote in
 * reports there. False where one of the texts is gone meanwhile: nothing is written then.
 */
export async function erase(d1: D1Database, actor: Actor & { official: string }, { comment, scope, ground, ids }: Erasing) {
  const { official, at } = actor;
  const rows = ids.map((id) => ({ id: crypto.randomUUID(), comment: id }));
  const act = { act: 'erasures.erase', subject: `comments/${comment.id}`, after: { scope, ground, comments: ids } };
  try {
    await acting(d1, actor, [act], (database) => [
      // one statement, however many texts a flood has
      database.insert(erasures).select(sql`
        select erased.value ->> 'id', erased.value ->> 'comment', ${ground}, ${at}, ${official} from json_each(${JSON.stringify(rows)}) as erased`),
      ...(scope === 'author'
        ? [
            database
              .update(reports)
              .set({ words: null })
              .where(
                sql`${reports.reporter} = ${comment.author} and ${reports.comment} in (select id from comments where consultation = ${comment.consultation})`,
              ),
          ]
        : []),
    ]);
    return true;
  } catch (error) {
    if (says(error, 'there is no text to erase') || says(error, 'UNIQUE constraint failed: erasures.comment')) return false;
    throw error;
  }
}

/** A page of what was erased, the latest first, after a comment of the page before. */
export async function list(d1: D1Database, before: string | null, limit: number) {
  const database = open(d1);
  const last = database
    .select({ at: erasures.at, id: erasures.id })
    .from(erasures)
    .where(eq(erasures.comment, before ?? ''));
  return database
    .select({
      comment: erasures.comment,
      consultation: comments.consultation,
      ground: erasures.ground,
      at: erasures.at,
      official: officials.name,
    })
    .from(erasures)
    .innerJoin(comments, eq(comments.id, erasures.comment))
    .innerJoin(officials, eq(officials.id, erasures.official))
    .where(before ? sql`(${erasures.at}, ${erasures.id}) < ${last}` : undefined)
    .orderBy(desc(erasures.at), desc(erasures.id))
    .limit(limit)
    .all();
}
