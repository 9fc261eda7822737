/**
 * The audit log: every act of the office is written in the same batch as what it does, each row with the SHA-256 of itself
 * and of the row before, so that nothing can be taken out or changed unseen (a hash chain, as in RFC 9162 a log of one branch).
 */
import { desc, eq, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { hashOf } from '../worker/audit/rules.ts';
import type { Role } from '../worker/officials/rules.ts';
import { type Database, open } from './client.ts';
import { acts } from './schema/officials.ts';

/** Who acts: an official, or nobody where the operator's token or the portal itself does. */
export interface Actor {
  official: string | null;
  role: Role | 'operator' | 'portal';
  at: number;
  requestId: string;
}

/** One act. `before` and `after` hold what changed: ids, states and dates; never a name, an address or what somebody wrote. */
export interface Act {
  /** What was done, as `moderation.hide`. */
  act: string;
  /** To what, as `comments/<id>`. */
  subject: string;
  before?: object | null;
  after?: object | null;
}

export type AuditRow = typeof acts.$inferSelect;

/** Two acts at one instant want the same place: the second takes the next. */
const tries = 25;

/**
 * Writes statements and the acts that they are in one batch. Throws what the database throws, and nothing is written then; an
 * error after which the acts prove to be there counts as success.
 */
export async function acting(
  d1: D1Database,
  actor: Actor,
  what: readonly Act[],
  statements: (database: Database) => BatchItem<'sqlite'>[],
): Promise<void> {
  const database = open(d1);
  for (let attempt = 1; ; attempt += 1) {
    const head = await headOf(database);
    const rows = await chained(head, actor, what);
    const [first] = rows;
    if (!first) throw new Error('an act of the office leaves a record');
    try {
      const inserts = rows.map((row) => database.insert(acts).values(row));
      await database.batch([...statements(database), ...inserts] as unknown as [BatchItem<'sqlite'>]);
      return;
    } catch (error) {
      const taken = await database.select({ id: acts.id }).from(acts).where(eq(acts.place, first.place)).get();
      if (taken?.id === first.id) return;
      if (!taken || attempt >= tries) throw error;
    }
  }
}

function headOf(database: Database) {
  return database.select({ place: acts.place, hash: acts.hash }).from(acts).orderBy(desc(acts.place)).limit(1).get();
}

async function chained(head: { place: number; hash: string } | undefined, actor: Actor, what: readonly Act[]): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for (const { act, subject, before = null, after = null } of what) {
    const row = {
      place: (rows.at(-1)?.place ?? head?.place ?? 0) + 1,
      id: crypto.randomUUID(),
      ...actor,
      act,
      subject,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      previous: rows.at(-1)?.hash ?? head?.hash ?? '',
    };
    rows.push({ ...row, hash: await hashOf(row) });
  }
  return rows;
}

/** A page of the log in its order, after a place. */
export function actsAfter(d1: D1Database, place: number, limit: number): Promise<AuditRow[]> {
  return open(d1).select().from(acts).where(sql`${acts.place} > ${place}`).orderBy(acts.place).limit(limit).all();
}
