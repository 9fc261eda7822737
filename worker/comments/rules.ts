/** What may be said, by whom and when; and how comments are ordered. Pure. */
import { phaseAt } from '../definitions/rules.ts';
import type { ConsultationDefinition, OfficialReply } from './contract.ts';

/** What a person may do with somebody's comment. */
export const reactions = ['agree', 'disagree', 'pass'] as const;

/** Where a comment stands. `waiting`: somebody reads it before it is published. */
export const states = ['waiting', 'published', 'hidden', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** The published list of reasons for which a comment may be hidden. */
export const hidingReasons = [
  'personal-data',
  'insult',
  'threat',
  'off-topic',
  'advertising',
  'unlawful',
  'repeated',
  'rejected-at-source',
] as const;

export const sortings = ['newest', 'agreed', 'divided'] as const;

/** Why a comment or a reaction is not taken. */
export type Refusal =
  | { tag: 'not-open'; opens: string }
  | { tag: 'closed'; closes: string }
  | { tag: 'not-commentable' }
  | { tag: 'assurance-too-low' }
  | { tag: 'unknown-language' }
  | { tag: 'empty' }
  | { tag: 'too-long'; length: number; maximum: number }
  | { tag: 'no-replies' };

/** Whether a reaction is taken at `now`; reactions need no words, so only the time and the consultation can refuse. */
export function refuseReaction(definition: ConsultationDefinition, now: number): Refusal | null {
  const { rules } = definition;
  if (!rules.comments) return { tag: 'not-commentable' };
  if (rules.assurance !== 'open') return { tag: 'assurance-too-low' };
  const phase = phaseAt(rules, now);
  if (phase === 'upcoming') return { tag: 'not-open', opens: rules.opens };
  if (phase !== 'open') return { tag: 'closed', closes: rules.closes };
  return null;
}

/** Whether a comment in one of the portal's `languages` is taken at `now`. `body` is already {@link clean}. */
export function refuseComment(
  definition: ConsultationDefinition,
  comment: { body: string; isReply: boolean; language: string },
  languages: readonly string[],
  now: number,
): Refusal | null {
  const refusal = refuseReaction(definition, now);
  if (refusal) return refusal;
  const commenting = definition.rules.comments;
  if (!commenting) return { tag: 'not-commentable' };
  if (comment.isReply && !commenting.replies) return { tag: 'no-replies' };
  if (!languages.includes(comment.language)) return { tag: 'unknown-language' };
  if (!visible(comment.body)) return { tag: 'empty' };
  const length = lengthOf(comment.body);
  if (length > commenting.maximumLength || [...comment.body].length > commenting.maximumLength * marksAllowed)
    return { tag: 'too-long', length, maximum: commenting.maximumLength };
  return null;
}

/** Code points for each character at the most: family emoji and pointed letters stay far below, piles of marks don't. */
const marksAllowed = 8;

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Length in characters as people count them (grapheme clusters, UAX #29): an emoji or a letter with points is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of characters.segment(text)) length += 1;
  return length;
}

/**
 * Plain text as it is kept: NFC, lines ended by \n, without control characters and without the characters that re-order
 * the text around them (UAX #9 embeddings, overrides and isolates), at most two line ends in a row, trimmed.
 * Joiners and direction marks stay: Arabic, Persian and emoji need them.
 */
export function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
      .replace(/[^\P{Cc}\n\t]/gu, '')
      // after the removals, which bring letters and their marks together
      .normalize('NFC')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** What is left of a text when everything that can't be seen is taken out. */
export function visible(text: string): string {
  return text.replace(/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/gu, '');
}

/** The text that two repetitions of one comment share: compatibility letters, case, spacing and punctuation apart. */
export function normalized(text: string): string {
  return visible(text.normalize('NFKC').toLowerCase()).replace(/\p{P}/gu, '') || visible(text);
}

type Counts = { agrees: number; disagrees: number; passes: number };

/** Order of "most agreed": agrees + 1 of all + 2. Two imagined people, one for and one against, keep 1 of 1 below 39 of 40. */
export function agreed({ agrees, disagrees, passes }: Counts): number {
  return (agrees + 1) / (agrees + disagrees + passes + 2);
}

/** Order of "most divided": the smaller side of all + 2. Near a half where many people split evenly. */
export function divided({ agrees, disagrees, passes }: Counts): number {
  return Math.min(agrees, disagrees) / (agrees + disagrees + passes + 2);
}

/** Whether a comment's author may still withdraw it: whatever its state, until it is withdrawn. */
export function withdrawable(state: State): boolean {
  return state !== 'withdrawn';
}

/** How keys name a consultation. */
export function subjectOf(consultation: string): string {
  return `consultations/${consultation}`;
}

/** An official reply as it stands: its latest version. Instants are milliseconds since 1970. */
export interface StandingReply {
  id: string;
  department: string | null;
  postedAt: number;
  withdrawnAt: number | null;
  version: number;
  words: Record<string, string>;
  editedAt: number;
}

/** Whether what the public body answered to a comment is shown: not where nobody can read what it answers. */
export function showsReplies(state: State): boolean {
  return state === 'published' || state === 'withdrawn';
}

/** An official reply as everybody sees it: a stub with its dates where it was withdrawn. */
export function replyInPublic({ words, postedAt, editedAt, withdrawnAt, ...reply }: StandingReply): OfficialReply {
  return {
    ...reply,
    words: withdrawnAt === null ? words : null,
    postedAt: new Date(postedAt).toISOString(),
    editedAt: reply.version > 1 ? new Date(editedAt).toISOString() : null,
    withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt).toISOString(),
  };
}
