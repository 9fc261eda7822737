/** Reports and appeals in D1. Unique keys and triggers of the database decide every race. */
import { and, eq, gt, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { type Database, open } from '../../db/client.ts';
import { expecting, isUnmet, says } from '../../db/expected.ts';
import { queued } from '../../db/mail.ts';
import { type ActiveOfficial, activeOfficials } from '../../db/officials.ts';
import { receiptOf } from '../../db/participation.ts';
import { comments } from '../../db/schema/comments.ts';
import { letters } from '../../db/schema/mail.ts';
import { appeals, moderations, reports } from '../../db/schema/moderation.ts';
import { submissions } from '../../db/schema/participation.ts';
import { lettersOfDanger, lettersOfDangerWithin, type ReportReason } from './rules.ts';

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

/** Writes a report with its submission key; and where somebody may be in danger, the letters to those of whom `hears` says so. */
export async function report(
  d1: D1Database,
  given: NewReport,
  key: string,
  hears: (official: ActiveOfficial) => boolean,
): Promise<'recorded' | 'known' | 'reported-already' | 'not-published'> {
  const database = open(d1);
  const toTell = given.reason === 'danger' ? (await reachable(d1, given.reportedAt)).filter(hears) : [];
  try {
    await database.batch(reporting(database, given, key, toTell));
    return 'recorded';
  } catch (error) {
    // Of this comment they were told already, and until that is settled nobody is told twice.
    if (isUnmet(error)) return report(d1, given, key, () => false);
    if (await receiptOf(database, key)) return 'known';
    if (await findReport(d1, given.comment, given.reporter)) return 'reported-already';
    if (says(error, 'only what is published is reported')) return 'not-published';
    throw error;
  }
}

function reporting(database: Database, given: NewReport, key: string, toTell: readonly ActiveOfficial[]) {
  const { comment, reportedAt: now } = given;
  const untold = sql`select not exists (select 1 from ${reports} where comment = ${comment} and reason = 'danger' and settled_by is null)`;
  return [
    ...(toTell.length > 0 ? [expecting(database, untold)] : []),
    database.insert(reports).values(given),
    database.insert(submissions).values({ key, receipt: comment, recordedAt: now }),
    ...toTell.map(({ id }) => queued(database, { official: id, letter: { kind: 'danger', comment }, now })),
  ] as unknown as [BatchItem<'sqlite'>];
}

/** Active officials but for those who were written to of danger so often of late that another letter tells them nothing. */
async function reachable(d1: D1Database, now: number): Promise<ActiveOfficial[]> {
  const [all, lately] = await Promise.all([
    activeOfficials(d1),
    open(d1)
      .select({ official: letters.official })
      .from(letters)
      .where(and(eq(letters.kind, 'danger'), gt(letters.queuedAt, now - lettersOfDangerWithin)))
      .groupBy(letters.official)
      .having(sql`count(*) >= ${lettersOfDanger}`),
  ]);
  return all.filter(({ id }) => !lately.some(({ official }) => official === id));
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
