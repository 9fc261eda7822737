/** What changed by an act of an official, and stands in no date of anything published. */
import { desc } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { postedUpdates } from '../../db/plan-updates.ts';
import { holds } from '../../db/schema/holds.ts';

export const posted = postedUpdates;

/** The latest suspensions and ends of them. */
export function latestHolds(d1: D1Database, limit: number) {
  return open(d1)
    .select({ subject: holds.subject, act: holds.act, at: holds.at })
    .from(holds)
    .orderBy(desc(holds.at), desc(holds.id))
    .limit(limit)
    .all();
}
