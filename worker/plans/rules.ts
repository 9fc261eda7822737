/** Where commitments stand, and what a plan has come to. Pure: nothing of this is typed by anybody. */
import type { Status } from '../definitions/rules.ts';
import type { Commitment } from './contract.ts';

type Dated = Pick<Commitment, 'by'> & { updates: readonly { at: string; status: Status }[] };

/** The updates that were made by `now`, the latest first. Of two of one instant the one that stands later counts as later. */
export function updatesUntil<Update extends { at: string }>(updates: readonly Update[], now: number): Update[] {
  return updates
    .map((update, place) => ({ update, place, at: Date.parse(update.at) }))
    .filter(({ at }) => at <= now)
    .sort((one, other) => other.at - one.at || other.place - one.place)
    .map(({ update }) => update);
}

/** Where a commitment stands at `now`: as its latest update says, or planned where there is none. */
export function statusAt(commitment: Pick<Dated, 'updates'>, now: number): Status {
  return updatesUntil(commitment.updates, now)[0]?.status ?? 'planned';
}

/** Whether what was promised by now is not there: neither done nor given up with a reason. */
export function isLate(commitment: Dated, now: number): boolean {
  const status = statusAt(commitment, now);
  return commitment.by !== undefined && now >= Date.parse(commitment.by) && (status === 'planned' || status === 'under-way');
}

/** How many commitments of a plan stand where, and how many of them are late. */
export type Progress = Record<Status, number> & { all: number; late: number };

export function progressAt(commitments: readonly Dated[], now: number): Progress {
  const progress: Progress = { planned: 0, 'under-way': 0, done: 0, 'not-doing': 0, all: commitments.length, late: 0 };
  for (const commitment of commitments) {
    progress[statusAt(commitment, now)] += 1;
    if (isLate(commitment, now)) progress.late += 1;
  }
  return progress;
}
