/** Tables of `0010_holds.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { holdActs } from '../../worker/holds/rules.ts';

/** A suspension or its end, with its public reason. Append-only. */
export const holds = sqliteTable('holds', {
  id: text().primaryKey(),
  subject: text().notNull(),
  act: text({ enum: holdActs }).notNull(),
  /** JSON: text by language. */
  words: text().notNull(),
  at: integer().notNull(),
  official: text().notNull(),
});

/** What is on hold now. Kept by triggers. */
export const held = sqliteTable('held', {
  subject: text().primaryKey(),
  since: integer().notNull(),
  hold: text().notNull(),
});
