/** What changed when, on the wire. */
import { z } from 'zod';
import { instant, kind, slug, update } from '../definitions/contract.ts';

const happened = z.object({ at: instant, slug });

export const changesReply = z.object({
  changes: z
    .array(
      z.discriminatedUnion('what', [
        happened.extend({ what: z.enum(['opened', 'closed', 'answered']), kind: kind.exclude(['event']) }),
        happened.extend({ what: z.enum(['held', 'minutes']), kind: z.literal('event') }),
        happened.extend({ what: z.literal('adopted'), kind: z.literal('plan') }),
        happened.extend({ what: z.literal('updated'), kind: z.literal('plan'), commitment: slug, status: update.shape.status }),
      ]),
    )
    .describe('The latest first.'),
});
