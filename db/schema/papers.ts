/** Tables of `0009_papers.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { entries, paperChannels } from '../../worker/papers/rules.ts';

/** Papers (or calls, or visits) that came together. */
export const batches = sqliteTable('batches', {
  id: text().primaryKey(),
  /** As `polls/first-trees`. */
  subject: text().notNull(),
  channel: text({ enum: paperChannels }).notNull(),
  receivedAt: integer('received_at').notNull(),
  openedAt: integer('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  closedAt: integer('closed_at'),
  withdrawnAt: integer('withdrawn_at'),
  /** Why, in public. JSON: text by language. */
  withdrawal: text(),
});

/** One paper, and the response or the comment that it is. Its number counts once in an entry, while it stands. */
export const papers = sqliteTable('papers', {
  id: text().primaryKey(),
  batch: text().notNull(),
  subject: text().notNull(),
  number: text().notNull(),
  receipt: text().notNull(),
  draw: integer().notNull(),
  enteredAt: integer('entered_at').notNull(),
  enteredBy: text('entered_by').notNull(),
  /** Taken out by itself, or with its batch. */
  withdrawnAt: integer('withdrawn_at'),
});

/** A paper of the sample as another clerk read it. */
export const secondEntries = sqliteTable('second_entries', {
  paper: text().primaryKey(),
  /** What they read, as JSON, while it differs from the first entry and nobody has decided. */
  differing: text(),
  enteredAt: integer('entered_at').notNull(),
  enteredBy: text('entered_by').notNull(),
  settled: text({ enum: entries }),
  settledAt: integer('settled_at'),
  settledBy: text('settled_by'),
});
