/** How the queue is put on the wire. */
import type { History, QueuedComment, QueuedGroup } from '../moderation/contract.ts';
import { type Group, promisedBy, waitingSince, writeSeen } from '../moderation/rules.ts';
import { outcomeOf } from '../objections/rules.ts';
import { type Cursor, readCursor, writeCursor } from '../platform/cursor.ts';
import type { About, Listed, Told } from './store.ts';

export const iso = (at: number) => new Date(at).toISOString();

/** Who reads, and how soon the portal promises that somebody does. */
export interface Reading {
  official: string;
  readsWithin: number;
}

/** A comment with all that a moderator has to know of it. */
export function commentOnWire(comment: Omit<Listed, 'rank'>, about: About, { official, readsWithin }: Reading): QueuedComment {
  const { id, consultation, language, body, hiddenFor, channel, submittedAt, replyTo } = comment;
  const around = about.around.find((one) => one.id === id);
  const appealed = about.appealed.find(({ appeal }) => appeal.comment === id);
  const latest = about.decided.find((decision) => decision.comment === id);
  const reported = about.reported.filter((report) => report.comment === id);
  const waits = waitingSince({ ...comment, reportedAt: reported[0]?.reportedAt ?? null, appealedAt: appealed?.appeal.appealedAt ?? null });
  return {
    id,
    consultation,
    language,
    body,
    // what is withdrawn is in no list
    state: comment.state as QueuedComment['state'],
    hiddenFor,
    channel,
    submittedAt: iso(submittedAt),
    since: iso(waits ?? latest?.decidedAt ?? submittedAt),
    promisedBy: waits === null ? null : iso(promisedBy(waits, readsWithin)),
    replyTo: replyTo === null ? null : { id: replyTo, excerpt: around?.excerpt ?? '' },
    hiddenBefore: around?.hiddenBefore ?? 0,
    reports: reported.map(({ reason, words, reportedAt }) => ({ reason, words, at: iso(reportedAt) })),
    appeal: appealed
      ? {
          id: appealed.appeal.id,
          words: appealed.appeal.words,
          at: iso(appealed.appeal.appealedAt),
          needsAnother: appealed.hiddenBy === official,
        }
      : null,
    latest: latest
      ? {
          id: latest.id,
          decision: latest.decision,
          reason: latest.reason,
          at: iso(latest.decidedAt),
          request: latest.requestId,
          undoable: latest.official === official && latest.undoes === null,
        }
      : null,
  };
}

export function groupOnWire({ because, comments }: Group<Listed>, about: About, reading: Reading): QueuedGroup {
  return { because, comments: comments.map((comment) => commentOnWire(comment, about, reading)) };
}

/** How many comments are under each name, the most first. */
export function countedBy<Name extends string>(rows: readonly (Record<Name, string> & { comments: number })[], name: Name) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[name], (counts.get(row[name]) ?? 0) + row.comments);
  return [...counts].map(([value, comments]) => ({ value, comments })).sort((one, other) => other.comments - one.comments);
}

/** The beginning of the window that is read at once, and the group of it after which the page begins. */
export interface Place {
  window: Cursor | null;
  group: Cursor | null;
}

export function writePlace({ window, group }: Place): string {
  return `${writeCursor(window) ?? ''}~${writeCursor(group) ?? ''}`;
}

export function readPlace(text: string | undefined): Place {
  const [window, group] = (text ?? '').split('~');
  return { window: readCursor(window), group: readCursor(group) };
}

/** The history of a comment; a withdrawn one has one too. */
export function historyOnWire(told: Told, about: About, reading: Reading): History {
  const { seen, decided, reported, appeal } = told;
  const at = new Map(decided.map(({ decision }) => [decision.id, decision.decidedAt]));
  const decidedAt = (id: string | null) => (id === null ? null : iso(at.get(id) ?? 0));
  const deciding = decided.find(({ decision }) => decision.id === appeal?.decidedBy)?.decision;
  return {
    comment: { ...commentOnWire(told.comment, about, reading), state: told.comment.state },
    seen: writeSeen(seen),
    decisions: decided.map(({ decision, note, by, undone }) => ({
      id: decision.id,
      decision: decision.decision,
      reason: decision.reason,
      note,
      by,
      at: iso(decision.decidedAt),
      undoes: decision.undoes,
      undone: undone === 1,
      appeal: decision.appeal === null ? null : outcomeOf(decision.decision),
    })),
    reports: reported.map(({ reason, words, reportedAt, settledBy }) => ({
      reason,
      words,
      at: iso(reportedAt),
      settledAt: decidedAt(settledBy),
    })),
    appeal: appeal && {
      id: appeal.id,
      words: appeal.words,
      at: iso(appeal.appealedAt),
      state: deciding ? outcomeOf(deciding.decision) : 'open',
      decidedAt: decidedAt(appeal.decidedBy),
    },
  };
}
