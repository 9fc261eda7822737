/** What the dates of an event mean. Pure. */
import type { EventDefinition } from './contract.ts';

/**
 * An event as a schedule: it opens when it begins, closes when it ends, and is answered when its minutes are published.
 * One that is cancelled is never late with its minutes.
 */
export function scheduleOf({
  starts,
  ends,
  minutesBy,
  minutesAt,
  cancelled,
}: Pick<EventDefinition['rules'], 'starts' | 'ends' | 'minutesBy' | 'minutesAt' | 'cancelled'>) {
  return { opens: starts, closes: ends, answerBy: cancelled ? undefined : minutesBy, answeredAt: cancelled ? undefined : minutesAt };
}
