/** Compares what the portal counts with Polis's own record of each person's standing votes. Pure. */
import type { ImportedCounts } from '../worker/imports/contract.ts';
import type { Conversation, Counts } from './polis.ts';

const none: Counts = { agrees: 0, disagrees: 0, passes: 0 };

/** A line for each comment, and for the number of people, that the portal and participants-votes.csv disagree on. */
export function differences(
  { comments, people, standing }: Pick<Conversation, 'comments' | 'people' | 'standing'>,
  portal: ImportedCounts,
): string[] {
  const here = new Map<string, Counts>(portal.comments.map((comment) => [comment.sourceId, comment]));
  const there = new Map(comments.map((comment): [string, Counts] => [comment.id, standing.get(comment.id) ?? none]));
  for (const [id, counts] of standing) there.set(id, counts);
  const ids = [...new Set([...there.keys(), ...here.keys()])].sort((one, other) => Number(one) - Number(other));
  return [
    ...(portal.people === people ? [] : [`people: the portal counts ${portal.people}, participants-votes.csv has ${people}`]),
    ...ids.flatMap((id) => {
      const [ours, theirs] = [here.get(id), there.get(id)];
      if (ours && theirs && inWords(ours) === inWords(theirs)) return [];
      return [`comment ${id}: the portal counts ${inWords(ours)}, participants-votes.csv has ${inWords(theirs)}`];
    }),
  ];
}

function inWords(counts: Counts | undefined): string {
  return counts ? `${counts.agrees} agree, ${counts.disagrees} disagree, ${counts.passes} pass` : 'no such comment';
}

/** How many comments comments.csv itself miscounts: it counts votes, so that who changed their mind is counted twice. */
export function miscounted({ comments, standing }: Pick<Conversation, 'comments' | 'standing'>): number {
  return comments.filter(({ id, agrees, disagrees }) => {
    const people = standing.get(id) ?? none;
    return agrees !== people.agrees || disagrees !== people.disagrees;
  }).length;
}

/** All standing votes. */
export function total(counts: Iterable<Counts>): number {
  return [...counts].reduce((sum, { agrees, disagrees, passes }) => sum + agrees + disagrees + passes, 0);
}
