/** Check and act in one: what a batch rests on is part of it. */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { expectations } from './schema/officials.ts';

/** A statement that breaks its batch off, so that nothing of it is written, where the condition doesn't hold. */
export function expecting(database: Database, condition: SQL) {
  return database.insert(expectations).select(sql`select ifnull((${condition}), 0)`);
}

/** Whether a batch broke off because something was not as it expected. */
export function isUnmet(error: unknown): boolean {
  return says(error, 'expectation_met');
}

/** Whether a guard of the database refused with this sentence. */
export function says(error: unknown, sentence: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause.message.includes(sentence)) return true;
  return false;
}
