/** What is written to officials, and when it is tried again. Pure. */
import { invitationLasts, linkLasts } from '../officials/rules.ts';
import type { DeskCounts } from '../reminders/rules.ts';

/** What a letter says: its words are made from this when it is sent, in the language of the official. */
export type Letter =
  /** A one-time link that signs in, after the address of the portal. */
  | { kind: 'sign-in'; path: string }
  /** A one-time link for somebody new. */
  | { kind: 'invited'; path: string }
  /** Somebody came in by the invitation to this address. */
  | { kind: 'invitation-used' }
  /** What needs an answer today. */
  | { kind: 'digest'; counts: DeskCounts }
  /** A comment was reported because somebody may be in danger. */
  | { kind: 'danger'; comment: string }
  /** A promised answer is late. */
  | { kind: 'late-answer'; entry: { kind: 'consultation' | 'poll'; slug: string } };

export const letterKinds = [
  'sign-in',
  'invited',
  'invitation-used',
  'digest',
  'danger',
  'late-answer',
] as const satisfies readonly Letter['kind'][];

/** What can be in the way of a letter. */
export const troubles = [
  /** There is no mail server at the address, or it doesn't answer. */
  'unreachable',
  /** The mail server doesn't take the name and the password of SMTP_URL. */
  'sign-in-refused',
  /** The connection to the mail server can't be encrypted. */
  'not-encrypted',
  /** The mail server doesn't take this letter. */
  'refused',
  /** Its link is too old to be of use. */
  'link-too-old',
  /** The official was disabled meanwhile. */
  'disabled',
] as const;
export type Trouble = (typeof troubles)[number];

/** Whether what is in the way of one letter is in the way of all of them. */
export function concernsAll(trouble: Trouble): boolean {
  return trouble === 'unreachable' || trouble === 'sign-in-refused' || trouble === 'not-encrypted';
}

const minute = 60 * 1000;
/** How long to wait after each attempt: the last one is almost a day after the first. */
const waits = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60].map((minutes) => minutes * minute);

/** So long a letter is out of reach for others than who is sending it: far longer than a mail server is waited for. */
export const claimLasts = 5 * minute;

/** At most so many letters are sent in one go. */
export const lettersAtOnce = 20;

/** Letters that were sent or given up are forgotten after this time. */
export const lettersKept = 90 * 24 * 60 * minute;

/** When a letter is tried again after this many attempts, or null where it is given up. */
export function nextAttempt(attempts: number, now: number): number | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : now + wait;
}

/** Why a letter needn't be sent at all, or null. */
export function pointless(
  { letter, queuedAt, disabled }: { letter: Letter; queuedAt: number; disabled: boolean },
  now: number,
): Trouble | null {
  if (disabled) return 'disabled';
  if (letter.kind === 'sign-in' && now >= queuedAt + linkLasts) return 'link-too-old';
  return letter.kind === 'invited' && now >= queuedAt + invitationLasts ? 'link-too-old' : null;
}

/** What stays of a letter that was sent or given up: no link. */
export function withoutLink(letter: Letter): object {
  return 'path' in letter ? { kind: letter.kind } : letter;
}

const longestFailure = 200;

/** What a mail server said, on one line, not too long, and without what must stay secret. */
export function withoutSecrets(said: string, secrets: readonly string[]): string {
  const hidden = secrets.filter((secret) => secret.length > 0).reduce((text, secret) => text.replaceAll(secret, '…'), said);
  const line = hidden.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > longestFailure ? `${line.slice(0, longestFailure - 1)}…` : line;
}
