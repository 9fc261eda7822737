/** What moderators decide, over HTTP. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { departmentOf } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { actorOf, allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { type Decided, decisionForm, decisionReply, undoForm } from './contract.ts';
import { readSeen } from './rules.ts';
import { consultationsIn, decide, type Outcome, standing, undo } from './store.ts';

const outcomes = {
  200: answers(decisionReply, 'What was decided, and what was left as it is because somebody else decided.'),
  403: refuses('Not a moderator, or of another department.'),
  409: refuses('Nothing was decided: somebody else did so before, or has to decide.'),
};

export const moderation = new Hono<Environment>()
  .post(
    '/office/moderation/decisions',
    allowed('moderate'),
    describeRoute({
      summary: 'Publish or hide comments',
      description: 'All that still stand as they were seen, at once; the others are left as they are, and told.',
      responses: { ...outcomes, 404: refuses('One of them is no comment.') },
    }),
    valid('json', decisionForm),
    async (c) => {
      const { note = null, ...form } = c.req.valid('json');
      const found = await standing(c.env.DB, form.comments);
      if (found.length < new Set(form.comments).size) return notFound(c);
      if (!(await mayModerate(c, found))) return notAllowed(c);
      const reason = form.decision === 'hide' ? form.reason : null;
      return answer(c, await decide(c.env.DB, actorOf(c), { ...form, seen: readSeen(form.seen), reason, note }));
    },
  )
  .post(
    '/office/moderation/undo',
    allowed('moderate'),
    describeRoute({
      summary: 'Take back what one decided at once',
      description: 'Every comment stands as before, what the decision settled is open again, and the log keeps both.',
      responses: { ...outcomes, 404: refuses('Nothing of theirs was decided so.') },
    }),
    valid('json', undoForm),
    async (c) => {
      const actor = { ...actorOf(c), official: officialOf(c).id };
      const { request } = c.req.valid('json');
      // who was given another department since has no say in the former one
      if (!(await mayModerate(c, await consultationsIn(c.env.DB, actor.official, request)))) return notAllowed(c);
      const outcome = await undo(c.env.DB, actor, request);
      return outcome ? answer(c, outcome) : notFound(c);
    },
  );

/** Whether the official who asks moderates on all of these consultations. */
async function mayModerate(c: Context<Environment>, on: readonly { consultation: string }[]): Promise<boolean> {
  const index = await c.get('published').index();
  return on.every(({ consultation }) => may(officialOf(c), 'moderate', departmentOf(index, 'consultation', consultation)));
}

/** What became of it; an error where nothing did. */
function answer(c: Context<Environment>, { decided, left }: Outcome) {
  const [first] = left;
  if (decided.length === 0 && first) {
    const details = { state: first.comment.state, ...(first.comment.decidedAt !== null && { decidedAt: iso(first.comment.decidedAt) }) };
    return left.some(({ because }) => because === 'changed-meanwhile')
      ? refuseWith(c, 409, 'changed-meanwhile', 'Somebody else decided meanwhile, or the author withdrew it.', { details })
      : refuseWith(c, 409, 'needs-another', 'Another official than the one who hid a comment decides about the appeal.', { details });
  }
  const reply: Decided = {
    request: c.get('requestId'),
    decided,
    left: left.map(({ comment: { id, state, hiddenFor, decidedAt }, because }) => ({
      id,
      because,
      state,
      hiddenFor,
      decidedAt: decidedAt === null ? null : iso(decidedAt),
    })),
  };
  return c.json(reply, 200);
}

const iso = (at: number) => new Date(at).toISOString();
