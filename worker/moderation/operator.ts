/** Moderation for the holder of the operator's token: `npm run moderate`. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { answers, refuses } from '../platform/describe.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { operatorOnly } from '../platform/guards.ts';
import { actorOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { moderatedReply, moderationForm, readingQuery, readingReply } from './contract.ts';
import { seenAll } from './rules.ts';
import { decide, find, oldest } from './store.ts';

type Moderated = z.infer<typeof moderatedReply>;

function onWire(row: Omit<Moderated, 'submittedAt'> & { submittedAt: number }): Moderated {
  const { id, consultation, language, state, hiddenFor, body, submittedAt } = row;
  return { id, consultation, language, state, hiddenFor, body, submittedAt: new Date(submittedAt).toISOString() };
}

export const operatorModeration = new Hono<Environment>()
  .use('/moderation/comments/*', operatorOnly)
  .get(
    '/moderation/comments',
    describeRoute({
      summary: 'Comments to be read, oldest first',
      security: [{ operator: [] }],
      responses: { 200: answers(readingReply, 'With their texts.'), 401: refuses("Without the operator's token.") },
    }),
    valid('query', readingQuery),
    async (c) => {
      const { state, limit } = c.req.valid('query');
      c.header('Cache-Control', 'private, no-store');
      return c.json({ comments: (await oldest(c.env.DB, state, limit)).map(onWire) }, 200);
    },
  )
  .post(
    '/moderation/comments/:id',
    describeRoute({
      summary: 'Publish or hide a comment',
      security: [{ operator: [] }],
      responses: {
        200: answers(moderatedReply, 'As it stands now.'),
        401: refuses("Without the operator's token."),
        404: refuses('No such comment.'),
        409: refuses('Its author withdrew it, or an official has to decide about the appeal.'),
      },
    }),
    valid('param', z.object({ id: z.uuid() })),
    valid('json', moderationForm),
    async (c) => {
      const { id } = c.req.valid('param');
      const form = c.req.valid('json');
      const comment = await find(c.env.DB, id);
      if (!comment) return refuseWith(c, 404, 'not-found', 'There is no such comment.');
      if (comment.state === 'withdrawn') return refuseWith(c, 409, 'not-changeable', 'Its author withdrew this comment.');
      const reason = form.decision === 'hide' ? form.reason : null;
      // who holds the token decides about what stands now, whoever decided before
      const order = { comments: [id], from: comment.state, seen: seenAll, decision: form.decision, reason, note: null };
      const { left } = await decide(c.env.DB, actorOf(c), order);
      const after = (await find(c.env.DB, id)) ?? comment;
      if (left.some(({ because }) => because === 'needs-another')) {
        return refuseWith(c, 409, 'needs-another', 'An official decides about the appeal, for the operator hid this comment.');
      }
      if (after.state === 'withdrawn') return refuseWith(c, 409, 'not-changeable', 'Its author withdrew this comment.');
      return c.json(onWire(after), 200);
    },
  );
