/** Official replies: what the public body answers to comments, edited in public. */
import { z } from 'zod';
import { officialReply } from '../comments/contract.ts';
import { instant, language, slug } from '../definitions/contract.ts';
import { told } from '../officials/contract.ts';
import { longestReply } from './rules.ts';

const words = told(longestReply).describe('Plain text, in one language of the portal at least.');

/** What an official posts. */
export const replyForm = z.strictObject({
  comment: z.uuid(),
  department: slug
    .nullable()
    .optional()
    .describe('In whose name: null for the whole public body. Left out: the department of the official.'),
  words,
});

/** What an official changes a reply to. */
export const editForm = z.strictObject({
  expecting: z.int().min(1).describe('The version that is changed: it is refused where another official has changed it meanwhile.'),
  words,
});

export const questionsQuery = z.object({
  consultation: slug.optional(),
  after: z.string().max(200).optional().describe('The cursor of the page before.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const asked = z.object({
  id: z.uuid(),
  consultation: slug,
  replyTo: z.uuid().nullable(),
  language,
  body: z.string(),
  submittedAt: instant,
});

/** Comments that ask something and have no official reply. */
export const questionsReply = z.object({
  questions: z.array(asked).describe('The oldest first.'),
  next: z.string().nullable().describe('The cursor of the next page.'),
  consultations: z
    .array(z.object({ consultation: slug, questions: z.int(), oldest: instant }))
    .describe('How many there are on each consultation that the official answers for.'),
});

/** The latest official replies, each with the comment that it answers. */
export const repliesReply = z.object({
  replies: z
    .array(z.object({ comment: asked.extend({ body: z.string().nullable() }), reply: officialReply }))
    .describe('The latest first.'),
});

/** A reply with everything that it ever said. */
export const replyHistory = z.object({
  comment: z.uuid(),
  reply: officialReply,
  versions: z
    .array(z.object({ version: z.int(), words: officialReply.shape.words, since: instant }))
    .describe('The first one first; without their words where the reply was withdrawn.'),
});
export type ReplyHistory = z.infer<typeof replyHistory>;
