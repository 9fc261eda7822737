/** When it is time to forget who sent what. Pure. */
import { phaseOf } from '../definitions/rules.ts';
import type { Keeping } from './contract.ts';

/** The kinds of entries that people answer or comment on. */
export const keepingKinds = ['consultation', 'poll', 'quiz'] as const;

/** Whether it is time to carry an entry out at `now`: its promise is due, and nobody can take part in it any more. */
export function isDue(entry: Keeping, now: number): boolean {
  const phase = phaseOf(entry, now);
  const isOver = phase === 'closed' || phase === 'answered';
  return isOver && entry.keptUntil !== undefined && now >= Date.parse(entry.keptUntil);
}

/** So long the text stays of what is hidden after an entry was carried out, in milliseconds: that may be taken back. */
export const undoableFor = 24 * 60 * 60 * 1000;

interface Standing {
  keptUntil: string | null;
  carriedOutAt: string | null;
}

/** Where keeping stands: for how long it lasts, that it is due, that it was carried out, or that nothing is promised. */
export function stateAt({ keptUntil, carriedOutAt }: Standing, now: number): 'kept' | 'due' | 'carried-out' | 'no-date' {
  if (carriedOutAt !== null) return 'carried-out';
  if (keptUntil === null) return 'no-date';
  return now >= Date.parse(keptUntil) ? 'due' : 'kept';
}

/** What comes first first; then what has no date; then what was carried out, the latest first. */
export function inOrder(one: Standing, other: Standing): number {
  if (one.carriedOutAt !== null && other.carriedOutAt !== null) return Date.parse(other.carriedOutAt) - Date.parse(one.carriedOutAt);
  if (one.carriedOutAt !== null || other.carriedOutAt !== null) return one.carriedOutAt === null ? -1 : 1;
  return Date.parse(one.keptUntil ?? never) - Date.parse(other.keptUntil ?? never);
}

/** Later than everything that is promised. */
const never = '9999-12-31T00:00:00Z';
