/** What concerns a participant as such: that the secret behind the keys is unchanged, and being forgotten. */
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { describeRoute } from 'hono-openapi';
import { answers } from '../platform/describe.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader } from '../platform/idempotency.ts';
import { fingerprintOf } from '../platform/keys.ts';
import { forget, mint, readParticipant, remember } from '../platform/participant.ts';
import { valid } from '../platform/validation.ts';
import { participantReply } from './contract.ts';
import { secretInUse } from './store.ts';

const confirmed = new Set<string>();

/** Refuses to record anything when the secret changed: a new one would let everybody respond twice. */
export const unchangedSecret = createMiddleware<Environment>(async (c, next) => {
  const secret = c.env.PARTICIPANT_SECRET;
  const id = c.env.PARTICIPANT_SECRET_ID ?? '1';
  // for reading too: without it not even the cookie of who reads can be read
  if (!secret || secret.length < 32) {
    return refuseWith(c, 503, 'secret-changed', 'PARTICIPANT_SECRET is missing or shorter than 32 characters.');
  }
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const fingerprint = await fingerprintOf(secret);
  if (!confirmed.has(fingerprint)) {
    if (!(await secretInUse(c.env.DB, id, fingerprint, c.get('now')))) {
      return refuseWith(c, 503, 'secret-changed', 'The participant secret is not the one that this database was begun with.');
    }
    confirmed.add(fingerprint);
  }
  return next();
});

export const participants = new Hono<Environment>()
  .get(
    '/participant',
    describeRoute({
      summary: 'Whether this browser is known',
      responses: { 200: answers(participantReply, 'Known once it has acted.') },
    }),
    async (c) => {
      c.header('Cache-Control', 'private, no-store');
      return c.json({ known: (await readParticipant(c)) !== null }, 200);
    },
  )
  .put(
    '/participant',
    describeRoute({
      summary: 'Begin a first act',
      description: 'Gives the browser the identity that the key stands for, before the act itself: for forms without JavaScript.',
      responses: { 204: { description: 'The cookie is set, or was there.' } },
    }),
    valid('header', idempotencyHeader),
    async (c) => {
      await remember(c, (await readParticipant(c)) ?? (await mint(c, c.req.valid('header')['idempotency-key'])));
      return c.body(null, 204);
    },
  )
  .delete(
    '/participant',
    describeRoute({
      summary: 'Forget this browser',
      description:
        'Deletes the cookie. Votes, reactions and published comments stay, and nobody can link, change or withdraw them any more.',
      responses: { 204: { description: 'The cookie is gone.' } },
    }),
    (c) => {
      forget(c);
      return c.body(null, 204);
    },
  );
