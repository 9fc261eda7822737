/** Reports and appeals in D1. Unique keys and triggers of the database decide every race. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { says } from '../../db/expected.ts';
import { queued } from '../../db/mail.ts';
import { receiptOf } from '../../db/participation.ts';
import { comments } from '../../db/schema/comments.ts';
import { appeals, moderations, reports } from '../../db/schema/moderation.ts';
import { officials } from '../../db/schema/officials.ts';
import { submissions } from '../../db/schema/participation.ts';
import type { Role } from '../officials/rules.ts';
import type { ReportReason } from './rules.ts';

export function findComment(d1: D1Database, id: string) {
  return open(d1).select().from(comments).where(eq(comments.id, id)).get();
}

export function findReport(d1: D1Database, comment: string, reporter: string) {
  return open(d1)
    .select()
    .from(reports)
    .where(and(eq(reports.comment, comment), eq(reports.reporter, reporter)))
    .get();
}

export function findAppeal(d1: D1Database, comment: string) {
  return open(d1).select().from(appeals).where(eq(appeals.comment, comment)).get();
}

/** Whether an earlier submission with this key was recorded. */
export async function isKnown(d1: D1Database, key: string): Promise<boolean> {
  return (await receiptOf(open(d1), key)) !== null;
}

export interface NewReport {
  comment: string;
  reporter: string;
  reason: ReportReason;
  words: string | null;
  reportedAt: number;
}

/** Those who hear of danger at once: active, with one of these roles, for this department or for all. */
export interface Told {
  roles: readonly Role[];
  department: string | null;
}

/** Writes a report with its submission key, and the letters where somebody may be in danger and nobody was told yet. */
export async function report(
  d1: D1Database,
  given: NewReport,
  key: string,
  told: Told,
): Promise<'recorded' | 'known' | 'reported-already' | 'not-published'> {
  const database = open(d1);
  const toTell = given.reason === 'danger' ? await whoHears(d1, given.comment, told) : [];
  try {
    await database.batch([
      database.insert(reports).values(given),
      database.insert(submissions).values({ key, receipt: given.comment, recordedAt: given.reportedAt }),
      ...toTell.map((official) =>
        queued(database, { official, letter: { kind: 'danger', comment: given.comment }, now: given.reportedAt }),
      ),
    ]);
    return 'recorded';
  } catch (error) {
    if (await receiptOf(database, key)) return 'known';
    if (await findReport(d1, given.comment, given.reporter)) return 'reported-already';
    if (says(error, 'only what is published is reported')) return 'not-published';
    throw error;
  }
}

/** Nobody is told twice of one comment, until what they were told of is settled. */
async function whoHears(d1: D1Database, comment: string, { roles, department }: Told): Promise<string[]> {
  const database = open(d1);
  const standing = and(eq(reports.comment, comment), eq(reports.reason, 'danger'), isNull(reports.settledBy));
  const [earlier, rows] = await database.batch([
    database.select({ place: reports.place }).from(reports).where(standing).limit(1),
    database
      .select({ id: officials.id })
      .from(officials)
      .where(
        sql`disabled_at is null and email_verified = 1 and role in (select value from json_each(${JSON.stringify(roles)}))
          and (department is null or department is ${department})`,
      ),
  ]);
  return earlier.length > 0 ? [] : rows.map(({ id }) => id);
}

export interface NewAppeal {
  id: string;
  comment: string;
  words: string;
  appealedAt: number;
}

/** Writes an appeal with its submission key. */
export async function appeal(
  d1: D1Database,
  given: NewAppeal,
  key: string,
): Promise<'recorded' | 'known' | 'appealed-already' | 'nothing-to-appeal'> {
  const database = open(d1);
  const against = await hiddenBy(d1, given.comment);
  if (against === null) return 'nothing-to-appeal';
  try {
    await database.batch([
      database.insert(appeals).values({ ...given, against }),
      database.insert(submissions).values({ key, receipt: given.comment, recordedAt: given.appealedAt }),
    ]);
    return 'recorded';
  } catch (error) {
    if (await receiptOf(database, key)) return 'known';
    if (await findAppeal(d1, given.comment)) return 'appealed-already';
    if (says(error, 'an appeal is against what hid its comment')) return 'nothing-to-appeal';
    throw error;
  }
}

/** The decision that hid a comment, taken back by nobody. What was hidden where it was imported from has none. */
async function hiddenBy(d1: D1Database, comment: string): Promise<string | null> {
  const row = await open(d1)
    .select({ id: moderations.id })
    .from(moderations)
    .where(
      sql`comment = ${comment} and decision = 'hide' and undoes is null
        and not exists (select 1 from moderations as later where later.undoes = moderations.id)`,
    )
    .orderBy(sql`place desc`)
    .limit(1)
    .get();
  return row?.id ?? null;
}
