/** Opens the database with names as in `db/schema/`. */
import { drizzle } from 'drizzle-orm/d1';

export function open(database: D1Database) {
  return drizzle(database);
}
export type Database = ReturnType<typeof open>;
