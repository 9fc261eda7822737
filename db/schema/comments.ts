/** Tables of `0003_comments.sql`. Instants are milliseconds since 1970. */
import { sql } from 'drizzle-orm';
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { hidingReasons, reactions as reactionKinds, states } from '../../worker/comments/rules.ts';
import { assurances, channels } from '../../worker/definitions/rules.ts';
import { erasureGrounds } from '../../worker/erasures/rules.ts';

/** A citizen's statement on a consultation, or a reply to one. Counts, orders and `listed` are kept by the database. */
export const comments = sqliteTable('comments', {
  id: text().primaryKey(),
  consultation: text().notNull(),
  replyTo: text('reply_to'),
  author: text().notNull(),
  secretId: text('secret_id').notNull(),
  channel: text({ enum: channels }).notNull(),
  assurance: text({ enum: assurances }).notNull(),
  language: text().notNull(),
  body: text().notNull(),
  fingerprint: text().notNull(),
  state: text({ enum: states }).notNull(),
  hiddenFor: text('hidden_for', { enum: hidingReasons }),
  sourceId: text('source_id'),
  submittedAt: integer('submitted_at').notNull(),
  agrees: integer().notNull().default(0),
  disagrees: integer().notNull().default(0),
  passes: integer().notNull().default(0),
  replies: integer().notNull().default(0),
  agreed: real().generatedAlwaysAs(sql``).notNull(),
  divided: real().generatedAlwaysAs(sql``).notNull(),
  listed: integer().generatedAlwaysAs(sql``).notNull(),
  /** Since when an official reply to it stands; kept by the database, as is whether it asks something (`0007_replies.sql`). */
  answeredAt: integer('answered_at'),
  asks: integer().generatedAlwaysAs(sql``),
  /** Since when the text is erased on request, and on which ground (`0011_retention.sql`). */
  erasedAt: integer('erased_at'),
  erasedFor: text('erased_for', { enum: erasureGrounds }),
});

/** One standing reaction of a person to a comment. */
export const reactions = sqliteTable(
  'reactions',
  {
    comment: text().notNull(),
    respondent: text().notNull(),
    reaction: text({ enum: reactionKinds }).notNull(),
    channel: text({ enum: channels }).notNull(),
    reactedAt: integer('reacted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.comment, table.respondent] })],
);

/** Comments by language and state. Kept by triggers. */
export const commentCounts = sqliteTable(
  'comment_counts',
  {
    consultation: text().notNull(),
    language: text().notNull(),
    state: text({ enum: states }).notNull(),
    comments: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.consultation, table.language, table.state] })],
);

/** People who commented or reacted, each once in a consultation. Kept by triggers. */
export const participations = sqliteTable('participations', { consultation: text().notNull(), respondent: text().notNull() }, (table) => [
  primaryKey({ columns: [table.consultation, table.respondent] }),
]);

/** How many those are. Kept by triggers. */
export const participationCounts = sqliteTable('participation_counts', {
  consultation: text().primaryKey(),
  people: integer().notNull(),
});
