/** Holds in D1: an act and its record are one batch, and the database refuses what doesn't follow from what stands. */
import { asc, eq } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { says } from '../../db/expected.ts';
import { holdOf as standingHold, holdsBySubject as standingHolds } from '../../db/holds.ts';
import { holds } from '../../db/schema/holds.ts';
import type { Told } from '../officials/contract.ts';
import type { HoldAct } from './rules.ts';

export const holdOf = standingHold;
export const holdsBySubject = standingHolds;

/** All acts on a subject, in their order. */
export async function actsOn(d1: D1Database, subject: string) {
  const rows = await open(d1)
    .select({ act: holds.act, at: holds.at, words: holds.words })
    .from(holds)
    .where(eq(holds.subject, subject))
    .orderBy(asc(holds.at), asc(holds.id))
    .all();
  return rows.map(({ words, ...row }) => ({ ...row, words: JSON.parse(words) as Told }));
}

export interface NewAct {
  id: string;
  subject: string;
  act: HoldAct;
  words: Told;
}

/** Suspends or resumes. False where somebody else has done so meanwhile, and nothing is written then. */
export async function put(d1: D1Database, actor: Actor & { official: string }, { id, subject, act, words }: NewAct): Promise<boolean> {
  const { official, at } = actor;
  try {
    await acting(d1, actor, [{ act: `holds.${act}`, subject, after: { hold: id } }], (database) => [
      database.insert(holds).values({ id, subject, act, words: JSON.stringify(words), at, official }),
    ]);
    return true;
  } catch (error) {
    if (says(error, 'this is suspended already') || says(error, 'this is not suspended')) return false;
    throw error;
  }
}
