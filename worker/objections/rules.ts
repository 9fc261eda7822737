/** What participants object to: a comment that should be looked at, a decision that hid their own. Pure. */
import { type hidingReasons, lengthOf, visible } from '../comments/rules.ts';

/** For what a comment may be reported: the published list, and that somebody may be in danger. */
export const reportReasons = [
  'danger',
  'personal-data',
  'insult',
  'threat',
  'off-topic',
  'advertising',
  'unlawful',
  'repeated',
] as const satisfies readonly (Exclude<(typeof hidingReasons)[number], 'rejected-at-source'> | 'danger')[];
export type ReportReason = (typeof reportReasons)[number];

/** What becomes of an appeal. */
export const appealStates = ['open', 'granted', 'upheld'] as const;
export type AppealState = (typeof appealStates)[number];

/** Characters of the words of a report and of an appeal. */
export const longestReport = 500;
export const longestAppeal = 1000;

/** At most so many letters of danger reach one official within so long: whoever has them reads the queue, where danger stands first. */
export const lettersOfDanger = 10;
export const lettersOfDangerWithin = 60 * 60 * 1000;

/** What a decision makes of an appeal: it is upheld what stays hidden. */
export function outcomeOf(decision: string): Exclude<AppealState, 'open'> {
  return decision === 'hide' ? 'upheld' : 'granted';
}

export type Refusal = { tag: 'empty' } | { tag: 'too-long'; length: number; maximum: number };

/** Why words are not taken. `needed`: without words there is nothing to read. */
export function refuseWords(words: string, maximum: number, needed: boolean): Refusal | null {
  if (needed && !visible(words)) return { tag: 'empty' };
  const length = lengthOf(words);
  return length > maximum ? { tag: 'too-long', length, maximum } : null;
}
