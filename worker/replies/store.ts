/** Official replies in D1: each is written with the record of who did it in one batch. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { type Database, open } from '../../db/client.ts';
import { expecting, isUnmet, says } from '../../db/expected.ts';
import { comments } from '../../db/schema/comments.ts';
import { officialReplies, officialReplyVersions } from '../../db/schema/replies.ts';

const asked = {
  id: comments.id,
  consultation: comments.consultation,
  replyTo: comments.replyTo,
  language: comments.language,
  body: comments.body,
  submittedAt: comments.submittedAt,
};
export type Asked = Pick<typeof comments.$inferSelect, keyof typeof asked>;

// As the partial index has it: with parameters in their places the index would not be used.
const unanswered = sql`${comments.asks} = 1 and ${comments.answeredAt} is null and ${comments.state} = 'published'`;

/** Where the next page begins: after this instant, and this id among equals. */
export interface Cursor {
  value: number;
  id: string;
}

/** A page of the questions without a reply on these consultations, the oldest first. */
export async function questions(d1: D1Database, consultations: readonly string[], after: Cursor | null, limit: number) {
  const [only] = consultations;
  const rows: Asked[] = await open(d1)
    .select(asked)
    .from(comments)
    .where(
      and(
        unanswered,
        consultations.length === 1 && only !== undefined ? eq(comments.consultation, only) : among(consultations),
        after ? sql`(${comments.submittedAt}, ${comments.id}) > (${after.value}, ${after.id})` : undefined,
      ),
    )
    .orderBy(comments.submittedAt, comments.id)
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? { value: last.submittedAt, id: last.id } : null };
}

/** How many questions have no reply on each of these consultations, and since when the oldest waits. */
export function questionsByConsultation(d1: D1Database, consultations: readonly string[]) {
  return open(d1)
    .select({ consultation: comments.consultation, questions: sql<number>`count(*)`, oldest: sql<number>`min(${comments.submittedAt})` })
    .from(comments)
    .where(and(unanswered, among(consultations)))
    .groupBy(comments.consultation)
    .orderBy(sql`min(${comments.submittedAt})`);
}

// one JSON parameter: D1 binds at most a hundred
const among = (consultations: readonly string[]) =>
  sql`${comments.consultation} in (select value from json_each(${JSON.stringify(consultations)}))`;

export function findComment(d1: D1Database, id: string) {
  return open(d1)
    .select({ ...asked, state: comments.state })
    .from(comments)
    .where(eq(comments.id, id))
    .get();
}

/** A reply as it stands with the comment that it answers. */
function standing(database: Database) {
  return database
    .select({
      id: officialReplies.id,
      department: officialReplies.department,
      postedAt: officialReplies.postedAt,
      withdrawnAt: officialReplies.withdrawnAt,
      version: officialReplyVersions.version,
      words: officialReplyVersions.words,
      editedAt: officialReplyVersions.editedAt,
      comment: { ...asked, state: comments.state },
    })
    .from(officialReplies)
    .innerJoin(comments, eq(comments.id, officialReplies.comment))
    .innerJoin(
      officialReplyVersions,
      and(
        eq(officialReplyVersions.reply, officialReplies.id),
        sql`${officialReplyVersions.version} = (select max(version) from official_reply_versions where reply = ${officialReplies.id})`,
      ),
    );
}

export function find(d1: D1Database, id: string) {
  return standing(open(d1)).where(eq(officialReplies.id, id)).get();
}

/** The reply of a department to a comment that stands, where there is one. */
export function findStanding(d1: D1Database, comment: string, department: string | null) {
  return standing(open(d1))
    .where(
      and(
        eq(officialReplies.comment, comment),
        department === null ? isNull(officialReplies.department) : eq(officialReplies.department, department),
        isNull(officialReplies.withdrawnAt),
      ),
    )
    .get();
}

/** The latest replies on these consultations. */
export function latest(d1: D1Database, consultations: readonly string[], limit: number) {
  return standing(open(d1))
    .where(among(consultations))
    .orderBy(desc(officialReplies.postedAt), desc(officialReplies.id))
    .limit(limit)
    .all();
}

/** Everything that a reply ever said, the first version first. */
export function versionsOf(d1: D1Database, reply: string) {
  return open(d1)
    .select({ version: officialReplyVersions.version, words: officialReplyVersions.words, editedAt: officialReplyVersions.editedAt })
    .from(officialReplyVersions)
    .where(eq(officialReplyVersions.reply, reply))
    .orderBy(officialReplyVersions.version)
    .all();
}

interface Said {
  words: Record<string, string>;
  /** Of the words: what stands in the audit log in their place. */
  hash: string;
}

/** Posts a reply. False where the department has one already, or where the comment was hidden or withdrawn meanwhile. */
export async function post(
  d1: D1Database,
  actor: Actor,
  { id, comment, department, words, hash }: Said & { id: string; comment: string; department: string | null },
): Promise<boolean> {
  const act = { act: 'replies.post', subject: `comments/${comment}`, after: { reply: id, department, version: 1, words: hash } };
  try {
    await acting(d1, actor, [act], (database) => [
      database.insert(officialReplies).values({ id, comment, department, postedAt: actor.at }),
      database.insert(officialReplyVersions).values({ reply: id, version: 1, words, editedAt: actor.at }),
    ]);
    return true;
  } catch (error) {
    if (says(error, 'official_replies_once') || says(error, 'a reply answers a published comment')) return false;
    throw error;
  }
}

/** Changes what a reply says. False where another official has changed or withdrawn it since the version that this one saw. */
export async function edit(
  d1: D1Database,
  actor: Actor,
  { id, comment, seen, words, hash }: Said & { id: string; comment: string; seen: number },
): Promise<boolean> {
  const version = seen + 1;
  const act = {
    act: 'replies.edit',
    subject: `comments/${comment}`,
    before: { reply: id, version: seen },
    after: { reply: id, version, words: hash },
  };
  try {
    await acting(d1, actor, [act], (database) => [
      expecting(
        database,
        sql`select withdrawn_at is null and ${seen} = (select max(version) from official_reply_versions where reply = ${id})
          from official_replies where id = ${id}`,
      ),
      database.insert(officialReplyVersions).values({ reply: id, version, words, editedAt: actor.at }),
    ]);
    return true;
  } catch (error) {
    if (isUnmet(error)) return false;
    throw error;
  }
}

/** Withdraws a reply: a stub with its dates stays. Nothing happens where it was withdrawn before. */
export async function withdraw(d1: D1Database, actor: Actor, { id, comment }: { id: string; comment: string }): Promise<void> {
  const act = {
    act: 'replies.withdraw',
    subject: `comments/${comment}`,
    before: { reply: id },
    after: { reply: id, withdrawnAt: new Date(actor.at).toISOString() },
  };
  try {
    await acting(d1, actor, [act], (database) => [
      expecting(database, sql`select withdrawn_at is null from official_replies where id = ${id}`),
      database.update(officialReplies).set({ withdrawnAt: actor.at }).where(eq(officialReplies.id, id)),
    ]);
  } catch (error) {
    if (!isUnmet(error)) throw error;
  }
}
