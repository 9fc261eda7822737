/** Table of `0005_mail.sql`. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A letter to an official, waiting or sent. Instants are milliseconds since 1970. */
export const letters = sqliteTable('letters', {
  id: text().primaryKey(),
  official: text().notNull(),
  kind: text().notNull(),
  letter: text().notNull(),
  queuedAt: integer('queued_at').notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at').notNull(),
  sentAt: integer('sent_at'),
  failure: text(),
});
