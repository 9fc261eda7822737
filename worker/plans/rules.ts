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

/** Since when a commitment stands where it does at `now`, without a break; null where nothing has happened yet. */
export function sinceAt(commitment: Pick<Dated, 'updates'>, now: number): string | null {
  const updates = updatesUntil(commitment.updates, now);
  const changed = updates.findIndex(({ status }) => status !== updates[0]?.status);
  return updates.at(changed === -1 ? -1 : changed - 1)?.at ?? null;
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

/** An update that an official posted after the plan was published. */
export interface PostedUpdate {
  id: string;
  plan: string;
  commitment: string;
  status: Status;
  /** When it was so, and when it was posted. */
  at: string;
  postedAt: string;
  evidence: string | null;
  words: Record<string, string>;
  /** The update that this one takes the place of. */
  corrects: string | null;
}

/** A correction and what it takes the place of. */
type Correcting = Pick<PostedUpdate, 'id' | 'corrects'>;

/** Those that count, in their order: what was corrected counts no longer. */
export function counted<Update extends Correcting>(posted: readonly Update[]): Update[] {
  const corrected = new Set(posted.map(({ corrects }) => corrects));
  return posted.filter(({ id }) => !corrected.has(id));
}

/** What an update took the place of, the latest first: all that it said before. */
export function earlierOf<Update extends Correcting>(update: Update, posted: readonly Update[]): Update[] {
  const before = posted.find(({ id }) => id === update.corrects);
  return before ? [before, ...earlierOf(before, posted)] : [];
}

/**
 * Plans with what was posted on their commitments, in the order in which it was posted. It stands after what was published with the plan: of
 * two updates of one instant the posted one counts as later.
 */
export function withPosted<Plan extends { slug: string; commitments: { id: string; updates: { at: string; status: Status }[] }[] }>(
  plans: readonly Plan[],
  posted: readonly PostedUpdate[],
): Plan[] {
  const counting = Map.groupBy(counted(posted), ({ plan, commitment }) => `${plan}/${commitment}`);
  return plans.map((plan) => ({
    ...plan,
    commitments: plan.commitments.map((commitment) => {
      const since = counting.get(`${plan.slug}/${commitment.id}`) ?? [];
      return { ...commitment, updates: [...commitment.updates, ...since.map(({ at, status }) => ({ at, status }))] };
    }),
  }));
}

/** How long a note may be in one language, in characters. */
export const longestNote = 600;

/** Why an update is not taken. */
export type UpdateRefusal = 'reason-missing' | 'in-the-future' | 'before-adoption';

/** Whether an update of a plan adopted at some instant may be posted at `now`: nothing will be done only for a reason, and what was not yet so can't be told. */
export function refuseUpdate(
  { status, at, words }: Pick<PostedUpdate, 'status' | 'at' | 'words'>,
  adopted: string,
  now: number,
): UpdateRefusal | null {
  if (Date.parse(at) > now) return 'in-the-future';
  if (Date.parse(at) < Date.parse(adopted)) return 'before-adoption';
  return status === 'not-doing' && Object.keys(words).length === 0 ? 'reason-missing' : null;
}

/** Where commitments stand in a figure and in a list of them: what is done fills it from the start. */
const order: Record<Status, number> = { done: 0, 'under-way': 1, planned: 2, 'not-doing': 3 };

export function byStatus(one: { status: Status }, other: { status: Status }): number {
  return order[one.status] - order[other.status];
}

/** What a commitment can come from. */
export type Source = { consultation: string } | { poll: string } | { event: string } | { comment: string };

/** The plans that answer a source, each with its commitments that come from it. */
export function commitmentsFrom<One extends Pick<Commitment, 'from'>, Plan extends { consultations: string[]; commitments: One[] }>(
  plans: readonly (Plan & { commitments: One[] })[],
  source: Source,
): { plan: Plan; commitments: One[] }[] {
  return plans
    .map((plan) => ({ plan, commitments: plan.commitments.filter(({ from }) => comesFrom(from, source)) }))
    .filter(
      ({ plan, commitments }) => commitments.length > 0 || ('consultation' in source && plan.consultations.includes(source.consultation)),
    );
}

function comesFrom(from: Commitment['from'], source: Source): boolean {
  if ('consultation' in source) return from.consultation === source.consultation;
  if ('poll' in source) return from.polls.includes(source.poll);
  if ('event' in source) return from.events.includes(source.event);
  return from.comments.includes(source.comment);
}
