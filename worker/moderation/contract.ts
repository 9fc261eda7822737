/** Moderation: what the office is asked to read, and what it decides of comments. */
import { z } from 'zod';
import { hidingReason } from '../comments/contract.ts';
import { states } from '../comments/rules.ts';
import { channel, instant, language, slug } from '../definitions/contract.ts';
import { appealStates, reportReasons } from '../objections/rules.ts';
import { decisions, found, groupedFor, largestBulk, lists, longestNote } from './rules.ts';

/** The states in which a comment can be decided about. */
const standing = z.enum(found);

/** An instant of the queue, as the portal alone reads it: what was decided and reported until then was seen. */
const seen = z
  .string()
  .regex(/^\d{1,15}\.\d{1,15}$/, 'send what the queue gave')
  .describe('Of the queue or the history that is decided from: what came after it is told, and not passed over.');

export const queueQuery = z.object({
  list: z.enum(lists).default('waiting'),
  consultation: slug.optional(),
  language: language.optional(),
  after: z.string().max(300).optional().describe('The cursor of the page before.'),
});

/** What participants reported of a comment. Who did is told to nobody. */
export const report = z.object({
  reason: z.enum(reportReasons),
  words: z.string().nullable(),
  at: instant,
});

/** What its author says against the hiding of a comment. */
export const appeal = z.object({
  id: z.uuid(),
  words: z.string(),
  at: instant,
  needsAnother: z.boolean().describe('Whether the official who asks hid the comment, so that another one decides.'),
});

/** The latest decision about a comment. */
const latest = z.object({
  id: z.uuid(),
  decision: z.enum(decisions),
  reason: hidingReason.nullable(),
  at: instant,
  request: z.string().describe('What was decided at once has one; `undo` takes it.'),
  undoable: z.boolean().describe('Whether the official who asks may undo it: it is their own, and the latest.'),
});

/** A comment as a moderator reads it. */
export const queuedComment = z.object({
  id: z.uuid(),
  consultation: slug,
  language,
  body: z.string(),
  state: standing,
  hiddenFor: hidingReason.nullable(),
  channel,
  submittedAt: instant,
  since: instant.describe('Since when somebody waits: written, reported or appealed; of what is decided, since then.'),
  promisedBy: instant.nullable().describe('Until when the portal promises to have read it; null where nobody waits.'),
  replyTo: z.object({ id: z.uuid(), excerpt: z.string() }).nullable().describe('The beginning of the comment that it answers.'),
  hiddenBefore: z.int().describe('How many other comments of its author are hidden on this consultation.'),
  reports: z.array(report).describe('Those that nobody has settled yet, oldest first.'),
  appeal: appeal.nullable().describe('The one that nobody has decided yet.'),
  latest: latest.nullable(),
});
export type QueuedComment = z.infer<typeof queuedComment>;

/** Comments that can be decided at once: one alone, or such as say nearly the same or came in a flood from one author. */
export const queuedGroup = z.object({
  because: z.array(z.enum(groupedFor)).describe('Why they stand together: nothing where it is one alone.'),
  comments: z.array(queuedComment).min(1),
});
export type QueuedGroup = z.infer<typeof queuedGroup>;

export const queueReply = z.object({
  list: z.enum(lists),
  groups: z.array(queuedGroup).describe('Those of danger first, then the oldest; what is decided already: the latest first.'),
  next: z.string().nullable().describe('The cursor of the next page, or null on the last one.'),
  seen,
  totals: z.record(z.enum(lists), z.int()).describe('How many comments are in each list, narrowed as this one.'),
  consultations: z.array(z.object({ slug, comments: z.int() })).describe('What this list can be narrowed to.'),
  languages: z.array(z.object({ language, comments: z.int() })),
});
export type Queue = z.infer<typeof queueReply>;

const decisionParts = {
  comments: z.array(z.uuid()).min(1).max(largestBulk),
  from: standing.describe('The state in which they were seen.'),
  seen,
  note: z.string().trim().min(1).max(longestNote).optional().describe('To the author, who alone reads it.'),
};

export const decisionForm = z.discriminatedUnion('decision', [
  z.strictObject({ ...decisionParts, decision: z.literal('publish') }),
  z.strictObject({ ...decisionParts, decision: z.literal('hide'), reason: hidingReason.exclude(['rejected-at-source']) }),
]);
export type DecisionForm = z.infer<typeof decisionForm>;

/** A comment that was left as it is, and why. */
export const leftOut = z.object({
  id: z.uuid(),
  because: z
    .enum(['changed-meanwhile', 'needs-another'])
    .describe('Somebody else decided, or its author withdrew it; or the official hid it, and another one decides the appeal.'),
  state: z.enum(states).describe('Where it stands now.'),
  hiddenFor: hidingReason.nullable(),
  decidedAt: instant.nullable().describe('When the latest decision was taken.'),
});

export const decisionReply = z.object({
  request: z.string().describe('What `undo` takes.'),
  decided: z.array(z.uuid()),
  left: z.array(leftOut),
});
export type Decided = z.infer<typeof decisionReply>;

export const undoForm = z.strictObject({ request: z.string().min(1).max(100) }).describe('All that was decided at once.');

export const historyReply = z.object({
  comment: queuedComment.extend({ state: z.enum(states) }),
  seen,
  decisions: z
    .array(
      z.object({
        id: z.uuid(),
        decision: z.enum(decisions),
        reason: hidingReason.nullable(),
        note: z.string().nullable(),
        by: z.string().nullable().describe('The name of the official; null where the operator decided.'),
        at: instant,
        undoes: z.uuid().nullable(),
        undone: z.boolean(),
        appeal: z.enum(['granted', 'upheld']).nullable().describe('What it made of an appeal.'),
      }),
    )
    .describe('The oldest first.'),
  reports: z.array(report.extend({ settledAt: instant.nullable() })),
  appeal: appeal
    .omit({ needsAnother: true })
    .extend({ state: z.enum(appealStates), decidedAt: instant.nullable() })
    .nullable(),
});
export type History = z.infer<typeof historyReply>;

/** What an operator sends who decides with the token. */
export const moderationForm = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('publish') }),
  z.strictObject({ decision: z.literal('hide'), reason: hidingReason.describe('From the published list.') }),
]);
export type ModerationForm = z.infer<typeof moderationForm>;

export const readingQuery = z.object({
  state: standing.default('waiting'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const moderatedReply = z.object({
  id: z.uuid(),
  consultation: slug,
  language,
  state: z.enum(states),
  hiddenFor: hidingReason.nullable(),
  body: z.string(),
  submittedAt: instant,
});

export const readingReply = z.object({ comments: z.array(moderatedReply) });
