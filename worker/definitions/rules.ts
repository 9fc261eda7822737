/** What all definitions share: the phase at an instant, and their versions. Pure: used by the Worker and by the pages. */
import canonicalize from 'canonicalize';
import type { Schedule } from './contract.ts';

/** How sure we can be that one response is one person, weakest first. */
export const assurances = ['open', 'email', 'code'] as const;

/** By which way a response or a comment reached us. */
export const channels = ['web', 'paper', 'phone', 'in-person', 'import'] as const;

/** Where a commitment of an action plan can stand. */
export const statuses = ['planned', 'under-way', 'done', 'not-doing'] as const;
export type Status = (typeof statuses)[number];

/** Many of a kind, as addresses, folders and counts name them. */
export const plurals = { consultation: 'consultations', poll: 'polls', quiz: 'quizzes', event: 'events', plan: 'plans' } as const;

/** What an entry can be, and the folder and the collection that hold all of that kind. */
export type EntryKind = keyof typeof plurals;
export type Collection = (typeof plurals)[EntryKind];

export const phases = ['upcoming', 'open', 'closed', 'answered'] as const;
export type Phase = (typeof phases)[number];

/** What a reader should notice about a phase: nothing, that it ends soon, or that the promised answer is late. */
export type Notice = 'closing-soon' | 'overdue' | null;

const day = 24 * 60 * 60 * 1000;
/** An open entry is closing soon when this much time or less is left. */
export const closingSoon = 3 * day;

/** The phase at `now` (milliseconds since 1970). `opens` belongs to open, `closes` to closed, `answeredAt` to answered. */
export function phaseAt(schedule: Schedule, now: number): Phase {
  if (now < Date.parse(schedule.opens)) return 'upcoming';
  if (now < Date.parse(schedule.closes)) return 'open';
  if (schedule.answeredAt && now >= Date.parse(schedule.answeredAt)) return 'answered';
  return 'closed';
}

/** The phase of an entry at `now`: a town hall that does not take place is never on, and is over from the hour it was to begin. */
export function phaseOf({ schedule, cancelled }: { schedule: Schedule; cancelled?: boolean | undefined }, now: number): Phase {
  const phase = phaseAt(schedule, now);
  return cancelled && phase === 'open' ? 'closed' : phase;
}

/** What is remarkable about the phase at `now`. */
export function noticeAt(schedule: Schedule, now: number): Notice {
  const phase = phaseAt(schedule, now);
  if (phase === 'open' && Date.parse(schedule.closes) - now <= closingSoon) return 'closing-soon';
  if (phase === 'closed' && schedule.answerBy && now >= Date.parse(schedule.answerBy)) return 'overdue';
  return null;
}

/** The notice of an entry: a town hall ends, and does not close on anybody. */
export function noticeOf({ kind, schedule }: { kind: string; schedule: Schedule }, now: number): Notice {
  const notice = noticeAt(schedule, now);
  return kind === 'event' && notice === 'closing-soon' ? null : notice;
}

/** Calendar days from one instant to another in a time zone: tomorrow is 1, yesterday -1, later today 0. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  return Math.round((midnight(to, timeZone) - midnight(from, timeZone)) / day);
}

function midnight(instant: number, timeZone: string): number {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return Date.parse(`${date.format(instant)}T00:00:00Z`);
}

/** A part of a definition as canonical JSON (RFC 8785): equal values give equal texts. */
export function canonical(part: object): string {
  const text = canonicalize(JSON.parse(JSON.stringify(part)));
  if (text === undefined) throw new Error('a part of a definition is an object');
  return text;
}

/** SHA-256 of a text as 64 hexadecimal digits (FIPS 180-4, by WebCrypto). */
export async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The versions of a definition: SHA-256 of its rules and of its words, as canonical JSON. */
export async function versionsOf(definition: { rules: object; words: object }) {
  const [rules, words] = await Promise.all([sha256(canonical(definition.rules)), sha256(canonical(definition.words))]);
  return { rules, words };
}

/** Open ones first, the one that closes first on top; then what is to come, what waits for its answer, what was answered. */
export function byUrgency(one: { phase: Phase; schedule: Schedule }, other: { phase: Phase; schedule: Schedule }): number {
  const order: Record<Phase, number> = { open: 0, upcoming: 1, closed: 2, answered: 3 };
  if (one.phase !== other.phase) return order[one.phase] - order[other.phase];
  const ascending = one.phase === 'open' || one.phase === 'upcoming';
  const instant = ({ phase, schedule }: typeof one) => Date.parse(phase === 'upcoming' ? schedule.opens : schedule.closes);
  return ascending ? instant(one) - instant(other) : instant(other) - instant(one);
}

/** What a list can be narrowed to; a field that is not there narrows nothing. */
export type Narrowing = Partial<Record<'kind' | 'phase' | 'topic' | 'area' | 'language', string>>;

/** Whether an entry (a plan has no phase) is in a narrowed list. What is about the whole town is in no district's list. */
export function matches(
  entry: { kind: string; phase?: Phase; topics: readonly string[]; areas: readonly string[]; words: Record<string, unknown> },
  { kind, phase, topic, area, language }: Narrowing,
): boolean {
  return (
    (!kind || entry.kind === kind) &&
    (!phase || entry.phase === phase) &&
    (!topic || entry.topics.includes(topic)) &&
    (!area || entry.areas.includes(area)) &&
    (!language || language in entry.words)
  );
}

/** How the database names an entry, as `polls/first-trees`. */
export function subjectOf({ kind, slug }: { kind: EntryKind; slug: string }): string {
  return `${plurals[kind]}/${slug}`;
}

/** What such a name belongs to, or null where it is nobody's. */
export function entryNamed(subject: string): { kind: EntryKind; slug: string } | null {
  const [folder, slug = ''] = subject.split('/');
  const kind = (Object.keys(plurals) as EntryKind[]).find((one) => plurals[one] === folder);
  return kind ? { kind, slug } : null;
}

/** The department that an entry belongs to; null where it is the whole public body's, or nobody publishes it. */
export function departmentOf(
  { entries }: { entries: readonly { kind: string; slug: string; department?: string | undefined }[] },
  kind: EntryKind,
  slug: string,
): string | null {
  return entries.find((entry) => entry.kind === kind && entry.slug === slug)?.department ?? null;
}
