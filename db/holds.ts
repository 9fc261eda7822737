/** What is on hold now, for every feature that takes something from the public or tells where an entry stands. */
import { eq } from 'drizzle-orm';
import { open } from './client.ts';
import { says } from './expected.ts';
import { held, holds } from './schema/holds.ts';

/** Since when something is suspended, and why: text by language. */
export interface Hold {
  since: number;
  words: Record<string, string>;
}

const now = (d1: D1Database) =>
  open(d1).select({ subject: held.subject, since: held.since, words: holds.words }).from(held).innerJoin(holds, eq(holds.id, held.hold));

const read = ({ since, words }: { since: number; words: string }): Hold => ({ since, words: JSON.parse(words) });

/** The hold on a subject (`polls/<slug>`), or null where there is none. */
export async function holdOf(d1: D1Database, subject: string): Promise<Hold | null> {
  const row = await now(d1).where(eq(held.subject, subject)).get();
  return row ? read(row) : null;
}

/** Everything that is on hold, by subject. */
export async function holdsBySubject(d1: D1Database): Promise<Map<string, Hold>> {
  const rows = await now(d1).all();
  return new Map(rows.map((row) => [row.subject, read(row)]));
}

/** The hold that the database refused something for; null where it failed for another reason, or the hold ended meanwhile. */
export async function holdBehind(error: unknown, d1: D1Database, subject: string): Promise<Hold | null> {
  return says(error, 'this is on hold') ? holdOf(d1, subject) : null;
}
