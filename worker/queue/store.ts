/** What a moderator reads, in D1: the lists, and all that became of one comment. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { type Database, open } from '../../db/client.ts';
import { comments } from '../../db/schema/comments.ts';
import { appeals, moderationNotes, moderations, reports } from '../../db/schema/moderation.ts';
import { officials } from '../../db/schema/officials.ts';
import type { List, Seen } from '../moderation/rules.ts';

type Row = typeof comments.$inferSelect;
/** A comment in a list, and its place in the order of the list. */
export type Listed = Row & { rank: number };

export interface Scope {
  /** The consultations that are meant; null: all. */
  consultations: readonly string[] | null;
  language?: string | undefined;
}

/** Danger stands before everything: earlier than any instant could. */
const urgently = 10_000_000_000_000;
const decidedLast = sql<number>`ifnull((select max(decided_at) from moderations where moderations.comment = comments.id), comments.submitted_at)`;

/** What is in each list, and in which order: who waits longest is first, but danger before all; of what is decided, the latest. */
const listed = (official: string | null): Record<List, { where: SQL; rank: SQL<number> }> => ({
  waiting: { where: sql`comments.state = 'waiting'`, rank: sql`comments.submitted_at` },
  reported: {
    where: sql`comments.state = 'published' and comments.id in (select comment from reports where settled_by is null)`,
    rank: sql`(select min(reported_at) - max(reason = 'danger') * ${sql.raw(String(urgently))}
      from reports where reports.comment = comments.id and settled_by is null)`,
  },
  appealed: {
    where: sql`comments.state = 'hidden' and comments.id in (select comment from appeals where decided_by is null)`,
    rank: sql`(select appealed_at from appeals where appeals.comment = comments.id)`,
  },
  // what is erased leaves nothing to decide about
  hidden: { where: sql`comments.state = 'hidden' and comments.body <> ''`, rank: sql`-${decidedLast}` },
  mine: {
    where: sql`comments.state <> 'withdrawn' and comments.id in (
      select comment from moderations where official = ${official} and undoes is null and not exists (
        select 1 from moderations as later where later.comment = moderations.comment and later.place > moderations.place))`,
    rank: sql`-${decidedLast}`,
  },
});

const among = (values: readonly string[]) => sql`(select value from json_each(${JSON.stringify(values)}))`;
const within = ({ consultations, language }: Scope) =>
  and(
    consultations ? sql`comments.consultation in ${among(consultations)}` : undefined,
    language ? eq(comments.language, language) : undefined,
  );

export interface Cursor {
  value: number;
  id: string;
}

/** The beginning of a list after a cursor, with what had been decided and reported until then, and how much is in every list. */
export async function queue(
  d1: D1Database,
  query: { list: List; official: string; scope: Scope; reach: Scope; after: Cursor | null; limit: number },
) {
  const database = open(d1);
  const lists = listed(query.official);
  const { where, rank } = lists[query.list];
  const from = query.after && sql`(${rank}, comments.id) > (${query.after.value}, ${query.after.id})`;
  const counting = (list: List) =>
    database
      .select({ comments: sql<number>`count(*)` })
      .from(comments)
      .where(and(lists[list].where, within(query.scope)));
  const [seen, rows, places, waiting, reported, appealed, hidden, mine] = await database.batch([
    seenNow(database),
    database
      // named, for a batch loses one of two columns of the same name
      .select({ comment: comments, rank: sql<number>`${rank}`.as('rank') })
      .from(comments)
      .where(and(where, within(query.scope), from ?? undefined))
      .orderBy(rank, asc(comments.id))
      .limit(query.limit + 1),
    database
      .select({ consultation: comments.consultation, language: comments.language, comments: sql<number>`count(*)` })
      .from(comments)
      .where(and(where, within(query.reach)))
      .groupBy(comments.consultation, comments.language),
    ...([counting('waiting'), counting('reported'), counting('appealed'), counting('hidden'), counting('mine')] as const),
  ]);
  const count = (counted: { comments: number }[]) => counted[0]?.comments ?? 0;
  return {
    seen: seen[0] ?? nothingSeen,
    rows: rows.slice(0, query.limit).map(({ comment, rank }): Listed => ({ ...comment, rank })),
    isAll: rows.length <= query.limit,
    places,
    totals: { waiting: count(waiting), reported: count(reported), appealed: count(appealed), hidden: count(hidden), mine: count(mine) },
  };
}

const nothingSeen: Seen = { decision: 0, report: 0 };
const seenNow = (database: Database) =>
  database
    .select({
      decision: sql<number>`ifnull((select max(place) from moderations), 0)`,
      report: sql<number>`ifnull((select max(place) from reports), 0)`,
    })
    .from(sql`(select 1)`);

/** What a moderator has to know of comments besides what they say. */
export async function about(d1: D1Database, ids: readonly string[]) {
  const database = open(d1);
  const these = among(ids);
  const [reported, appealed, decided, around] = await database.batch([
    database.select().from(reports).where(sql`comment in ${these} and settled_by is null`).orderBy(asc(reports.place)),
    database
      .select({ appeal: appeals, hiddenBy: sql<string | null>`(select official from moderations where id = appeals.against)` })
      .from(appeals)
      .where(sql`comment in ${these} and decided_by is null`),
    database
      .select()
      .from(moderations)
      .where(sql`place in (select max(place) from moderations where comment in ${these} group by comment)`),
    database
      .select({
        id: comments.id,
        excerpt: sql<string | null>`(select substr(parent.body, 1, 200) from comments as parent where parent.id = comments.reply_to)`,
        hiddenBefore: sql<number>`(select count(*) from comments as other
          where other.author = comments.author and other.consultation = comments.consultation and other.state = 'hidden' and other.id <> comments.id)`,
      })
      .from(comments)
      .where(sql`id in ${these}`),
  ]);
  return { reported, appealed, decided, around };
}
export type About = Awaited<ReturnType<typeof about>>;

/** A comment with all that was decided and said about it, the oldest first. */
export async function historyOf(d1: D1Database, id: string) {
  const database = open(d1);
  const [seen, found, decided, reported, appealed] = await database.batch([
    seenNow(database),
    database.select().from(comments).where(eq(comments.id, id)),
    database
      .select({
        decision: moderations,
        note: moderationNotes.note,
        by: officials.name,
        undone: sql<number>`exists (select 1 from moderations as later where later.undoes = moderations.id)`,
      })
      .from(moderations)
      .leftJoin(moderationNotes, eq(moderationNotes.moderation, moderations.id))
      .leftJoin(officials, eq(officials.id, moderations.official))
      .where(eq(moderations.comment, id))
      .orderBy(asc(moderations.place)),
    database.select().from(reports).where(eq(reports.comment, id)).orderBy(asc(reports.place)),
    database.select().from(appeals).where(eq(appeals.comment, id)),
  ]);
  const [comment] = found;
  return comment && { seen: seen[0] ?? nothingSeen, comment, decided, reported, appeal: appealed[0] ?? null };
}
export type Told = NonNullable<Awaited<ReturnType<typeof historyOf>>>;
