/** The public moderation log in D1. Only what anybody may see is read. */
import { and, desc, eq, gte, type SQL, sql } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { comments } from '../../db/schema/comments.ts';
import { moderations } from '../../db/schema/moderation.ts';

const taken = sql<number>`exists (select 1 from moderations as later where later.undoes = moderations.id)`;

/** Decisions before a place, the latest first. */
export function decisionsBefore(
  d1: D1Database,
  { consultation, before }: { consultation?: string | undefined; before: number | null },
  limit: number,
) {
  return open(d1)
    .select({
      place: moderations.place,
      decidedAt: moderations.decidedAt,
      consultation: comments.consultation,
      comment: moderations.comment,
      decision: moderations.decision,
      reason: moderations.reason,
      waitingSince: moderations.waitingSince,
      // by the comment, as the indexes have it
      reported: sql<number>`exists (select 1 from reports where reports.comment = moderations.comment and settled_by = moderations.id)`,
      appeal: moderations.appeal,
      // what decided the appeal against it; nothing where there is none, '' where nobody has decided
      against: sql<string | null>`(
        select ifnull((select deciding.decision from moderations as deciding where deciding.id = appeals.decided_by), '')
        from appeals where appeals.comment = moderations.comment and appeals.against = moderations.id)`,
      undoes: sql<number | null>`(select earlier.place from moderations as earlier where earlier.id = moderations.undoes)`,
      undone: taken,
    })
    .from(moderations)
    .innerJoin(comments, eq(comments.id, moderations.comment))
    .where(
      and(
        before === null ? undefined : sql`moderations.place < ${before}`,
        consultation === undefined ? undefined : eq(comments.consultation, consultation),
      ),
    )
    .orderBy(desc(moderations.place))
    .limit(limit)
    .all();
}
export type Decided = Awaited<ReturnType<typeof decisionsBefore>>[number];

/** What the decisions since an instant come to. */
export async function summaryOf(d1: D1Database, since: number, consultation: string | undefined) {
  const database = open(d1);
  const meant = (column: SQL) =>
    consultation === undefined ? undefined : sql`${column} in (select id from comments where consultation = ${consultation})`;
  const standing = and(gte(moderations.decidedAt, since), sql`undoes is null and not ${taken}`, meant(sql`moderations.comment`));
  const waited = database
    .select({
      seconds: sql<number>`(decided_at - waiting_since) / 1000`.as('seconds'),
      place: sql<number>`row_number() over (order by decided_at - waiting_since)`.as('nth'),
      all: sql<number>`count(*) over ()`.as('all_waits'),
    })
    .from(moderations)
    .where(and(standing, sql`waiting_since is not null`))
    .as('waits');
  const [decisions, [median], [appealed]] = await database.batch([
    database
      .select({ decision: moderations.decision, times: sql<number>`count(*)` })
      .from(moderations)
      .where(standing)
      .groupBy(moderations.decision),
    database
      .select({ seconds: sql<number | null>`avg(seconds)` })
      .from(waited)
      .where(sql`nth in ((all_waits + 1) / 2, (all_waits + 2) / 2)`),
    database
      .select({
        granted: sql<number>`ifnull(sum(decision <> 'hide' and decided_at >= ${since}), 0)`,
        upheld: sql<number>`ifnull(sum(decision = 'hide' and decided_at >= ${since}), 0)`,
        open: sql<number>`ifnull(sum(decided_by is null and state = 'hidden'), 0)`,
      })
      .from(sql`appeals join comments on comments.id = appeals.comment left join moderations on moderations.id = appeals.decided_by`)
      .where(meant(sql`appeals.comment`)),
  ]);
  const times = (decision: string) => decisions.find((row) => row.decision === decision)?.times ?? 0;
  return {
    published: times('publish'),
    hidden: times('hide'),
    medianWaitSeconds: median?.seconds == null ? null : Math.round(median.seconds),
    appeals: appealed ?? { granted: 0, upheld: 0, open: 0 },
  };
}
