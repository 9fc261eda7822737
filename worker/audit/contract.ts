/** The audit log: every act of the office, to be read, taken along and checked. */
import { z } from 'zod';
import { instant } from '../definitions/contract.ts';

const place = z.int().min(1).describe('Where the act stands in the log, counted from 1 without a gap.');
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the act and the hash before it.');

/** An act as it is kept: what its hash is made of. */
export const storedAct = z.object({
  place,
  id: z.string(),
  at: z.int().describe('Milliseconds since 1970.'),
  official: z.string().nullable().describe('The id of an official; null where the operator or the portal itself acted.'),
  role: z.string().describe('What they were when they acted.'),
  act: z.string().describe('What was done, as `moderation.hide`.'),
  subject: z.string().describe('To what, as `comments/<id>`.'),
  before: z.string().describe('What changed, as it was: JSON.'),
  after: z.string().describe('And as it was afterwards: JSON.'),
  requestId: z.string(),
  previous: z.string().describe('The hash of the act before; of the first one: nothing.'),
  hash: z.string(),
});
export type StoredAct = z.infer<typeof storedAct>;

/** A page of the chain, for whoever computes it again. */
export const chainQuery = z.object({
  after: z.coerce.number().int().min(0).default(0).describe('The place after which to go on.'),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});
export const chainReply = z.object({ acts: z.array(storedAct) });

/** What the log can be narrowed to. */
export const auditFilter = z.object({
  official: z.string().max(100).optional().describe('The id of an official; or `operator`, or `portal`.'),
  act: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, 'write an act, as moderation.hide, or what several begin with, as moderation')
    .max(80)
    .optional()
    .describe('An act, as `moderation.hide`; or all that belong together, as `moderation`.'),
  subject: z.string().max(200).optional().describe('To what, as `comments/<id>`; or all of a kind, as `comments`.'),
  from: instant.optional().describe('Not before this instant.'),
  to: instant.optional().describe('Before this instant.'),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  after: z.coerce.number().int().min(1).optional().describe('The place after which to go on, towards older acts.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const named = z.object({ id: z.string(), name: z.string().describe('As it is now: the log itself holds no names.') });

/** An act as it is read. */
export const listedAct = z.object({
  ...storedAct.omit({ official: true, previous: true }).shape,
  at: instant,
  official: named.nullable(),
});
export type ListedAct = z.infer<typeof listedAct>;

export const auditReply = z.object({
  acts: z.array(listedAct).describe('Newest first.'),
  next: place.nullable().describe('The cursor of the next page, or null on the last one.'),
  head: z.object({ place, hash }).nullable().describe('The latest act of the whole log: it vouches for all before it.'),
  officials: z.array(named.extend({ role: z.string() })).describe('Everybody whose acts can be asked for.'),
});
export type AuditPage = z.infer<typeof auditReply>;

/** So many acts fit into one file. */
export const mostInAFile = 50_000;
