/** What has come of a plan, as everybody reads it: what was published with it, and what officials have posted since. */
import type { PlanDefinition, PlanProgress, ToldUpdate } from './contract.ts';
import { counted, earlierOf, isLate, type PostedUpdate, progressAt, sinceAt, statusAt, updatesUntil } from './rules.ts';

/** The progress of a plan at `now`. `posted`: all that was posted on it, in that order. */
export function progressOf(plan: PlanDefinition, posted: readonly PostedUpdate[], now: number): PlanProgress {
  const commitments = plan.rules.commitments.map((commitment) => ({ ...commitment, updates: happenedTo(plan, commitment, posted) }));
  return {
    plan: plan.slug,
    progress: progressAt(commitments, now),
    commitments: commitments.map((commitment) => ({
      id: commitment.id,
      by: commitment.by ?? null,
      status: statusAt(commitment, now),
      since: sinceAt(commitment, now),
      late: isLate(commitment, now),
      updates: updatesUntil(commitment.updates, now),
    })),
    at: new Date(now).toISOString(),
  };
}

/** Everything that counts for a commitment: what was published with the plan first, then what was posted, in that order. */
function happenedTo(
  { slug, words }: PlanDefinition,
  { id, updates }: PlanDefinition['rules']['commitments'][number],
  all: readonly PostedUpdate[],
): ToldUpdate[] {
  const published = updates.map((update) => ({ ...update, words: notesOf(words, id, update.id), postedAt: null, earlier: [] }));
  const posted = all.filter(({ plan, commitment }) => plan === slug && commitment === id);
  const since = counted(posted).map((update) => {
    const chain = [update, ...earlierOf(update, posted)];
    const earlier = chain
      .slice(1)
      .map((before, place) => ({ ...inPublic(before), correctedAt: chain[place]?.postedAt ?? before.postedAt }));
    return { ...inPublic(update), earlier };
  });
  return [...published, ...since];
}

function inPublic({ id, at, status, evidence, words, postedAt }: PostedUpdate) {
  return { id, at, status, ...(evidence === null ? {} : { evidence }), words, postedAt };
}

/** The note of an update that was published with the plan, in each language that has one. */
function notesOf(words: PlanDefinition['words'], commitment: string, update: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([language, { commitments }]) => {
      const note = commitments[commitment]?.updates[update];
      return note ? [[language, note]] : [];
    }),
  );
}
