/** Tables of `0007_replies.sql`. Instants are milliseconds since 1970. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** An answer of the public body to a comment. What it says is its latest version. */
export const officialReplies = sqliteTable('official_replies', {
  id: text().primaryKey(),
  comment: text().notNull(),
  department: text(),
  postedAt: integer('posted_at').notNull(),
  withdrawnAt: integer('withdrawn_at'),
});

/** What a reply said, and since when. Append-only. */
export const officialReplyVersions = sqliteTable(
  'official_reply_versions',
  {
    reply: text().notNull(),
    version: integer().notNull(),
    words: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    editedAt: integer('edited_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.reply, table.version] })],
);
