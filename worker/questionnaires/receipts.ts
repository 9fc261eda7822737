/** Responses to questionnaires of any kind over HTTP: receipt, withdrawal, all of a browser. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { valid } from '../platform/validation.ts';
import { receiptReply, responsesReply } from './contract.ts';
import { changeable } from './rules.ts';
import { withdraw } from './store.ts';
import { foundWith, ownResponses, pokeWithdrawn, receiptFor, respondentFor } from './wire.ts';

const byId = valid('param', z.object({ id: z.uuid() }));

export const receipts = new Hono<Environment>()
  .get(
    '/responses/mine',
    describeRoute({
      summary: 'All responses of this browser',
      responses: { 200: answers(responsesReply, 'Its receipts, newest first.') },
    }),
    async (c) => {
      c.header('Cache-Control', 'private, no-store');
      return c.json({ responses: await ownResponses(c) }, 200);
    },
  )
  .get(
    '/responses/:id',
    describeRoute({
      summary: 'A receipt',
      description: 'Anybody who has its id sees that it was recorded; what was chosen is shown to the browser that sent it.',
      responses: { 200: answers(receiptReply, 'The receipt.'), 404: refuses('No such receipt.') },
    }),
    byId,
    async (c) => {
      const found = await foundWith(c, c.req.valid('param').id);
      if (!found) return notFound(c);
      const { respondent } = await respondentFor(c, found.asked, null);
      c.header('Cache-Control', 'private, no-store');
      return c.json(receiptFor(found.response, found.asked, found.response.respondent === respondent, c.get('now')), 200);
    },
  )
  .delete(
    '/responses/:id',
    describeRoute({
      summary: 'Withdraw a response',
      responses: {
        204: { description: 'It is no longer counted.' },
        403: refuses('Sent by another browser.'),
        404: refuses('No such response.'),
        409: refuses('It can no longer be changed.'),
      },
    }),
    byId,
    async (c) => {
      const found = await foundWith(c, c.req.valid('param').id);
      if (!found) return notFound(c);
      const { response, asked } = found;
      const { respondent } = await respondentFor(c, asked, null);
      if (response.respondent !== respondent) {
        return refuseWith(c, 403, 'not-yours', 'Only the browser that sent a response can withdraw it.');
      }
      if (!changeable(asked.rules, c.get('now'))) {
        return refuseWith(c, 409, 'not-changeable', 'This response can no longer be withdrawn.');
      }
      await withdraw(c.env.DB, response.id, c.get('now'));
      // also where it was withdrawn before, by a request that failed after it: nobody was told of it
      if (asked.kind === 'poll') pokeWithdrawn(c, asked);
      return c.body(null, 204);
    },
  );
