/** Moderation over HTTP, for the holder of the operator's token. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { answers, refuses } from '../platform/describe.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { operatorOnly } from '../platform/guards.ts';
import { valid } from '../platform/validation.ts';
import { moderatedReply, moderationForm, queueQuery, queueReply } from './contract.ts';
import { decide } from './rules.ts';
import { find, moderate, queue } from './store.ts';

const wire = <Row extends { submittedAt: number }>(row: Row) => ({ ...row, submittedAt: new Date(row.submittedAt).toISOString() });

export const office = new Hono<Environment>()
  .use('/moderation/*', operatorOnly)
  .get(
    '/moderation/comments',
    describeRoute({
      summary: 'Comments to be read, oldest first',
      security: [{ operator: [] }],
      responses: { 200: answers(queueReply, 'With their texts.'), 401: refuses("Without the operator's token.") },
    }),
    valid('query', queueQuery),
    async (c) => {
      const { state, limit } = c.req.valid('query');
      c.header('Cache-Control', 'private, no-store');
      return c.json({ comments: (await queue(c.env.DB, state, limit)).map(wire) }, 200);
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
        409: refuses('Its author withdrew it.'),
      },
    }),
    valid('param', z.object({ id: z.uuid() })),
    valid('json', moderationForm),
    async (c) => {
      const comment = await find(c.env.DB, c.req.valid('param').id);
      if (!comment) return refuseWith(c, 404, 'not-found', 'There is no such comment.');
      const form = c.req.valid('json');
      const state = decide(comment.state, form);
      const reason = form.decision === 'hide' ? form.reason : null;
      const taken =
        (state === 'published' || state === 'hidden') &&
        (await moderate(c.env.DB, { id: uuidv7(), comment: comment.id, state, reason, now: c.get('now'), requestId: c.get('requestId') }));
      if (!taken) return refuseWith(c, 409, 'not-changeable', 'Its author withdrew this comment.');
      const after = await find(c.env.DB, comment.id);
      return c.json(wire(after ?? comment), 200);
    },
  );
