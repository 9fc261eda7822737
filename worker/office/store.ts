/** Moderation in D1: a decision and its record are one batch. */
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { comments, moderations } from '../../db/schema/comments.ts';
import type { HidingReason } from '../comments/contract.ts';
import type { State } from '../comments/rules.ts';

const columns = {
  id: comments.id,
  consultation: comments.consultation,
  language: comments.language,
  state: comments.state,
  hiddenFor: comments.hiddenFor,
  body: comments.body,
  submittedAt: comments.submittedAt,
};

/** The oldest comments in a state. */
export function queue(d1: D1Database, state: State, limit: number) {
  return open(d1).select(columns).from(comments).where(eq(comments.state, state)).orderBy(asc(comments.submittedAt)).limit(limit).all();
}

export function find(d1: D1Database, id: string) {
  return open(d1).select(columns).from(comments).where(eq(comments.id, id)).get();
}

export interface Decision {
  id: string;
  comment: string;
  state: Extract<State, 'published' | 'hidden'>;
  reason: HidingReason | null;
  now: number;
  requestId: string;
}

/** Takes a decision and keeps its record, unless the author withdrew the comment meanwhile: false then, and nothing is written. */
export async function moderate(d1: D1Database, decision: Decision): Promise<boolean> {
  const database = open(d1);
  const standing = and(eq(comments.id, decision.comment), ne(comments.state, 'withdrawn'));
  const [, changed] = await database.batch([
    database.insert(moderations).select(
      database
        .select({
          id: sql<string>`${decision.id}`.as('id'),
          comment: comments.id,
          decision: sql<'publish' | 'hide'>`${decision.state === 'hidden' ? 'hide' : 'publish'}`.as('decision'),
          reason: sql<HidingReason | null>`${decision.reason}`.as('reason'),
          decidedAt: sql<number>`${decision.now}`.as('decided_at'),
          requestId: sql<string>`${decision.requestId}`.as('request_id'),
        })
        .from(comments)
        .where(standing),
    ),
    database.update(comments).set({ state: decision.state, hiddenFor: decision.reason }).where(standing).returning({ id: comments.id }),
  ]);
  return changed.length === 1;
}
