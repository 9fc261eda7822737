/** What changed when, on the wire. */
import { z } from 'zod';
import { instant, kind, type PublishedIndex, slug, update } from '../definitions/contract.ts';

/** What changes are derived from. */
export type Published = Pick<PublishedIndex, 'entries' | 'plans'>;

const happened = z.object({ at: instant, slug });

export const changesReply = z.object({
  changes: z
    .array(
      z.discriminatedUnion('what', [
        happened.extend({ what: z.enum(['opened', 'closed', 'answered']), kind: kind.exclude(['event']) }),
        happened.extend({ what: z.enum(['suspended', 'resumed']), kind: kind.exclude(['event']) }),
        happened.extend({ what: z.enum(['held', 'minutes']), kind: z.literal('event') }),
        happened.extend({ what: z.literal('adopted'), kind: z.literal('plan') }),
        happened.extend({ what: z.literal('updated'), kind: z.literal('plan'), commitment: slug, status: update.shape.status }),
      ]),
    )
    .describe('The latest first.'),
});

/** One thing that happened to an entry at an instant. */
export type Change = z.infer<typeof changesReply>['changes'][number];
