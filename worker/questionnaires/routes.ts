/** Polls over HTTP: tally, live socket, vote. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader } from '../platform/idempotency.ts';
import { valid } from '../platform/validation.ts';
import { recordedReply, responseForm, tallyReply } from './contract.ts';
import { respond } from './respond.ts';
import { questionnaireOf } from './rules.ts';
import { tally } from './store.ts';
import { hasResponded, keepTally, poke, pollOf, tallied } from './wire.ts';

const bySlug = valid('param', z.object({ slug }));

export const polls = new Hono<Environment>()
  .get(
    '/polls/:slug/tally',
    describeRoute({
      summary: 'The tally of a poll',
      description: 'The number of people is always public; the breakdown follows the rules of the poll, for everybody alike.',
      responses: { 200: answers(tallyReply, 'People by option.'), 404: refuses('No such poll.') },
    }),
    bySlug,
    async (c) => {
      const poll = await pollOf(c, c.req.valid('param').slug);
      if (!poll) return notFound(c);
      const responded = await hasResponded(c, poll);
      keepTally(c, responded);
      return c.json(await tally(c.env.DB, tallied(poll), responded, c.get('now')), 200);
    },
  )
  .get(
    '/polls/:slug/live',
    describeRoute({
      summary: 'Hear of every change of a tally',
      description: 'A WebSocket that sends the tally, as this browser may see it, at its opening and after every change.',
      responses: { 101: { description: 'The socket is open.' }, 426: refuses('Not a WebSocket.') },
    }),
    bySlug,
    async (c) => {
      const poll = await pollOf(c, c.req.valid('param').slug);
      if (!poll) return notFound(c);
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
        return refuseWith(c, 426, 'invalid', 'This address is for a WebSocket.');
      }
      const hearing = { tallied: tallied(poll), responded: await hasResponded(c, poll) };
      const headers = new Headers(c.req.raw.headers);
      headers.set('x-hearing', JSON.stringify(hearing));
      return c.env.BROADCASTER.getByName(questionnaireOf(poll)).fetch(c.req.url, { headers });
    },
  )
  .post(
    '/polls/:slug/responses',
    describeRoute({
      summary: 'Vote',
      description: 'Sent again with the same key it gives the same receipt. A changeable vote takes the place of the former one.',
      responses: {
        200: answers(recordedReply, 'This key was recorded before: its receipt.'),
        201: answers(recordedReply, 'Recorded.'),
        400: refuses('The form is not understood, or names no option of this poll.'),
        409: refuses('Not open, on hold, or already answered.'),
      },
    }),
    bySlug,
    valid('header', idempotencyHeader),
    valid('json', responseForm),
    async (c) => {
      const poll = await pollOf(c, c.req.valid('param').slug);
      if (!poll) return notFound(c);
      const taken = await respond(c, poll, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
      if (taken.tag === 'refused') return taken.answer;
      if (taken.written) poke(c, poll);
      const { receipt, own, status } = taken;
      return c.json({ receipt, tally: await tally(c.env.DB, tallied(poll), own, c.get('now')) }, status);
    },
  );
