/** Polls over HTTP: tally, vote, receipt, withdrawal, live socket. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import { canonical } from '../definitions/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader, submissionKey } from '../platform/idempotency.ts';
import { remember } from '../platform/participant.ts';
import { valid } from '../platform/validation.ts';
import { receiptReply, recordedReply, responseForm, responsesReply, tallyReply } from './contract.ts';
import { changeable, pollNamed, questionnaireOf, refuse } from './rules.ts';
import { find, known, record, tally, withdraw } from './store.ts';
import { hasResponded, ownResponses, poke, pokeWithdrawn, pollOf, receiptFor, refuseByRule, respondentFor, tallied } from './wire.ts';

const bySlug = valid('param', z.object({ slug }));
const byId = valid('param', z.object({ id: z.uuid() }));

export const questionnaires = new Hono<Environment>()
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
      c.header('Cache-Control', responded ? 'private, no-store' : 'public, max-age=2');
      c.header('Vary', 'Cookie');
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
      return c.env.BROADCASTER.getByName(questionnaireOf(poll.slug)).fetch(c.req.url, { headers });
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
        409: refuses('Not open, or already answered.'),
      },
    }),
    bySlug,
    valid('header', idempotencyHeader),
    valid('json', responseForm),
    async (c) => {
      const now = c.get('now');
      const poll = await pollOf(c, c.req.valid('param').slug);
      if (!poll) return notFound(c);
      const form = c.req.valid('json');
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const { participant, respondent } = await respondentFor(c, poll, idempotencyKey);
      const key = await submissionKey(questionnaireOf(poll.slug), idempotencyKey);

      const reply = async (id: string) => {
        const response = await find(c.env.DB, id);
        if (!response) throw new Error('a receipt names no response');
        // A retry that lost its cookie gets it again; a key that somebody else's cookie came with gives nothing away.
        const own = response.respondent === respondent;
        if (own) await remember(c, participant);
        c.header('Cache-Control', 'private, no-store');
        return {
          receipt: receiptFor(response, poll, own, now),
          tally: await tally(c.env.DB, tallied(poll), own, now),
        };
      };

      const earlier = await known(c.env.DB, key);
      if (earlier) return c.json(await reply(earlier), 200);
      const refusal = refuse(poll.rules, form, 'open', now);
      if (refusal) return refuseByRule(c, refusal);
      const recording = await record(c.env.DB, {
        id: uuidv7(),
        key,
        questionnaire: questionnaireOf(poll.slug),
        respondent,
        secretId: c.env.PARTICIPANT_SECRET_ID ?? '1',
        channel: 'web',
        assurance: 'open',
        language: form.language ?? null,
        definition: { versions: poll.versions, json: { rules: canonical(poll.rules), words: canonical(poll.words) } },
        answers: form.answers,
        replaces: poll.rules.changeable,
        now,
      });
      if (recording.tag === 'already-responded') {
        return refuseWith(c, 409, 'already-responded', 'This browser has answered already.', { details: { receipt: recording.receipt } });
      }
      // also where it proved to be recorded only after an error: nobody was told of it
      poke(c, poll);
      return c.json(await reply(recording.receipt), recording.tag === 'known' ? 200 : 201);
    },
  )
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
      const response = await find(c.env.DB, c.req.valid('param').id);
      const poll = response && (await pollOf(c, pollNamed(response.questionnaire)));
      if (!response || !poll) return notFound(c);
      const { respondent } = await respondentFor(c, poll, null);
      c.header('Cache-Control', 'private, no-store');
      return c.json(receiptFor(response, poll, response.respondent === respondent, c.get('now')), 200);
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
      const response = await find(c.env.DB, c.req.valid('param').id);
      const poll = response && (await pollOf(c, pollNamed(response.questionnaire)));
      if (!response || !poll) return notFound(c);
      const { respondent } = await respondentFor(c, poll, null);
      if (response.respondent !== respondent) {
        return refuseWith(c, 403, 'not-yours', 'Only the browser that sent a response can withdraw it.');
      }
      if (!changeable(poll.rules, c.get('now'))) {
        return refuseWith(c, 409, 'not-changeable', 'This response can no longer be withdrawn.');
      }
      await withdraw(c.env.DB, response.id, c.get('now'));
      // also where it was withdrawn before, by a request that failed after it: nobody was told of it
      pokeWithdrawn(c, poll);
      return c.body(null, 204);
    },
  );
