/** Tables of `0005_mail.sql` and `0012_told.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { letterKinds, troubles } from '../../worker/mail/rules.ts';

/** A letter to an official: it waits, or was sent, or was given up. */
export const letters = sqliteTable('letters', {
  id: text().primaryKey(),
  official: text().notNull(),
  kind: text({ enum: letterKinds }).notNull(),
  letter: text().notNull(),
  queuedAt: integer('queued_at').notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at').notNull(),
  sentAt: integer('sent_at'),
  failure: text(),
  claimedUntil: integer('claimed_until'),
  givenUpAt: integer('given_up_at'),
  trouble: text({ enum: troubles }),
});

/** What officials were told once. */
export const told = sqliteTable('told', { key: text().primaryKey(), at: integer().notNull() });
