/** Tables of `0011_retention.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { erasureGrounds } from '../../worker/erasures/rules.ts';

/** Where retention was carried out: once for each subject. */
export const retained = sqliteTable('retained', {
  subject: text().primaryKey(),
  at: integer().notNull(),
  people: integer().notNull(),
  texts: integer().notNull(),
});

/** Which random key takes the place of which, while a subject is carried out. Empty before and after. */
export const renamings = sqliteTable('renamings', { former: text().primaryKey(), later: text().notNull() });

/** What was erased on request: a row erases its text. Append-only. */
export const erasures = sqliteTable('erasures', {
  id: text().primaryKey(),
  comment: text().notNull(),
  ground: text({ enum: erasureGrounds }).notNull(),
  at: integer().notNull(),
  official: text().notNull(),
});
