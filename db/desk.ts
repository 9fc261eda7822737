/** What needs an answer in the office: counted in one place, for the desk and for the letter that tells of it. */
import { type SQL, sql } from 'drizzle-orm';
import { departmentOf, type Status } from '../worker/definitions/rules.ts';
import { may, type Permission, type Role } from '../worker/officials/rules.ts';
import { type PostedUpdate, updatesUntil, withPosted } from '../worker/plans/rules.ts';
import { type DeskCounts, type DeskPart, deskParts, isSilent, type Promised, promiseAt } from '../worker/reminders/rules.ts';
import { open } from './client.ts';
import { postedUpdates } from './plan-updates.ts';

interface Standing {
  role: Role;
  department: string | null;
}

interface Commitment {
  id: string;
  lead: string;
  updates: { at: string; status: Status }[];
}

/** Of all that the site published: what is looked at here. */
interface Published {
  entries: readonly Promised[];
  plans: readonly { slug: string; adopted: string; commitments: Commitment[] }[];
}

/** What the database knows of it, the same for every official: counts by consultation. */
export interface DeskFacts {
  comments: ByConsultation;
  reports: ByConsultation;
  appeals: ByConsultation;
  questions: ByConsultation;
  /** What officials posted on commitments. */
  posted: PostedUpdate[];
}
type ByConsultation = Record<string, number>;

const counting: Record<Exclude<keyof DeskFacts, 'posted'>, SQL> = {
  comments: sql`select consultation, sum(comments) as count from comment_counts where state = 'waiting' group by 1`,
  reports: sql`select consultation, count(distinct comment) as count
    from reports join comments on comments.id = comment where settled_by is null group by 1`,
  appeals: sql`select consultation, count(*) as count from appeals join comments on comments.id = comment where decided_by is null group by 1`,
  questions: sql`select consultation, count(*) as count
    from comments where asks = 1 and answered_at is null and state = 'published' group by 1`,
};

/** Reads what the counts of all officials are made of. */
export async function deskFacts(d1: D1Database): Promise<DeskFacts> {
  const database = open(d1);
  const found = Object.entries(counting).map(async ([part, query]) => {
    const rows = await database.all<{ consultation: string; count: number }>(query);
    return [part, Object.fromEntries(rows.map(({ consultation, count }) => [consultation, count]))];
  });
  const [posted, ...counts] = await Promise.all([postedUpdates(d1), ...found]);
  return { ...(Object.fromEntries(counts) as Omit<DeskFacts, 'posted'>), posted };
}

/** What an official has to do with, counted: the parts that their role permits, and of those what is their department's. */
export function countsFor(official: Standing, { entries, plans }: Published, facts: DeskFacts, now: number): DeskCounts {
  const of = (byConsultation: ByConsultation) => (permission: Permission) =>
    Object.entries(byConsultation)
      .filter(([slug]) => may(official, permission, departmentOf({ entries }, 'consultation', slug)))
      .reduce((sum, [, count]) => sum + count, 0);
  const promised = (state: 'due' | 'overdue') => (permission: Permission) =>
    entries.filter((entry) => promiseAt(entry, now) === state && may(official, permission, entry.department ?? null)).length;
  const count: Record<DeskPart, (permission: Permission) => number> = {
    reports: of(facts.reports),
    appeals: of(facts.appeals),
    comments: of(facts.comments),
    overdue: promised('overdue'),
    due: promised('due'),
    questions: of(facts.questions),
    commitments: (permission) =>
      withPosted(plans, facts.posted).flatMap((plan) =>
        plan.commitments.filter(
          (commitment) => may(official, permission, commitment.lead) && isSilent(standingOf(plan.adopted, commitment, now), now),
        ),
      ).length,
  };
  const parts = Object.entries(deskParts) as [DeskPart, Permission][];
  return Object.fromEntries(
    parts.filter(([, permission]) => may(official, permission)).map(([part, permission]) => [part, count[part](permission)]),
  );
}

/** Where a commitment stands, and when something was last heard of it. */
function standingOf(adopted: string, { updates }: Commitment, now: number): { status: Status; last: number } {
  const [latest] = updatesUntil(updates, now);
  return { status: latest?.status ?? 'planned', last: Date.parse(latest?.at ?? adopted) };
}

/** What needs an answer of an official, counted. A part that their role doesn't permit is not there. */
export async function deskCounts(d1: D1Database, official: Standing, published: Published, now: number): Promise<DeskCounts> {
  return countsFor(official, published, await deskFacts(d1), now);
}
