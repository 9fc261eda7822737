/** Decisions in D1: each with its record, what it settles, and the audit log in one batch. */
import { asc, eq, sql } from 'drizzle-orm';
import { type Actor, acting } from '../../db/audit.ts';
import { type Database, open } from '../../db/client.ts';
import { expecting, isUnmet, says } from '../../db/expected.ts';
import { comments } from '../../db/schema/comments.ts';
import { appeals, moderationNotes, moderations, reports } from '../../db/schema/moderation.ts';
import type { HidingReason } from '../comments/contract.ts';
import { decisionBackTo, type Found, refuseDecision, type Seen, type Standing, stateAfter, waitingSince } from './rules.ts';

export function find(d1: D1Database, id: string) {
  return open(d1).select().from(comments).where(eq(comments.id, id)).get();
}

/** The oldest comments in a state. */
export function oldest(d1: D1Database, state: Found, limit: number) {
  return open(d1).select().from(comments).where(eq(comments.state, state)).orderBy(asc(comments.submittedAt)).limit(limit).all();
}

export interface StandingComment extends Standing {
  id: string;
  consultation: string;
  hiddenFor: HidingReason | null;
  openAppeal: string | null;
  decidedAt: number | null;
}

const from = (rows: readonly object[] | readonly string[]) => sql`json_each(${JSON.stringify(rows)})`;

/** How comments stand that somebody is about to decide about; one that there is not is left out. */
export async function standing(d1: D1Database, ids: readonly string[]): Promise<StandingComment[]> {
  const rows = await open(d1)
    .select({
      comment: comments,
      decided: sql<number>`ifnull((select max(place) from moderations where moderations.comment = comments.id), 0)`,
      decidedAt: sql<number | null>`(select max(decided_at) from moderations where moderations.comment = comments.id)`,
      report: sql<number | null>`(select min(place) from reports where reports.comment = comments.id and settled_by is null)`,
      reportedAt: sql<number | null>`(select min(reported_at) from reports where reports.comment = comments.id and settled_by is null)`,
      appeal: appeals,
      hiddenBy: sql<string | null>`(select official from moderations where id = appeals.against)`,
    })
    .from(comments)
    .leftJoin(appeals, sql`appeals.comment = comments.id and appeals.decided_by is null`)
    .where(sql`comments.id in (select value from ${from(ids)})`);
  return rows.map(({ comment, appeal, ...around }) => ({
    ...comment,
    ...around,
    openAppeal: appeal?.id ?? null,
    appealedAt: appeal?.appealedAt ?? null,
  }));
}

export interface Order {
  comments: readonly string[];
  from: Found;
  seen: Seen;
  decision: 'publish' | 'hide';
  reason: HidingReason | null;
  note: string | null;
}
export type Left = { comment: StandingComment; because: 'changed-meanwhile' | 'needs-another' };
export interface Outcome {
  decided: string[];
  left: Left[];
}

/** Between reading and writing others may decide as well: then it is read again, so often at the most. */
const tries = 8;

/** Decides about all comments that still stand as they were seen; the others are left as they are, and told. */
export async function decide(d1: D1Database, actor: Actor, order: Order): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const all = (await standing(d1, order.comments)).map((comment) => ({
      comment,
      because: refuseDecision(comment, { ...order, official: actor.official }),
    }));
    const left = all.filter((one): one is Left => one.because !== null);
    const ready = all.filter(({ because }) => because === null).map(({ comment }) => comment);
    const decided = ready.map(({ id }) => id);
    if (ready.length === 0) return { decided, left };
    try {
      await taken(d1, actor, order, ready);
      return { decided, left };
    } catch (error) {
      if (!isUnmet(error) && !says(error, 'an appeal is decided')) throw error;
      if (attempt >= tries) throw error;
    }
  }
}

/** Of one comment, or of everything that was decided at once. */
const subjectOf = (ids: readonly string[], actor: Actor) => (ids.length === 1 ? `comments/${ids[0]}` : `moderation/${actor.requestId}`);

function taken(d1: D1Database, actor: Actor, { from: before, seen, decision, reason, note }: Order, ready: readonly StandingComment[]) {
  const rows = ready.map((comment) => ({
    id: crypto.randomUUID(),
    comment: comment.id,
    appeal: comment.openAppeal,
    foundFor: comment.hiddenFor,
    since: waitingSince(comment),
  }));
  const ids = ready.map(({ id }) => id);
  const state = stateAfter(decision);
  const act = { act: `moderation.${decision}`, subject: subjectOf(ids, actor), before: { state: before } };
  return acting(d1, actor, [{ ...act, after: { state, reason, comments: ids } }], (database) => [
    unchanged(database, ids, sql`comments.state = ${before}`, seen.decision),
    database.insert(moderations).select(sql`
      select null, value ->> 'id', value ->> 'comment', ${decision}, ${reason}, ${actor.official}, value ->> 'appeal', null,
        ${before}, value ->> 'foundFor', value ->> 'since', ${actor.at}, ${actor.requestId}
      from ${from(rows)}`),
    ...(note ? [database.insert(moderationNotes).select(sql`select value ->> 'id', ${note} from ${from(rows)}`)] : []),
    database
      .update(comments)
      .set({ state, hiddenFor: reason })
      .where(sql`id in (select value from ${from(ids)})`),
    // A report that nobody has seen stays open, unless what it is about is hidden anyway.
    database
      .update(reports)
      .set({ settledBy: sql`(select value ->> 'id' from ${from(rows)} where value ->> 'comment' = reports.comment)` })
      .where(sql`settled_by is null and comment in (select value from ${from(ids)}) and (${decision} = 'hide' or place <= ${seen.report})`),
    database
      .update(appeals)
      .set({ decidedBy: sql`(select value ->> 'id' from ${from(rows)} where value ->> 'appeal' = appeals.id)` })
      .where(sql`id in (select value ->> 'appeal' from ${from(rows)})`),
  ]);
}

/** A statement that breaks its batch off where somebody decided about one of the comments since, or it is not as it is to be. */
function unchanged(database: Database, ids: readonly string[], as: ReturnType<typeof sql>, decided: number) {
  return expecting(
    database,
    sql`select count(*) = ${ids.length} from comments where id in (select value from ${from(ids)}) and ${as}
      and not exists (select 1 from moderations where moderations.comment = comments.id and moderations.place > ${decided})`,
  );
}

const ownDecisions = (official: string, request: string) => sql`request_id = ${request} and official = ${official} and undoes is null`;

/** The consultations on which an official decided something at once. */
export function consultationsIn(d1: D1Database, official: string, request: string) {
  return open(d1)
    .selectDistinct({ consultation: comments.consultation })
    .from(moderations)
    .innerJoin(comments, eq(comments.id, moderations.comment))
    .where(ownDecisions(official, request))
    .all();
}

/** Takes back what an official decided at once, where nobody has decided since: as new decisions. Null where there is nothing of theirs. */
export async function undo(d1: D1Database, actor: Actor & { official: string }, request: string): Promise<Outcome | null> {
  for (let attempt = 1; ; attempt += 1) {
    const own = await open(d1).select().from(moderations).where(ownDecisions(actor.official, request));
    if (own.length === 0) return null;
    const now = await standing(
      d1,
      own.map(({ comment }) => comment),
    );
    const all = own.flatMap((decision) => {
      const comment = now.find(({ id }) => id === decision.comment);
      return comment ? [{ decision, comment }] : [];
    });
    const stands = ({ decision, comment }: (typeof all)[number]) =>
      comment.decided === decision.place && comment.state === stateAfter(decision.decision) && comment.body !== '';
    const ready = all.filter(stands);
    const left = all.filter((one) => !stands(one)).map(({ comment }): Left => ({ comment, because: 'changed-meanwhile' }));
    const decided = ready.map(({ comment }) => comment.id);
    if (ready.length === 0) return { decided, left };
    try {
      await takenBack(d1, actor, request, ready);
      return { decided, left };
    } catch (error) {
      if (!isUnmet(error) || attempt >= tries) throw error;
    }
  }
}

function takenBack(
  d1: D1Database,
  actor: Actor,
  request: string,
  ready: readonly { decision: typeof moderations.$inferSelect; comment: StandingComment }[],
) {
  const rows = ready.map(({ decision, comment }) => ({
    id: crypto.randomUUID(),
    comment: comment.id,
    undoes: decision.id,
    state: decision.found,
    decision: decisionBackTo(decision.found ?? 'waiting'),
    reason: decision.foundFor,
    found: comment.state,
    foundFor: comment.hiddenFor,
  }));
  const ids = ready.map(({ comment }) => comment.id);
  const state = ready[0]?.comment.state ?? null;
  const last = Math.max(...ready.map(({ decision }) => decision.place));
  const these = sql`(select value ->> 'undoes' from ${from(rows)})`;
  const restored = (column: string) => sql`(select value ->> ${column} from ${from(rows)} where value ->> 'comment' = comments.id)`;
  const act = { act: 'moderation.undo', subject: subjectOf(ids, actor), before: { state }, after: { request, comments: ids } };
  return acting(d1, actor, [act], (database) => [
    unchanged(database, ids, sql`comments.state = ${state}`, last),
    database.insert(moderations).select(sql`
      select null, value ->> 'id', value ->> 'comment', value ->> 'decision', value ->> 'reason', ${actor.official}, null, value ->> 'undoes',
        value ->> 'found', value ->> 'foundFor', null, ${actor.at}, ${actor.requestId}
      from ${from(rows)}`),
    database
      .update(comments)
      .set({ state: restored('state') as never, hiddenFor: restored('reason') as never })
      .where(sql`id in (select value from ${from(ids)})`),
    // What the decision settled is open again; an appeal against what hides no longer is granted.
    database.update(reports).set({ settledBy: null }).where(sql`settled_by in ${these}`),
    database.update(appeals).set({ decidedBy: null }).where(sql`decided_by in ${these}`),
    database
      .update(appeals)
      .set({
        decidedBy: sql`(select value ->> 'id' from ${from(rows)} where value ->> 'undoes' = appeals.against and value ->> 'state' <> 'hidden')`,
      })
      .where(sql`decided_by is null and against in ${these}`),
  ]);
}
