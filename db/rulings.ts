/** What was decided about comments, as their authors may know it: on their receipts. */
import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { appeals, moderationNotes, moderations } from './schema/moderation.ts';

export interface Ruling {
  /** The decision that hides the comment, and what the moderator wrote to the author. */
  hiding: { decidedAt: number; note: string | null } | null;
  /** The appeal of the author, and what decided it. */
  appeal: { words: string; appealedAt: number; decision: string | null; decidedAt: number | null; note: string | null } | null;
}

/** Of what was just written. */
export const undecided: Ruling = { hiding: null, appeal: null };

/** The rulings about comments, by their ids. */
export async function rulingsOf(database: Database, comments: readonly string[]): Promise<(comment: string) => Ruling> {
  if (comments.length === 0) return () => undecided;
  const these = sql`(select value from json_each(${JSON.stringify(comments)}))`;
  const [hidings, appealed] = await database.batch([
    database
      .select({ comment: moderations.comment, decidedAt: moderations.decidedAt, note: moderationNotes.note })
      .from(moderations)
      .leftJoin(moderationNotes, eq(moderationNotes.moderation, moderations.id))
      .where(
        sql`comment in ${these} and decision = 'hide' and undoes is null and appeal is null
          and not exists (select 1 from moderations as later where later.undoes = moderations.id)`,
      )
      .orderBy(desc(moderations.place)),
    database
      .select({
        comment: appeals.comment,
        words: appeals.words,
        appealedAt: appeals.appealedAt,
        decision: moderations.decision,
        decidedAt: moderations.decidedAt,
        note: moderationNotes.note,
      })
      .from(appeals)
      .leftJoin(moderations, eq(moderations.id, appeals.decidedBy))
      .leftJoin(moderationNotes, eq(moderationNotes.moderation, moderations.id))
      .where(sql`appeals.comment in ${these}`),
  ]);
  return (id) => ({
    hiding: hidings.find(({ comment }) => comment === id) ?? null,
    appeal: appealed.find(({ comment }) => comment === id) ?? null,
  });
}
