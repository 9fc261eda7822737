/** Who is reminded, and what they were told already, in D1. */
import { eq } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { countsFor, deskFacts } from '../../db/desk.ts';
import { says } from '../../db/expected.ts';
import { queued } from '../../db/mail.ts';
import { type ActiveOfficial, activeOfficials } from '../../db/officials.ts';
import { told } from '../../db/schema/mail.ts';
import type { PublishedIndex } from '../definitions/contract.ts';
import type { Letter } from '../mail/rules.ts';
import type { DeskCounts } from './rules.ts';

export { activeOfficials };

/** What each official has to do with. */
export async function countsOf(
  d1: D1Database,
  all: readonly ActiveOfficial[],
  index: PublishedIndex,
  now: number,
): Promise<Map<ActiveOfficial, DeskCounts>> {
  const facts = await deskFacts(d1, now);
  return new Map(all.map((official) => [official, countsFor(official, index, facts, now)]));
}

export async function isTold(d1: D1Database, key: string): Promise<boolean> {
  return (await open(d1).select().from(told).where(eq(told.key, key)).get()) !== undefined;
}

/** Queues letters, once for a key: of two that try at once the second does nothing. */
export async function tellOnce(
  d1: D1Database,
  key: string,
  letters: readonly { official: string; letter: Letter }[],
  now: number,
): Promise<void> {
  const database = open(d1);
  const queue = letters.map(({ official, letter }) => queued(database, { official, letter, now }));
  try {
    await database.batch([database.insert(told).values({ key, at: now }), ...queue]);
  } catch (error) {
    if (!says(error, 'UNIQUE constraint failed: told.key')) throw error;
  }
}
