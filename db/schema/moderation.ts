/** Tables of `0006_moderation.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { hidingReasons } from '../../worker/comments/rules.ts';
import { decisions, found } from '../../worker/moderation/rules.ts';
import { reportReasons } from '../../worker/objections/rules.ts';

/** What was decided of comments, in its order. Append-only, without a text or a name. */
export const moderations = sqliteTable('moderations', {
  place: integer().primaryKey(),
  id: text().notNull(),
  comment: text().notNull(),
  decision: text({ enum: decisions }).notNull(),
  reason: text({ enum: hidingReasons }),
  official: text(),
  appeal: text(),
  undoes: text(),
  found: text({ enum: found }),
  foundFor: text('found_for', { enum: hidingReasons }),
  waitingSince: integer('waiting_since'),
  decidedAt: integer('decided_at').notNull(),
  requestId: text('request_id').notNull(),
});

/** What a moderator wrote to the author. It can be erased. */
export const moderationNotes = sqliteTable('moderation_notes', { moderation: text().primaryKey(), note: text().notNull() });

/** What participants reported, each once of a comment. */
export const reports = sqliteTable('reports', {
  place: integer().primaryKey(),
  comment: text().notNull(),
  reporter: text().notNull(),
  reason: text({ enum: reportReasons }).notNull(),
  words: text(),
  reportedAt: integer('reported_at').notNull(),
  settledBy: text('settled_by'),
});

/** What authors said against the hiding of a comment, once of each. */
export const appeals = sqliteTable('appeals', {
  id: text().primaryKey(),
  comment: text().notNull(),
  against: text().notNull(),
  words: text().notNull(),
  appealedAt: integer('appealed_at').notNull(),
  decidedBy: text('decided_by'),
});
