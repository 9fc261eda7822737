/** Tables of `0001_participation.sql`. Instants are milliseconds since 1970. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The fingerprint of the participant secret in use. One row. */
export const secrets = sqliteTable('secrets', {
  id: text().primaryKey(),
  fingerprint: text().notNull(),
  firstUsedAt: integer('first_used_at').notNull(),
});

/** A part of a definition as canonical JSON, under its SHA-256. Never changed, never deleted. */
export const definitions = sqliteTable('definitions', {
  version: text().primaryKey(),
  part: text({ enum: ['rules', 'words'] }).notNull(),
  json: text().notNull(),
  firstUsedAt: integer('first_used_at').notNull(),
});

/** An idempotency key, hashed with what it was sent to, and the receipt it led to. */
export const submissions = sqliteTable('submissions', {
  key: text().primaryKey(),
  receipt: text().notNull(),
  recordedAt: integer('recorded_at').notNull(),
});
