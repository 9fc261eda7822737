/** Agreeing, disagreeing and passing over HTTP. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { answers, refuses } from '../platform/describe.ts';
import { notFound } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader } from '../platform/idempotency.ts';
import { refuseOnHold } from '../platform/on-hold.ts';
import { remember } from '../platform/participant.ts';
import { valid } from '../platform/validation.ts';
import { commentReply, reactionForm } from './contract.ts';
import { refuseReaction } from './rules.ts';
import { find, react, unreact } from './store.ts';
import { commentFor, consultationOf, refuseByRule, respondentFor } from './wire.ts';

const byId = valid('param', z.object({ id: z.uuid() }));

export const reactions = new Hono<Environment>()
  .put(
    '/comments/:id/reaction',
    describeRoute({
      summary: 'Agree, disagree or pass',
      description: 'One person has one standing reaction to a comment: a later one takes its place.',
      responses: {
        200: answers(commentReply, 'The comment with the new counts.'),
        404: refuses('No such comment.'),
        409: refuses('Not open, or on hold.'),
      },
    }),
    byId,
    valid('header', idempotencyHeader),
    valid('json', reactionForm),
    async (c) => {
      const id = c.req.valid('param').id;
      const comment = await find(c.env.DB, id, '');
      const definition = comment && (await consultationOf(c, comment.consultation));
      if (!comment || !definition || comment.state !== 'published') return notFound(c);
      const refusal = refuseReaction(definition, c.get('now'));
      if (refusal) return refuseByRule(c, refusal);
      const { participant, respondent } = await respondentFor(c, comment.consultation, c.req.valid('header')['idempotency-key']);
      const { reaction } = c.req.valid('json');
      const act = { comment: id, respondent, reaction, channel: 'web', reactedAt: c.get('now') } as const;
      const hold = await react(c.env.DB, comment.consultation, act);
      if (hold) return refuseOnHold(c, hold);
      await remember(c, participant);
      const after = await find(c.env.DB, id, respondent);
      c.header('Cache-Control', 'private, no-store');
      return c.json(commentFor(after ?? comment, respondent), 200);
    },
  )
  .delete(
    '/comments/:id/reaction',
    describeRoute({
      summary: 'Take a reaction back',
      responses: { 204: { description: 'There is none any more.' }, 404: refuses('No such comment.'), 409: refuses('Not open.') },
    }),
    byId,
    async (c) => {
      const comment = await find(c.env.DB, c.req.valid('param').id, '');
      const definition = comment && (await consultationOf(c, comment.consultation));
      if (!comment || !definition) return notFound(c);
      const refusal = refuseReaction(definition, c.get('now'));
      if (refusal) return refuseByRule(c, refusal);
      const { respondent } = await respondentFor(c, comment.consultation, null);
      await unreact(c.env.DB, comment.id, respondent);
      return c.body(null, 204);
    },
  );
