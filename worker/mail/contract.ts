/** Letters to officials: how their words are asked for, and what an admin sees of them. Never a link, never a text. */
import { z } from 'zod';
import { instant, type PublishedIndex } from '../definitions/contract.ts';
import { type Letter, letterKinds, troubles } from './rules.ts';

/** Makes the words of a letter in the language of the official. `origin`: the address of the portal, where it is not that of the build. */
export type Words = (
  letter: Letter,
  about: { language: string; origin: string | undefined; index: PublishedIndex },
) => { from: string; subject: string; text: string };

export const letterState = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  to: z.string().describe('The address of the official.'),
  queuedAt: instant,
  attempts: z.number().int(),
  nextAt: instant.nullable().describe('When it is tried again. Null where it was sent, or given up.'),
  endedAt: instant.nullable().describe('When it was sent, or given up.'),
  trouble: z.enum(troubles).nullable().describe('What was in the way at the last attempt.'),
  failure: z.string().nullable().describe('What the mail server said then, shortened.'),
});
export type LetterState = z.infer<typeof letterState>;

export const mailReply = z.object({
  way: z.enum(['smtp', 'binding']).nullable().describe('By which way letters are sent; null: mail is not set up, and letters wait.'),
  waiting: z.array(letterState).describe('The next one first.'),
  waitingInAll: z.number().int(),
  givenUp: z.array(letterState).describe('The latest first.'),
  sent: z.array(letterState).describe('The latest first.'),
});
export type MailReply = z.infer<typeof mailReply>;
