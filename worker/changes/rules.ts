/** What changed when: derived from the dates of all that is published, so that nobody has to write it down twice; and what was recorded. Pure. */
import type { Change, Published } from './contract.ts';

/** All that had changed by `now`, the latest first. `recorded`: what no date of anything published tells. */
export function changesUntil({ entries, plans }: Published, now: number, recorded: readonly Change[] = []): Change[] {
  const ofEntries = entries.flatMap(({ kind, slug, schedule, cancelled }): Change[] => {
    if (kind === 'event') {
      if (cancelled) return [];
      return [
        { at: schedule.closes, slug, kind, what: 'held' },
        ...(schedule.answeredAt ? [{ at: schedule.answeredAt, slug, kind, what: 'minutes' } as const] : []),
      ];
    }
    return [
      { at: schedule.opens, slug, kind, what: 'opened' },
      { at: schedule.closes, slug, kind, what: 'closed' },
      ...(schedule.answeredAt ? [{ at: schedule.answeredAt, slug, kind, what: 'answered' } as const] : []),
    ];
  });
  const ofPlans = plans.flatMap(({ slug, adopted, commitments }): Change[] => [
    { at: adopted, slug, kind: 'plan', what: 'adopted' },
    ...commitments.flatMap(({ id, updates }) =>
      updates.map(({ at, status }) => ({ at, slug, kind: 'plan' as const, what: 'updated' as const, commitment: id, status })),
    ),
  ]);
  return [...ofEntries, ...ofPlans, ...recorded]
    .filter(({ at }) => Date.parse(at) <= now)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
