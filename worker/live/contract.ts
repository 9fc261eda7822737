/** What a socket says. */
import { z } from 'zod';
import { tallyReply } from '../questionnaires/contract.ts';

/** Sent to a socket at its opening and whenever the tally changed; at most four times a second. */
export const liveMessage = z.discriminatedUnion('type', [z.object({ type: z.literal('tally'), tally: tallyReply })]);
export type LiveMessage = z.infer<typeof liveMessage>;
