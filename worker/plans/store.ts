/** Updates of commitments in D1: each is written with the record of who posted it in one batch. */
import { sql } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { expecting, isUnmet } from '../../db/expected.ts';
import { postedUpdates } from '../../db/plan-updates.ts';
import { planUpdates } from '../../db/schema/plans.ts';
import type { Status } from '../definitions/rules.ts';

export const posted = postedUpdates;

export type NewUpdate = Omit<typeof planUpdates.$inferInsert, 'postedAt'>;

/**
 * Posts an update. False where another official has posted one on the commitment since this one saw `seen` of them, and nothing is
 * written then: so no update can be corrected twice either.
 */
export async function post(
  d1: D1Database,
  actor: Actor,
  update: NewUpdate,
  { seen, stood, hash }: { seen: number; stood: Status; hash: string },
): Promise<boolean> {
  const { id, plan, commitment, status, at, corrects } = update;
  const act = {
    act: corrects ? 'plans.correct' : 'plans.update',
    subject: `plans/${plan}/${commitment}`,
    before: corrects ? { status: stood, update: corrects } : { status: stood },
    after: { update: id, status, at: new Date(at).toISOString(), words: hash },
  };
  try {
    await acting(d1, actor, [act], (database) => [
      expecting(database, sql`select count(*) = ${seen} from ${planUpdates} where plan = ${plan} and commitment = ${commitment}`),
      database.insert(planUpdates).values({ ...update, postedAt: actor.at }),
    ]);
    return true;
  } catch (error) {
    if (isUnmet(error)) return false;
    throw error;
  }
}
