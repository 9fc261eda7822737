/** What may be suspended and resumed, and for how long it was. Pure. */
import { entryNamed, type Phase } from '../definitions/rules.ts';

/** What can be suspended: polls, quizzes, and the comments of consultations. */
export const holdableKinds = ['consultation', 'poll', 'quiz'] as const;
export type HoldableKind = (typeof holdableKinds)[number];

export const holdActs = ['hold', 'resume'] as const;
export type HoldAct = (typeof holdActs)[number];

/** What can be suspended under a name of the database, or null where nothing can. */
export function named(subject: string): { kind: HoldableKind; slug: string } | null {
  const entry = entryNamed(subject);
  const kind = holdableKinds.find((candidate) => candidate === entry?.kind);
  return entry && kind ? { kind, slug: entry.slug } : null;
}

/** Why an act can't be done now: only what takes something can be suspended. A hold can be ended whenever there is one. */
export function refuse(act: HoldAct, phase: Phase): 'not-open' | 'closed' | null {
  if (act === 'resume' || phase === 'open') return null;
  return phase === 'upcoming' ? 'not-open' : 'closed';
}

/** A time in which something was suspended. Of one that lasts there is no end. */
export interface Period<Words> {
  from: number;
  reason: Words;
  until: number | null;
  resumedBecause: Words | null;
}

/** The periods that acts in their order make, the latest first. */
export function periodsOf<Words>(acts: readonly { act: HoldAct; at: number; words: Words }[]): Period<Words>[] {
  const periods: Period<Words>[] = [];
  for (const { act, at, words } of acts) {
    const last = periods.at(-1);
    if (act === 'hold') periods.push({ from: at, reason: words, until: null, resumedBecause: null });
    else if (last) Object.assign(last, { until: at, resumedBecause: words });
  }
  return periods.reverse();
}
