/** What may be entered for whom, which papers are entered twice, and when two entries are the same. Pure. */
import { type Refusal as CommentRefusal, clean, normalized, refuseComment, subjectOf } from '../comments/rules.ts';
import { entryNamed, phaseAt } from '../definitions/rules.ts';
import { questionnaireOf, type Refusal as ResponseRefusal, refuse } from '../questionnaires/rules.ts';
import type { Asked, Entry, Subject } from './contract.ts';

/** By which ways something comes to a clerk. */
export const paperChannels = ['paper', 'phone', 'in-person'] as const;
export type PaperChannel = (typeof paperChannels)[number];

/** What is answered or commented on in other ways than the web. */
export const paperKinds = ['poll', 'quiz', 'consultation'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Two entries of one paper. */
export const entries = ['first', 'second'] as const;

/** So many papers can be entered at once. */
export const atOnce = 50;

/** How the database names what a batch is for. */
export function subjectName({ kind, slug }: Subject): string {
  return kind === 'consultation' ? subjectOf(slug) : questionnaireOf({ kind, slug });
}

/** The kind and the slug behind such a name. */
export function subjectNamed(subject: string): Subject {
  const entry = entryNamed(subject);
  const kind = paperKinds.find((candidate) => candidate === entry?.kind);
  if (!entry || !kind) throw new Error('a batch is for a poll, a quiz or a consultation');
  return { kind, slug: entry.slug };
}

/**
 * A paper number as it is kept and compared: without spaces, in capitals and Latin digits, a plain number without the noughts before
 * it. `007` and `7` are one paper. Null where it is none.
 */
export function numberOf(typed: string): string | null {
  const latin = typed.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const number = latin
    .normalize('NFKC')
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^0+(?=\d+$)/, '');
  return /^[\p{L}\p{N}][\p{L}\p{N}./-]{0,29}$/u.test(number) ? number : null;
}

/** The number that the portal gives to a call or a visit: nobody wrote one on it. */
export function givenNumber(channel: Exclude<PaperChannel, 'paper'>, place: number): string {
  return `${channel.toUpperCase()}-${place}`;
}

/** Who a paper is to its entry: its number alone, so that one paper counts once, whoever enters it, and when. */
export function participantOf(number: string): string {
  return `paper/${number}`;
}

/** Lots are drawn in millionths. */
const lots = 1_000_000;
/** What is below is in the sample: one in ten. */
export const sampleBelow = lots / 10;

/** The lot of a paper from the keyed hash of its number: nobody without the key can know it beforehand. */
export function drawOf(hash: string): number {
  const bytes = atob(hash.slice(0, 8).replaceAll('-', '+').replaceAll('_', '/'));
  return [...bytes].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0) % lots;
}

/** The papers of a batch that are entered twice: one in ten, and at least the one with the least lot. */
export function sampleOf<Paper extends { draw: number }>(papers: readonly Paper[]): Paper[] {
  const least = Math.min(...papers.map(({ draw }) => draw));
  return papers.filter(({ draw }) => draw < sampleBelow || draw === least);
}

/** Why a batch can't be opened, or added to. */
export type BatchRefusal =
  | { tag: 'not-open'; opens: string }
  /** Nothing is added once the answer is there, or it is kept no longer who sent what. */
  | { tag: 'closed'; closes: string }
  | { tag: 'not-commentable' }
  /** Handed in before or after the entry was open, or not yet. */
  | { tag: 'received-outside'; opens: string; closes: string };

/**
 * Whether papers that were handed in at `receivedAt` are taken at `now`. They may be entered after the close, for that takes time; once
 * the public body has answered, no figure moves any more.
 */
export function refuseBatch(asked: Asked, receivedAt: number, now: number): BatchRefusal | null {
  const { opens, closes, keptUntil } = asked.rules;
  const phase = phaseAt(asked.rules, now);
  if (phase === 'upcoming') return { tag: 'not-open', opens };
  if (phase === 'answered' || (keptUntil && now >= Date.parse(keptUntil))) return { tag: 'closed', closes };
  if (asked.kind === 'consultation' && !asked.rules.comments) return { tag: 'not-commentable' };
  if (phaseAt(asked.rules, receivedAt) !== 'open' || receivedAt > now) return { tag: 'received-outside', opens, closes };
  return null;
}

/** What is wrong with one of the papers, and in which field of it. */
export interface Problem {
  /** Its place among those that were sent, from 0. */
  row: number;
  field: string;
  why: ResponseRefusal | CommentRefusal | { tag: 'number-missing' } | { tag: 'number-taken' };
}

/** Whether what stands on a paper is taken: the same that is asked of a form on the web, at the time when it was handed in. */
export function refuseEntry(asked: Asked, entry: Entry, languages: readonly string[], receivedAt: number): Omit<Problem, 'row'> | null {
  if (asked.kind === 'consultation') {
    const { body = '', language = '' } = entry;
    const why = refuseComment(asked, { body: clean(body), isReply: false, language }, languages, receivedAt);
    return why && { field: why.tag === 'unknown-language' ? 'language' : 'body', why };
  }
  const why = refuse(asked.rules, { answers: entry.answers ?? [] }, 'open', receivedAt);
  return why && { field: 'question' in why ? why.question : 'answers', why };
}

/** Whether two clerks read the same: the same options; or the same words in the same language, spacing and punctuation apart. */
export function isSame(one: Entry, other: Entry): boolean {
  const chosen = ({ answers = [] }: Entry) =>
    answers
      .map(({ question, option }) => `${question} ${option}`)
      .sort()
      .join('\n');
  const said = ({ body, language }: Entry) => (body === undefined ? '' : `${language} ${normalized(clean(body))}`);
  return chosen(one) === chosen(other) && said(one) === said(other);
}
