/** How comments are moderated. Pure. */
import type { State } from '../comments/rules.ts';
import { Groups, joinAlike } from '../likeness/rules.ts';

/** What can be decided. `return`: back among those that wait, where a decision is undone. */
export const decisions = ['publish', 'hide', 'return'] as const;
export type Decision = (typeof decisions)[number];

/** The states in which a decision can find a comment: what an author withdrew stays withdrawn. */
export const found = ['waiting', 'published', 'hidden'] as const satisfies readonly State[];
export type Found = (typeof found)[number];

/** What a moderator goes through. `mine`: what the one who asks decided. */
export const lists = ['waiting', 'reported', 'appealed', 'hidden', 'mine'] as const;
export type List = (typeof lists)[number];

/** Why comments stand together: they say nearly the same, or came from one author in a flood. */
export const groupedFor = ['alike', 'flood'] as const;

/** So many comments can be decided at once. */
export const largestBulk = 200;

/** Characters of a note to an author. */
export const longestNote = 1000;

const minute = 60 * 1000;
const hour = 60 * minute;

/** Until when somebody who waits since an instant is promised to be read. */
export function promisedBy(since: number, hours: number): number {
  return since + hours * hour;
}

/** The state that a decision leads to. */
export function stateAfter(decision: Decision): Found {
  return ({ publish: 'published', hide: 'hidden', return: 'waiting' } as const)[decision];
}

/** The decision that leads back to a state. */
export function decisionBackTo(state: Found): Decision {
  return ({ published: 'publish', hidden: 'hide', waiting: 'return' } as const)[state];
}

/** A comment as it stands when somebody decides about it. */
export interface Standing {
  state: State;
  channel: string;
  submittedAt: number;
  /** Empty where it was erased: then nothing can be published any more. */
  body: string;
  /** The place of the latest decision about it; 0 before the first. */
  decided: number;
  /** The place of the first report that nobody settled, and when it came. */
  report: number | null;
  reportedAt: number | null;
  /** When its author appealed, if nobody has decided that, and who hid the comment: null is the operator. */
  appealedAt: number | null;
  hiddenBy: string | null;
}

/** Why a decision about a comment is not taken: somebody was faster, or another one decides what the official hid. */
export function refuseDecision(
  comment: Standing,
  { from, seen, decision, official }: { from: Found; seen: Seen; decision: Decision; official: string | null },
): 'changed-meanwhile' | 'needs-another' | null {
  if (comment.state !== from || comment.decided > seen.decision) return 'changed-meanwhile';
  if (comment.body === '' && decision === 'publish') return 'changed-meanwhile';
  // what is published already is published again only to settle reports
  const reported = comment.report !== null && comment.report <= seen.report;
  if (from === 'published' && decision === 'publish' && !reported) return 'changed-meanwhile';
  return comment.appealedAt !== null && comment.hiddenBy === official ? 'needs-another' : null;
}

/** Since when somebody waits for a decision: since it was written, reported or appealed. Nobody waits for what was imported. */
export function waitingSince({
  state,
  channel,
  submittedAt,
  reportedAt,
  appealedAt,
}: Pick<Standing, 'state' | 'channel' | 'submittedAt' | 'reportedAt' | 'appealedAt'>): number | null {
  if (state === 'waiting') return channel === 'import' ? null : submittedAt;
  if (state === 'published') return reportedAt;
  return state === 'hidden' ? appealedAt : null;
}

/** So many comments of one author within so long are a flood. */
export const floodFrom = 5;
export const floodWithin = 10 * minute;

interface Readable {
  id: string;
  author: string;
  body: string;
  submittedAt: number;
}

export interface Group<Comment> {
  because: (typeof groupedFor)[number][];
  comments: Comment[];
}

/**
 * Puts comments together that can be decided at once. The order of the groups is that of their first comments; a group that is too
 * large to be decided at once is several.
 */
export function grouped<Comment extends Readable>(comments: readonly Comment[]): Group<Comment>[] {
  const alike = new Groups(comments.length);
  joinAlike(
    comments.map(({ body }) => body),
    alike,
  );
  const groups = new Groups(comments.length);
  for (const index of comments.keys()) groups.join(alike.of(index), index);
  const flooding = floodsIn(comments);
  for (const flood of flooding) for (const index of flood) groups.join(flood[0] as number, index);
  const floods = new Set(flooding.map(([first]) => groups.of(first as number)));

  const members = new Map<number, number[]>();
  for (const index of comments.keys()) {
    const group = groups.of(index);
    const those = members.get(group);
    if (those) those.push(index);
    else members.set(group, [index]);
  }
  return [...members].flatMap(([group, indexes]) => {
    const saysTheSame = indexes.some((index) => alike.of(index) !== index);
    const because = groupedFor.filter((reason) => (reason === 'alike' ? saysTheSame : floods.has(group)));
    return inBulks(indexes).map((bulk) => ({ because, comments: bulk.map((index) => comments[index] as Comment) }));
  });
}

function inBulks(indexes: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(indexes.length / largestBulk) }, (_, bulk) =>
    indexes.slice(bulk * largestBulk, (bulk + 1) * largestBulk),
  );
}

/** The places of comments that came in floods: every one with {@link floodFrom} - 1 others of its author within {@link floodWithin}. */
function floodsIn(comments: readonly Readable[]): number[][] {
  const byAuthor = new Map<string, number[]>();
  for (const [index, { author }] of comments.entries()) {
    const own = byAuthor.get(author);
    if (own) own.push(index);
    else byAuthor.set(author, [index]);
  }
  const at = (index: number | undefined) => (index === undefined ? Number.NaN : (comments[index] as Readable).submittedAt);
  return [...byAuthor.values()].flatMap((own) => {
    own.sort((one, other) => at(one) - at(other));
    return own.flatMap((_, start) => {
      const last = own[start + floodFrom - 1];
      return at(last) - at(own[start]) <= floodWithin ? [own.slice(start, start + floodFrom)] : [];
    });
  });
}

/** What was seen when a queue was read: the latest decision and the latest report. Written as `12.5`. */
export interface Seen {
  decision: number;
  report: number;
}

/** Everything until now. */
export const seenAll: Seen = { decision: Number.MAX_SAFE_INTEGER, report: Number.MAX_SAFE_INTEGER };

export function writeSeen({ decision, report }: Seen): string {
  return `${decision}.${report}`;
}

export function readSeen(text: string): Seen {
  const [decision = 0, report = 0] = text.split('.').map(Number);
  return { decision, report };
}
