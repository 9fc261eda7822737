/** Deliberations that were held elsewhere and are brought in by an operator, act by act, each at its own time. */
import { z } from 'zod';
import { reaction } from '../comments/contract.ts';
import { instant, language, slug } from '../definitions/contract.ts';

/** Names a comment or a person at the source. */
const sourceId = z.string().min(1).max(100);

/**
 * Comments as they were said: any length, repeated or empty ones too. Sent again they change nothing. Where the consultation has
 * somebody read before publication they come in waiting.
 */
export const importedComments = z.strictObject({
  comments: z
    .array(
      z.strictObject({
        sourceId,
        author: sourceId,
        body: z.string(),
        language,
        at: instant,
        rejected: z.boolean().describe('Rejected at the source: it comes in hidden.'),
      }),
    )
    .min(1)
    .max(200),
});

/** Reactions as they happened, each at its own time: the latest of a person stands. Sent again they change nothing. */
export const importedReactions = z.strictObject({
  reactions: z
    .array(z.strictObject({ comment: sourceId, voter: sourceId, reaction, at: instant }))
    .min(1)
    .max(1000),
});

export const importReply = z.object({
  taken: z.number().int().describe('Acts that changed something.'),
  unchanged: z.number().int().describe('Acts that stood already, or that a later one of the same person stands above.'),
});

/** The count of a comment, hidden and waiting ones too. */
export const importedCounts = z.object({
  consultation: slug,
  people: z.number().int().describe('People who commented or reacted.'),
  comments: z.array(
    z.object({ sourceId, hidden: z.boolean(), agrees: z.number().int(), disagrees: z.number().int(), passes: z.number().int() }),
  ),
});
export type ImportedCounts = z.infer<typeof importedCounts>;
