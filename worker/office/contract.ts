/** What an operator does with comments until officials sign in themselves. */
import { z } from 'zod';
import { hidingReason } from '../comments/contract.ts';
import { states } from '../comments/rules.ts';
import { instant, language, slug } from '../definitions/contract.ts';

export const moderationForm = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('publish') }),
  z.strictObject({ decision: z.literal('hide'), reason: hidingReason.describe('From the published list.') }),
]);
export type ModerationForm = z.infer<typeof moderationForm>;

export const queueQuery = z.object({
  state: z.enum(['waiting', 'hidden', 'published']).default('waiting'),
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

export const queueReply = z.object({ comments: z.array(moderatedReply) });
