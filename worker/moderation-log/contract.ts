/** The public moderation log: what was done and why, how long it took, what became of appeals. Never a text, a note or a name. */
import { z } from 'zod';
import { hidingReason } from '../comments/contract.ts';
import { instant, slug } from '../definitions/contract.ts';
import { decisions } from '../moderation/rules.ts';
import { appealStates } from '../objections/rules.ts';

export const logQuery = z.object({
  consultation: slug.optional(),
  after: z.coerce.number().int().min(1).optional().describe('The place of the last decision of the page before.'),
});

/** A decision as everybody may see it. */
export const loggedDecision = z.object({
  place: z.int().describe('Its number in the log.'),
  at: instant,
  consultation: slug,
  comment: z.uuid(),
  decision: z.enum(decisions).describe('`return`: back among those that wait, by taking a decision back.'),
  reason: hidingReason.nullable(),
  waitedSeconds: z.int().nullable().describe('Since the comment was written, reported or appealed; null where nobody waited.'),
  reported: z.boolean().describe('Whether participants had reported the comment.'),
  decides: z.enum(['granted', 'upheld']).nullable().describe('What it made of an appeal.'),
  appeal: z.enum(appealStates).nullable().describe('What became of an appeal against it.'),
  undoes: z.int().nullable().describe('The place of the decision that it takes back.'),
  undone: z.boolean(),
});
export type LoggedDecision = z.infer<typeof loggedDecision>;

export const logReply = z.object({
  decisions: z.array(loggedDecision).describe('The latest first.'),
  next: z.int().nullable().describe('`after` of the next page; null on the last one.'),
  summary: z
    .object({
      since: instant,
      published: z.int(),
      hidden: z.int(),
      medianWaitSeconds: z.int().nullable().describe('Null where nobody waited for any of them.'),
      appeals: z.object({ granted: z.int(), upheld: z.int(), open: z.int() }),
    })
    .describe('Of the last thirty days. What was taken back is not counted.'),
});
export type Log = z.infer<typeof logReply>;
