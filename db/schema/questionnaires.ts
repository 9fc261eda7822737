/** Tables of `0002_questionnaires.sql`. Instants are milliseconds since 1970. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { assurances, channels } from '../../worker/definitions/rules.ts';

/** One participant's response to a questionnaire (`polls/<slug>`). Unique by questionnaire, wave and respondent. */
export const responses = sqliteTable('responses', {
  id: text().primaryKey(),
  questionnaire: text().notNull(),
  wave: integer().notNull().default(1),
  respondent: text().notNull(),
  secretId: text('secret_id').notNull(),
  channel: text({ enum: channels }).notNull(),
  assurance: text({ enum: assurances }).notNull(),
  language: text(),
  rulesVersion: text('rules_version').notNull(),
  wordsVersion: text('words_version').notNull(),
  recordedAt: integer('recorded_at').notNull(),
  changedAt: integer('changed_at'),
  withdrawnAt: integer('withdrawn_at'),
});

/** What was chosen, a row for each question. Replaced by deleting and inserting, never updated. */
export const answers = sqliteTable(
  'answers',
  { response: text().notNull(), question: text().notNull(), option: text().notNull() },
  (table) => [primaryKey({ columns: [table.response, table.question] })],
);

/** People with a standing response, by channel. Kept by triggers. */
export const turnouts = sqliteTable(
  'turnouts',
  {
    questionnaire: text().notNull(),
    wave: integer().notNull(),
    channel: text({ enum: channels }).notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionnaire, table.wave, table.channel] })],
);

/** People by option and channel. Kept by triggers. */
export const tallies = sqliteTable(
  'tallies',
  {
    questionnaire: text().notNull(),
    wave: integer().notNull(),
    question: text().notNull(),
    option: text().notNull(),
    channel: text({ enum: channels }).notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionnaire, table.wave, table.question, table.option, table.channel] })],
);
