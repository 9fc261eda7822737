/** The desk: what needs an answer of an official. */
import { z } from 'zod';
import { instant, slug } from '../definitions/contract.ts';

const count = z.int().min(1);
const on = slug.describe('The consultation of the oldest one.');
const promisedBy = instant.describe('Until when the portal promises to have read the oldest one.');

export const waiting = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('reports'),
    count,
    danger: z.int().min(0).describe('Those that somebody reported because people may be in danger.'),
    oldest: instant,
    on,
    promisedBy,
  }),
  z.object({ part: z.literal('appeals'), count: count.describe('Those that this official may decide.'), oldest: instant, on, promisedBy }),
  z.object({
    part: z.literal('comments'),
    count,
    oldest: instant.nullable().describe('Null where all of them were imported: nobody waits for those.'),
    on: on.nullable(),
    promisedBy: promisedBy.nullable(),
  }),
  z.object({
    part: z.literal(['overdue', 'due']),
    count,
    kind: z.enum(['consultation', 'poll']),
    slug,
    answerBy: instant.describe('Before this instant the answer was promised.'),
  }),
  z.object({ part: z.literal('questions'), count, oldest: instant, on }),
  z.object({
    part: z.literal(['late', 'commitments']).describe('Past their date; or without an update for 90 days.'),
    count,
    plan: slug.describe('Of the one that waits longest.'),
    commitment: slug,
    since: instant.describe('By when it was promised; or when something was last heard of it.'),
  }),
  z.object({ part: z.literal('papers'), count: count.describe('Those that another clerk entered.'), oldest: instant, batch: z.string() }),
  z.object({ part: z.literal('mail'), count, oldest: instant }),
]);
export type Waiting = z.infer<typeof waiting>;

export const deskReply = z.object({
  waiting: z.array(waiting).describe('The most urgent first. What the role does not permit, or is another department’s, is not there.'),
  at: instant,
});
