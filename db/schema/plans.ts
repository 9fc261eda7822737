/** The table of `0008_plan_updates.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { statuses } from '../../worker/definitions/rules.ts';

/** What officials posted on commitments. Append-only: a correction is a row of its own. */
export const planUpdates = sqliteTable('plan_updates', {
  id: text().primaryKey(),
  plan: text().notNull(),
  commitment: text().notNull(),
  status: text({ enum: statuses }).notNull(),
  at: integer().notNull(),
  postedAt: integer('posted_at').notNull(),
  evidence: text(),
  words: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  corrects: text(),
});
