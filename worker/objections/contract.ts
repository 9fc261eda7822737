/** What participants object to: reports of comments, and appeals of authors. */
import { z } from 'zod';
import { instant } from '../definitions/contract.ts';
import { reportReasons } from './rules.ts';

/** What a participant sends who reports a comment. The length of the words is a rule's to refuse; this only bounds what is read. */
export const reportForm = z.strictObject({
  reason: z.enum(reportReasons),
  words: z.string().max(100_000).optional().describe('What the office should know.'),
});

export const reportReply = z.object({ comment: z.uuid(), reason: z.enum(reportReasons), reportedAt: instant });
export type Reported = z.infer<typeof reportReply>;

/** What an author sends against the hiding of a comment. */
export const appealForm = z.strictObject({ words: z.string().max(100_000).describe('Why it should be published.') });

export const appealReply = z.object({ comment: z.uuid(), appealedAt: instant });
export type Appealed = z.infer<typeof appealReply>;
