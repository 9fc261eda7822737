/** How comments are moderated. Pure. */
import type { hidingReasons } from '../comments/rules.ts';

/** What can be decided. `return`: back among those that wait, where a decision is undone. */
export const decisions = ['publish', 'hide', 'return'] as const;
export type Decision = (typeof decisions)[number];

/** What a moderator goes through. `mine`: what the one who asks decided. */
export const lists = ['waiting', 'reported', 'appealed', 'hidden', 'mine'] as const;
export type List = (typeof lists)[number];

/** Why comments stand together: they say nearly the same, or came from one author in a flood. */
export const groupedFor = ['alike', 'flood'] as const;

/** What becomes of an appeal. */
export const appealStates = ['open', 'granted', 'upheld'] as const;

/** For what a participant may report a comment: the published list, and that somebody may be in danger. */
export const reportReasons = [
  'personal-data',
  'insult',
  'threat',
  'off-topic',
  'advertising',
  'unlawful',
  'repeated',
  'danger',
] as const satisfies readonly (Exclude<(typeof hidingReasons)[number], 'rejected-at-source'> | 'danger')[];
export type ReportReason = (typeof reportReasons)[number];

/** So many comments can be decided at once. */
export const largestBulk = 200;

/** Characters of a note to an author, of the words of a report and of an appeal. */
export const longestNote = 1000;
export const longestReport = 500;
export const longestAppeal = 1000;

const hour = 60 * 60 * 1000;

/** Until when somebody who waits since an instant is promised to be read. */
export function promisedBy(since: number, hours: number): number {
  return since + hours * hour;
}
