/** What officials are reminded of, and when. Pure. */
import { noticeAt, phaseAt, type Status } from '../definitions/rules.ts';
import type { Permission } from '../officials/rules.ts';

/** What waits for officials, the most urgent first; and the permission without which it is nothing to somebody. */
export const deskParts = {
  reports: 'moderate',
  appeals: 'moderate',
  comments: 'moderate',
  overdue: 'answer',
  due: 'answer',
  questions: 'answer',
  late: 'report-progress',
  commitments: 'report-progress',
  papers: 'enter-papers',
} as const satisfies Record<string, Permission>;
export type DeskPart = keyof typeof deskParts;
/** How much of each waits for somebody. What their role doesn't permit is not there. */
export type DeskCounts = Partial<Record<DeskPart, number>>;

const day = 24 * 60 * 60 * 1000;
/** A promised answer is due when this much time or less is left. */
export const dueSoon = 14 * day;
/** A commitment that wasn't finished is silent after this time without an update. */
export const silentAfter = 90 * day;

type Schedule = Parameters<typeof noticeAt>[0];

/** An entry that answers are promised to. */
export interface Promised {
  kind: string;
  slug: string;
  schedule: Schedule;
  department?: string | undefined;
}

/** Kinds that end with an answer of the public body. */
export const answeredKinds = ['consultation', 'poll'] as const;
export type AnsweredKind = (typeof answeredKinds)[number];

/** Whether an entry ends with an answer of the public body. */
export function isAnswered<Entry extends Promised>(entry: Entry): entry is Entry & { kind: AnsweredKind } {
  return answeredKinds.some((answered) => answered === entry.kind);
}

/** Whether the promised answer to an entry is due soon, or late. */
export function promiseAt(entry: Promised, now: number): 'due' | 'overdue' | null {
  const { schedule } = entry;
  if (!isAnswered(entry)) return null;
  if (noticeAt(schedule, now) === 'overdue') return 'overdue';
  const waits = phaseAt(schedule, now) === 'closed' && schedule.answerBy !== undefined;
  return waits && Date.parse(schedule.answerBy ?? '') - now <= dueSoon ? 'due' : null;
}

/** The entries whose promised answer is late. */
export function lateAnswers<Entry extends Promised>(entries: readonly Entry[], now: number): (Entry & { kind: AnsweredKind })[] {
  return entries.filter((entry): entry is Entry & { kind: AnsweredKind } => promiseAt(entry, now) === 'overdue');
}

/** Whether nothing was heard of a commitment for too long. `last`: its latest update, or when it was adopted. */
export function isSilent({ status, last }: { status: Status; last: number }, now: number): boolean {
  return status !== 'done' && status !== 'not-doing' && now - last > silentAfter;
}

const digestFrom = 7;
const digestUntil = 10;

/** The day, as `2026-11-24`, whose digest is to be sent at `now`: from 7 in the morning where the portal is, and not half a day late. */
export function digestDay(now: number, timeZone: string): string | null {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  if (hour < digestFrom || hour >= digestUntil) return null;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}
