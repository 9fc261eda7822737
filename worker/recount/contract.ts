/** The counts that the portal keeps, counted again from what was recorded. */
import { z } from 'zod';

const rows = z.number().int();

export const recountReply = z.object({
  recounted: z
    .object({ responses: rows, answers: rows, comments: rows, reactions: rows, participants: rows })
    .describe('How many rows the counts were made from.'),
  differences: z.array(
    z.object({
      count: z.string().describe('Which of the counts.'),
      subject: z.string().describe('What it counts.'),
      off: z.number().int().describe('Found less kept. Neither is told: the tally may be sealed, for operators too.'),
    }),
  ),
  at: z.iso.datetime(),
});
export type RecountReply = z.infer<typeof recountReply>;
