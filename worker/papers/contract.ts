/** Papers, calls and visits as clerks enter them, in batches that everybody can count. */
import { z } from 'zod';
import type { ConsultationDefinition } from '../comments/contract.ts';
import { channel, instant, language, slug } from '../definitions/contract.ts';
import { told } from '../officials/contract.ts';
import { optionId, type PollDefinition, type QuizDefinition } from '../questionnaires/contract.ts';
import { atOnce, entries, paperChannels, paperKinds } from './rules.ts';

/** What can be answered or commented on in other ways than the web. */
export type Asked = PollDefinition | QuizDefinition | ConsultationDefinition;

export const subject = z.strictObject({ kind: z.enum(paperKinds), slug });
export type Subject = z.infer<typeof subject>;

export const batchForm = z.strictObject({
  subject: subject.describe('What was answered, or commented on.'),
  channel: z.enum(paperChannels),
  receivedAt: instant.describe('When it was handed in, while the entry was open.'),
});

/** What stands on a paper: answers to a poll or a quiz, or a comment in a language. */
export const entry = z.strictObject({
  answers: z
    .array(z.strictObject({ question: optionId, option: optionId }))
    .max(20)
    .optional(),
  body: z.string().max(100_000).optional(),
  language: language.optional(),
});
export type Entry = z.infer<typeof entry>;

export const papersForm = z.strictObject({
  papers: z
    .array(entry.extend({ number: z.string().max(60).default('').describe('Left out of calls and visits, the portal gives one.') }))
    .min(1)
    .max(atOnce)
    .describe('All of them are recorded, or none.'),
});
export type PapersForm = z.infer<typeof papersForm>;

export const settlementForm = z.strictObject({
  right: z.enum(entries).describe('Which of the two entries says what stands on the paper.'),
});
export const withdrawalForm = z.strictObject({ reason: told(1000).describe('Why, in public.') });

/** Where the second reading of a paper stands; null where it isn't in the sample. */
export const reading = z.enum(['due', 'same', 'differs', 'settled']);
export type Reading = z.infer<typeof reading>;

const clerk = z.object({ id: z.string(), name: z.string() });

/** A paper as the office lists it: never what stands on it. */
export const listedPaper = z.object({
  id: z.uuid(),
  number: z.string(),
  enteredAt: instant,
  enteredBy: clerk,
  reading: reading.nullable(),
  readAgainBy: clerk.nullable(),
  withdrawnAt: instant.nullable(),
});
export type ListedPaper = z.infer<typeof listedPaper>;

/** A batch as everybody may count it. */
export const publicBatch = z.object({
  id: z.uuid(),
  channel: z.enum(paperChannels),
  receivedAt: instant.describe('When it was handed in.'),
  enteredAt: instant.nullable().describe('When the last of it was entered.'),
  papers: z.number().int().describe('How many count; of a withdrawn batch, how many did.'),
  takenOut: z.number().int().describe('Entered by mistake and taken out again.'),
  readTwice: z.number().int().describe('How many were entered by two clerks.'),
  differed: z.number().int().describe('How many of those differed at first.'),
  closedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  reason: z.record(language, z.string()).nullable().describe('Why it was withdrawn.'),
});
export type PublicBatch = z.infer<typeof publicBatch>;

export const publicBatchesReply = z.object({
  channels: z.partialRecord(channel, z.number().int()).describe('Papers that count, by channel.'),
  batches: z.array(publicBatch),
  at: instant,
});
export type PublicBatches = z.infer<typeof publicBatchesReply>;

/** A batch as the office sees it. */
export const listedBatch = publicBatch.extend({
  subject,
  openedAt: instant,
  openedBy: clerk,
  due: z.number().int().describe('Papers of the sample that another clerk has yet to enter, or whose two entries differ.'),
});
export type ListedBatch = z.infer<typeof listedBatch>;

export const batchesReply = z.object({ batches: z.array(listedBatch) });
export const batchReply = z.object({ batch: listedBatch, papers: z.array(listedPaper).describe('The latest first.') });
export type Batch = z.infer<typeof batchReply>;

export const enteredReply = z.object({ papers: z.array(z.object({ id: z.uuid(), number: z.string() })) });
export const readReply = z.object({ reading });

/** Two entries of one paper that differ: the only place where the office shows what stands on a paper. */
export const differenceReply = z.object({ number: z.string(), first: entry, second: entry });
export type Difference = z.infer<typeof differenceReply>;
