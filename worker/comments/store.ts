/** Comments and reactions in D1. */
import { and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import { type Database, open } from '../../db/client.ts';
import { type Hold, holdBehind } from '../../db/holds.ts';
import { repliesToComment } from '../../db/official-replies.ts';
import { receiptOf } from '../../db/participation.ts';
import { rulingsOf, undecided } from '../../db/rulings.ts';
import { commentCounts, comments, participationCounts, reactions } from '../../db/schema/comments.ts';
import { submissions } from '../../db/schema/participation.ts';
import type { Reaction, Sorting } from './contract.ts';
import type { StandingReply } from './rules.ts';

export type StoredComment = typeof comments.$inferSelect;
/** A comment as one viewer sees it: with that viewer's reaction, and what the public body answered. */
export type SeenComment = StoredComment & { ownReaction: Reaction | null; officialReplies: StandingReply[] };
export type NewComment = typeof comments.$inferInsert;

export type Recording =
  | { tag: 'recorded' | 'known'; receipt: string }
  /** The same author said the same before. */
  | { tag: 'repeated'; receipt: string }
  /** Comments were suspended when it was to be written. */
  | { tag: 'on-hold'; hold: Hold };

/** Writes a comment and its submission key in one batch; the unique keys of the database decide every race. */
export async function record(d1: D1Database, comment: NewComment, key: string): Promise<Recording> {
  const database = open(d1);
  try {
    await database.batch([
      database.insert(comments).values(comment),
      database.insert(submissions).values({ key, receipt: comment.id, recordedAt: comment.submittedAt }),
    ]);
  } catch (error) {
    const recorded = await receiptOf(database, key);
    if (recorded) return { tag: 'known', receipt: recorded };
    const repeated = await sameBy(database, comment);
    if (repeated) return { tag: 'repeated', receipt: repeated };
    const hold = await holdBehind(error, d1, `consultations/${comment.consultation}`);
    if (hold) return { tag: 'on-hold', hold };
    throw error;
  }
  return { tag: 'recorded', receipt: comment.id };
}

/** The receipt that an earlier submission with this key led to, or null. */
export function known(d1: D1Database, key: string): Promise<string | null> {
  return receiptOf(open(d1), key);
}

async function sameBy(database: Database, comment: NewComment): Promise<string | null> {
  const row = await database
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        eq(comments.consultation, comment.consultation),
        eq(comments.author, comment.author),
        eq(comments.fingerprint, comment.fingerprint),
        comment.replyTo ? eq(comments.replyTo, comment.replyTo) : isNull(comments.replyTo),
        ne(comments.state, 'withdrawn'),
      ),
    )
    .get();
  return row?.id ?? null;
}

function seen(database: Database, viewer: string) {
  return database
    .select({ comment: comments, ownReaction: reactions.reaction, officialReplies: repliesToComment })
    .from(comments)
    .leftJoin(reactions, and(eq(reactions.comment, comments.id), eq(reactions.respondent, viewer)));
}
const together = ({ comment, ...seen }: Omit<SeenComment, keyof StoredComment> & { comment: StoredComment }): SeenComment => ({
  ...comment,
  ...seen,
});

export async function find(d1: D1Database, id: string, viewer: string): Promise<SeenComment | null> {
  const row = await seen(open(d1), viewer).where(eq(comments.id, id)).get();
  return row ? together(row) : null;
}

const orders = { newest: comments.submittedAt, agreed: comments.agreed, divided: comments.divided } as const;

/** Where the next page begins: after this value of the order, and this id among equals. */
export interface Cursor {
  value: number;
  id: string;
}

const repliesOnAPage = 50;

/** A page of the replies to a comment that everybody may see, and those of the viewer, oldest first; and the cursor of the next. */
export async function replies(d1: D1Database, id: string, after: Cursor | null, viewer: string) {
  const rows = await seen(open(d1), viewer)
    .where(
      and(
        eq(comments.replyTo, id),
        sql`(${comments.state} = 'published' or ${comments.author} = ${viewer})`,
        after ? sql`(${comments.submittedAt}, ${comments.id}) > (${after.value}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(comments.submittedAt), asc(comments.id))
    .limit(repliesOnAPage + 1);
  const page = rows.slice(0, repliesOnAPage).map(together);
  const last = page.at(-1);
  return { rows: page, next: rows.length > repliesOnAPage && last ? { value: last.submittedAt, id: last.id } : null };
}

/** A page of what is listed on a consultation, and the cursor of the next. The cost doesn't grow with the number of comments. */
export async function list(
  d1: D1Database,
  query: {
    consultation: string;
    sort: Sorting;
    language?: string | undefined;
    hidden?: 'only' | undefined;
    after: Cursor | null;
    limit: number;
  },
  viewer: string,
): Promise<{ rows: SeenComment[]; next: Cursor | null }> {
  const order = orders[query.sort];
  const rows = await seen(open(d1), viewer)
    .where(
      and(
        eq(comments.consultation, query.consultation),
        query.hidden ? eq(comments.state, 'hidden') : eq(comments.listed, 1),
        query.language ? eq(comments.language, query.language) : undefined,
        query.after ? sql`(${order}, ${comments.id}) < (${query.after.value}, ${query.after.id})` : undefined,
      ),
    )
    .orderBy(desc(order), desc(comments.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit).map(together);
  const last = page.at(-1);
  const value = last && { newest: last.submittedAt, agreed: last.agreed, divided: last.divided }[query.sort];
  return { rows: page, next: rows.length > query.limit && last && value !== undefined ? { value, id: last.id } : null };
}

/** Published comments by language, how many are hidden, and how many people took part. */
export async function totals(d1: D1Database, consultation: string) {
  const database = open(d1);
  const [counts, people] = await database.batch([
    database.select().from(commentCounts).where(eq(commentCounts.consultation, consultation)),
    database.select().from(participationCounts).where(eq(participationCounts.consultation, consultation)),
  ]);
  const published = counts.filter((row) => row.state === 'published' && row.comments > 0);
  return {
    people: people[0]?.people ?? 0,
    comments: published.reduce((sum, row) => sum + row.comments, 0),
    hidden: counts.filter((row) => row.state === 'hidden').reduce((sum, row) => sum + row.comments, 0),
    languages: published
      .map((row) => ({ language: row.language, comments: row.comments }))
      .sort((one, other) => other.comments - one.comments),
  };
}

/**
 * One standing reaction of a person to a comment: a later one takes the place of an earlier one. Answers the hold where the
 * consultation is suspended: nothing is written then.
 */
export async function react(d1: D1Database, consultation: string, reaction: typeof reactions.$inferInsert): Promise<Hold | null> {
  try {
    await open(d1)
      .insert(reactions)
      .values(reaction)
      .onConflictDoUpdate({
        target: [reactions.comment, reactions.respondent],
        set: { reaction: reaction.reaction, channel: reaction.channel, reactedAt: reaction.reactedAt },
      });
    return null;
  } catch (error) {
    const hold = await holdBehind(error, d1, `consultations/${consultation}`);
    if (hold) return hold;
    throw error;
  }
}

/** Takes a reaction back. */
export async function unreact(d1: D1Database, comment: string, respondent: string): Promise<void> {
  await open(d1)
    .delete(reactions)
    .where(and(eq(reactions.comment, comment), eq(reactions.respondent, respondent)));
}

/** Withdraws comments of their author: the text is erased, a stub stays. Answers how many. */
export async function withdraw(d1: D1Database, author: string, id: string | null): Promise<number> {
  const rows = await open(d1)
    .update(comments)
    .set({ state: 'withdrawn', hiddenFor: null, body: '', fingerprint: sql`${comments.id}` })
    .where(and(eq(comments.author, author), ne(comments.state, 'withdrawn'), id ? eq(comments.id, id) : undefined))
    .returning({ id: comments.id });
  return rows.length;
}

export { undecided };

/** What was decided about comments, for their authors. */
export function rulings(d1: D1Database, ids: readonly string[]) {
  return rulingsOf(open(d1), ids);
}

/** The consultations that anybody took part in. */
export async function consultationsWithPeople(d1: D1Database): Promise<string[]> {
  const rows = await open(d1).select({ consultation: participationCounts.consultation }).from(participationCounts);
  return rows.map((row) => row.consultation);
}

/** What the holder of these keys wrote and reacted to, newest first. */
export async function contributions(d1: D1Database, keys: readonly string[]) {
  const database = open(d1);
  // one JSON parameter: D1 binds at most a hundred
  const own = sql`(select value from json_each(${JSON.stringify(keys)}))`;
  const [written, reacted] = await database.batch([
    database
      .select({ comment: comments, officialReplies: repliesToComment })
      .from(comments)
      .where(sql`${comments.author} in ${own}`)
      .orderBy(desc(comments.submittedAt)),
    database
      .select({ reaction: reactions.reaction, reactedAt: reactions.reactedAt, comment: comments })
      .from(reactions)
      .innerJoin(comments, eq(comments.id, reactions.comment))
      .where(sql`${reactions.respondent} in ${own}`)
      .orderBy(desc(reactions.reactedAt)),
  ]);
  return { written: written.map((row) => together({ ...row, ownReaction: null })), reacted };
}
