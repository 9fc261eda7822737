/** Holds: a poll, a quiz or the comments of a consultation are suspended and resumed, each time with a public reason. */
import { z } from 'zod';
import { hold, instant, language, publishedIndex, slug } from '../definitions/contract.ts';
import { told } from '../officials/contract.ts';
import { holdActs, holdableKinds } from './rules.ts';

export const holdableKind = z.enum(holdableKinds);

/** What an official sends. */
export const holdForm = z.strictObject({
  kind: holdableKind,
  slug,
  act: z.enum(holdActs).describe('Suspend, or resume what is suspended.'),
  words: told(600).describe('Why: the public reads it at once.'),
});
export type HoldForm = z.infer<typeof holdForm>;

const words = z.record(language, z.string());

/** Whether something is on hold now, and when it was before. */
export const holdsReply = z.object({
  hold: hold.nullable(),
  periods: z
    .array(
      z.object({
        from: instant,
        reason: words,
        until: instant.nullable().describe('Null while it lasts.'),
        resumedBecause: words.nullable(),
      }),
    )
    .describe('The latest first.'),
});
export type Holds = z.infer<typeof holdsReply>;

/** Everything that the official may suspend or resume. */
export const officeHoldsReply = z.object({
  entries: z
    .array(
      publishedIndex.shape.entries.element
        .pick({ slug: true, words: true })
        .extend({ kind: holdableKind, closes: instant, hold: hold.nullable() }),
    )
    .describe('What is suspended first, then what closes first.'),
});
export type HoldableEntry = z.infer<typeof officeHoldsReply>['entries'][number];
