/** Holds over HTTP: what is suspended and was before, for everybody; and for officials who may, suspending and resuming. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { consultationDefinition } from '../comments/contract.ts';
import { type PublishedEntry, slug } from '../definitions/contract.ts';
import { phaseOf, subjectOf } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { actorOf, allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { type HoldableEntry, type Holds, holdForm, holdsReply, officeHoldsReply } from './contract.ts';
import { type HoldableKind, holdableKinds, periodsOf, refuse } from './rules.ts';
import { actsOn, holdOf, holdsBySubject, put } from './store.ts';

type Request = Context<Environment>;
type Holdable = PublishedEntry & { kind: HoldableKind };

const bySlug = valid('param', z.object({ slug }));
const described = describeRoute({
  summary: 'Whether it is suspended, and when it was before',
  description: 'Each time with the reason that was given in public.',
  responses: { 200: answers(holdsReply, 'Now, and all periods, the latest first.'), 404: refuses('No such entry.') },
});

const isHoldable = (entry: PublishedEntry): entry is Holdable => holdableKinds.some((kind) => kind === entry.kind);
const iso = (instant: number) => new Date(instant).toISOString();
const onWire = (hold: Awaited<ReturnType<typeof holdOf>>) => hold && { ...hold, since: iso(hold.since) };

export const holds = new Hono<Environment>()
  .get('/polls/:slug/holds', described, bySlug, (c) => history(c, 'poll', c.req.valid('param').slug))
  .get('/quizzes/:slug/holds', described, bySlug, (c) => history(c, 'quiz', c.req.valid('param').slug))
  .get('/consultations/:slug/holds', described, bySlug, (c) => history(c, 'consultation', c.req.valid('param').slug))
  .get(
    '/office/holds',
    allowed('hold'),
    describeRoute({
      summary: 'What the official may suspend or resume',
      responses: { 200: answers(officeHoldsReply, 'What is open, and what is on hold.') },
    }),
    async (c) => {
      const official = officialOf(c);
      const [{ entries }, held] = await Promise.all([c.get('published').index(), holdsBySubject(c.env.DB)]);
      const found: HoldableEntry[] = [];
      for (const entry of entries.filter(isHoldable)) {
        const hold = held.get(subjectOf(entry)) ?? null;
        const open = phaseOf(entry, c.get('now')) === 'open' && (await takes(c, entry));
        if ((!open && !hold) || !may(official, 'hold', entry.department ?? null)) continue;
        found.push({ kind: entry.kind, slug: entry.slug, words: entry.words, closes: entry.schedule.closes, hold: onWire(hold) });
      }
      return c.json({ entries: found.sort(heldFirst) }, 200);
    },
  )
  .post(
    '/office/holds',
    allowed('hold'),
    describeRoute({
      summary: 'Suspend a poll, a quiz or the comments of a consultation; or resume',
      description: 'With a reason that is public at once. What was sent before stays and is counted; withdrawing stays possible.',
      responses: {
        201: answers(holdsReply, 'As it stands now.'),
        400: refuses('No reason, or in a language that the portal is not in.'),
        403: refuses('The entry belongs to another department.'),
        404: refuses('No such entry, or it takes nothing.'),
        409: refuses('Not open, or suspended or resumed by somebody else meanwhile.'),
      },
    }),
    valid('json', holdForm),
    async (c) => {
      const { kind, slug, act, words } = c.req.valid('json');
      const { entries, languages } = await c.get('published').index();
      const entry = entries.filter(isHoldable).find((candidate) => candidate.kind === kind && candidate.slug === slug);
      if (!entry || !(await takes(c, entry))) return notFound(c);
      const official = officialOf(c);
      if (!may(official, 'hold', entry.department ?? null)) return notAllowed(c);
      const unknown = Object.keys(words).find((language) => !languages.includes(language));
      if (unknown) {
        return refuseWith(c, 400, 'invalid', 'This portal is in other languages.', {
          fields: [{ path: 'words', message: 'write the languages of the portal' }],
        });
      }
      const refusal = refuse(act, phaseOf(entry, c.get('now')));
      if (refusal === 'closed') return refuseWith(c, 409, 'closed', 'It is closed.', { details: { closes: entry.schedule.closes } });
      if (refusal) return refuseWith(c, 409, refusal, 'It is not open yet.', { details: { opens: entry.schedule.opens } });
      const actor = { ...actorOf(c), official: official.id };
      if (!(await put(c.env.DB, actor, { id: uuidv7(), subject: subjectOf(entry), act, words }))) {
        return refuseWith(c, 409, 'changed-meanwhile', act === 'hold' ? 'It is suspended already.' : 'It is not suspended.');
      }
      return c.json(await standing(c, subjectOf(entry)), 201);
    },
  );

async function history(c: Request, kind: HoldableKind, slug: string) {
  const { entries } = await c.get('published').index();
  if (!entries.some((entry) => entry.kind === kind && entry.slug === slug)) return notFound(c);
  c.header('Cache-Control', 'public, max-age=5');
  return c.json(await standing(c, subjectOf({ kind, slug })), 200);
}

async function standing(c: Request, subject: string): Promise<Holds> {
  const [hold, acts] = await Promise.all([holdOf(c.env.DB, subject), actsOn(c.env.DB, subject)]);
  const periods = periodsOf(acts).map((period) => ({
    ...period,
    from: iso(period.from),
    until: period.until === null ? null : iso(period.until),
  }));
  return { hold: onWire(hold), periods };
}

/** Whether there is anything to suspend: a consultation may take no comments. */
async function takes(c: Request, { kind, slug }: Holdable): Promise<boolean> {
  if (kind !== 'consultation') return true;
  const consultation = await c.get('published').read('consultations', slug, consultationDefinition);
  return Boolean(consultation?.rules.comments);
}

/** What is suspended first, the oldest first; then what closes first. */
function heldFirst(one: HoldableEntry, other: HoldableEntry): number {
  if (one.hold && other.hold) return Date.parse(one.hold.since) - Date.parse(other.hold.since);
  if (one.hold || other.hold) return one.hold ? -1 : 1;
  return Date.parse(one.closes) - Date.parse(other.closes);
}
