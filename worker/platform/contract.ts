/** The one shape of every error that the API gives. */
import { z } from 'zod';

/** Nothing that a citizen sends is larger than this, in bytes. */
export const largestBody = 512 * 1024;

/** Every code that an answer may carry. Pages and islands have a sentence for each in every language. */
export const errorCodes = [
  'invalid',
  'too-large',
  'wrong-content-type',
  'not-found',
  'not-open',
  'closed',
  'not-commentable',
  'assurance-too-low',
  'unknown-question',
  'unknown-option',
  'answered-twice',
  'unanswered',
  'already-responded',
  'not-changeable',
  'empty',
  'too-long',
  'no-replies',
  'repeated',
  'not-yours',
  'too-many',
  'cross-origin',
  'unauthorised',
  'signed-out',
  'not-allowed',
  'changed-meanwhile',
  'on-hold',
  'last-admin',
  'link-spent',
  'not-recognised',
  'other-browser',
  'reason-missing',
  'needs-another',
  'reported-already',
  'appealed-already',
  'number-taken',
  'batch-closed',
  'batch-withdrawn',
  'not-verified',
  'secret-changed',
  'unavailable',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const errorReply = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string().describe('A sentence for a developer, in English.'),
    fields: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Which parts of the request are meant.'),
    details: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .describe('Values that a sentence about the error may use: an instant, a length.'),
    requestId: z.string(),
  }),
});
export type ErrorReply = z.infer<typeof errorReply>;
