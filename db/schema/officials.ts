/** Tables of `0004_officials.sql` that the portal writes itself; the other `office_…` ones are better-auth's to keep. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { roles } from '../../worker/officials/rules.ts';

/** A member of staff. */
export const officials = sqliteTable('officials', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  emailVerified: integer('email_verified').notNull(),
  /** Of better-auth: nobody has one. */
  image: text(),
  role: text({ enum: roles }).notNull(),
  department: text(),
  language: text().notNull(),
  disabledAt: integer('disabled_at'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** Where officials are signed in. Instants are ISO texts. */
export const sessions = sqliteTable('office_sessions', {
  id: text().primaryKey(),
  official: text().notNull(),
  token: text().notNull(),
  userAgent: text('user_agent'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  expiresAt: text('expires_at').notNull(),
});

/** The passkeys of officials. */
export const passkeys = sqliteTable('office_passkeys', {
  id: text().primaryKey(),
  name: text(),
  official: text().notNull(),
  createdAt: text('created_at'),
});

/** One-time links to begin with. */
export const invitations = sqliteTable('invitations', {
  tokenHash: text('token_hash').primaryKey(),
  official: text().notNull(),
  invitedAt: integer('invited_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  attempts: integer().notNull().default(0),
  usedAt: integer('used_at'),
});

/** Every act of the office. Append-only, and each row carries the hash of the one before. */
export const acts = sqliteTable('acts', {
  place: integer().primaryKey(),
  id: text().notNull(),
  at: integer().notNull(),
  official: text(),
  role: text().notNull(),
  act: text().notNull(),
  subject: text().notNull(),
  before: text().notNull(),
  after: text().notNull(),
  requestId: text('request_id').notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
});

/** Holds nothing: a row that isn't true breaks its batch off. */
export const expectations = sqliteTable('expectations', { met: integer().notNull() });
