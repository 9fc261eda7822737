/** Action plans over HTTP: what they have come to; and for officials, posting what has happened to a commitment. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { type PublishedPlan, slug } from '../definitions/contract.ts';
import { canonical, type Status, sha256 } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { actorOf, allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { isSilent } from '../reminders/rules.ts';
import { wordingOf, wrongWording } from '../replies/rules.ts';
import { type OfficePlans, officePlansReply, planDefinition, progressReply, updateForm } from './contract.ts';
import { isLate, refuseUpdate, statusAt, updatesUntil, withPosted } from './rules.ts';
import { post, posted } from './store.ts';
import { progressOf } from './wire.ts';

const bySlug = valid('param', z.object({ slug }));

export const plans = new Hono<Environment>()
  .get(
    '/plans/:slug/progress',
    describeRoute({
      summary: 'What a plan has come to',
      description:
        'Where each commitment stands, as its latest update says, of those that were published with the plan and those that officials posted since; and how many stand where. Nothing of this is typed by anybody.',
      responses: { 200: answers(progressReply, 'Every commitment with its updates so far.'), 404: refuses('No such plan.') },
    }),
    bySlug,
    async (c) => {
      const { slug } = c.req.valid('param');
      const plan = await c.get('published').read('plans', slug, planDefinition);
      if (!plan) return notFound(c);
      c.header('Cache-Control', 'public, max-age=5');
      return c.json(progressOf(plan, await posted(c.env.DB, slug), c.get('now')), 200);
    },
  )
  .get(
    '/office/plans',
    allowed('report-progress'),
    describeRoute({
      summary: 'The commitments that the official answers for',
      responses: { 200: answers(officePlansReply, 'With where they stand, what is late first.') },
    }),
    async (c) => {
      const official = officialOf(c);
      const [index, updates] = await Promise.all([c.get('published').index(), posted(c.env.DB)]);
      const own = withPosted(index.plans, updates)
        .filter(({ adopted }) => Date.parse(adopted) <= c.get('now'))
        .map((plan) => inOffice(plan, (lead) => may(official, 'report-progress', lead), c.get('now')))
        .filter(({ commitments }) => commitments.length > 0)
        .sort((one, other) => lateOf(other) - lateOf(one));
      return c.json({ plans: own } satisfies OfficePlans, 200);
    },
  )
  .post(
    '/office/plans/:slug/commitments/:id/updates',
    allowed('report-progress'),
    describeRoute({
      summary: 'Post what has happened to a commitment, or correct what was posted',
      description: 'It is public at once. What was corrected stays readable, and no longer counts.',
      responses: {
        201: answers(progressReply, 'What the plan has come to with it.'),
        400: refuses('In the future, before the plan was adopted, or nothing to be done without a reason.'),
        403: refuses('Another department answers for the commitment.'),
        404: refuses('No such plan or commitment, or no such update to correct.'),
        409: refuses('Somebody else has posted an update meanwhile.'),
      },
    }),
    valid('param', z.object({ slug, id: slug })),
    valid('json', updateForm),
    async (c) => {
      const now = c.get('now');
      const { slug, id } = c.req.valid('param');
      const plan = await c.get('published').read('plans', slug, planDefinition);
      const commitment = plan?.rules.commitments.find((one) => one.id === id);
      if (!plan || !commitment) return notFound(c);
      if (!may(officialOf(c), 'report-progress', commitment.lead)) return notAllowed(c);
      const { expecting, status, at, evidence, corrects, ...form } = c.req.valid('json');
      const { languages } = await c.get('published').index();
      const wording = wordingOf(form.words ?? {}, languages);
      const wrong = (path: string, message: string) =>
        refuseWith(c, 400, 'invalid', 'The update can not be taken like this.', { fields: [{ path, message }] });
      if (wording.tag !== 'said') return wrong(`words.${wording.language}`, wrongWording[wording.tag]);
      const { words } = wording;
      const refusal = refuseUpdate({ status, at, words }, plan.rules.adopted, now);
      if (refusal === 'in-the-future') return wrong('at', 'not in the future');
      if (refusal === 'before-adoption') return wrong('at', 'not before the plan was adopted');
      if (refusal) return refuseWith(c, 400, 'reason-missing', 'Say why nothing will be done.');
      const before = await posted(c.env.DB, slug);
      if (corrects && !before.some((one) => one.id === corrects && one.commitment === id)) return notFound(c);
      const stood = progressOf(plan, before, now).commitments.find((one) => one.id === id)?.status ?? 'planned';
      const update = {
        id: uuidv7(),
        plan: slug,
        commitment: id,
        status,
        at: Date.parse(at),
        evidence: evidence ?? null,
        words,
        corrects: corrects ?? null,
      };
      const again = corrects !== undefined && before.some((one) => one.corrects === corrects);
      const taken = !again && (await post(c.env.DB, actorOf(c), update, { seen: expecting, stood, hash: await sha256(canonical(words)) }));
      if (!taken) {
        const others = (await posted(c.env.DB, slug)).filter(({ commitment }) => commitment === id).length;
        return refuseWith(c, 409, 'changed-meanwhile', 'Somebody else has posted an update meanwhile.', { details: { posted: others } });
      }
      return c.json(progressOf(plan, await posted(c.env.DB, slug), now), 201);
    },
  );

/** A plan as officials see it who answer for some of it. */
function inOffice({ slug, words, adopted, commitments }: PublishedPlan, own: (lead: string) => boolean, now: number) {
  const standing = commitments
    .filter(({ lead }) => own(lead))
    .map((commitment) => {
      const status = statusAt(commitment, now);
      const latest = updatesUntil(commitment.updates, now)[0]?.at ?? null;
      const { id, lead, words, by = null } = commitment;
      const silent = isSilent({ status, last: Date.parse(latest ?? adopted) }, now);
      return { id, lead, words, by, status, late: isLate(commitment, now), silent, latest };
    });
  return { slug, words, commitments: standing.sort((one, other) => urgency(other) - urgency(one)) };
}

/** Late ones before those that were silent for long, and what is finished last. */
const urgency = ({ late, silent, status }: { late: boolean; silent: boolean; status: Status }) =>
  Number(late) * 4 + Number(silent) * 2 + Number(status === 'planned' || status === 'under-way');
const lateOf = ({ commitments }: { commitments: { late: boolean }[] }) => commitments.filter(({ late }) => late).length;
