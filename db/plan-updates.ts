/** What officials posted on the commitments of action plans, for whoever shows plans. */
import { asc, eq, sql } from 'drizzle-orm';
import type { PostedUpdate } from '../worker/plans/rules.ts';
import { open } from './client.ts';
import { planUpdates } from './schema/plans.ts';

/** All that was posted on one plan, or on all of them, in the order in which it was posted; what was corrected is among it. */
export async function postedUpdates(d1: D1Database, plan?: string): Promise<PostedUpdate[]> {
  const rows = await open(d1)
    .select()
    .from(planUpdates)
    .where(plan === undefined ? undefined : eq(planUpdates.plan, plan))
    .orderBy(asc(planUpdates.postedAt), sql`${planUpdates}.rowid`);
  return rows.map(({ at, postedAt, ...row }) => ({ ...row, at: new Date(at).toISOString(), postedAt: new Date(postedAt).toISOString() }));
}
