/** Quizzes over HTTP: tally, answers. The right answers are public in the definition. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader } from '../platform/idempotency.ts';
import { valid } from '../platform/validation.ts';
import { quizForm, quizRecordedReply, quizTallyReply } from './contract.ts';
import { respond } from './respond.ts';
import { quizTally } from './store.ts';
import { hasResponded, keepTally, quizOf } from './wire.ts';

const bySlug = valid('param', z.object({ slug }));

export const quizzes = new Hono<Environment>()
  .get(
    '/quizzes/:slug/tally',
    describeRoute({
      summary: 'The tally of a quiz',
      description:
        'The number of people is always public; how they answered is shown to those who have answered, and to everybody at the close.',
      responses: { 200: answers(quizTallyReply, 'People by option, question by question.'), 404: refuses('No such quiz.') },
    }),
    bySlug,
    async (c) => {
      const quiz = await quizOf(c, c.req.valid('param').slug);
      if (!quiz) return notFound(c);
      const responded = await hasResponded(c, quiz);
      keepTally(c, responded);
      return c.json(await quizTally(c.env.DB, quiz, responded, c.get('now')), 200);
    },
  )
  .post(
    '/quizzes/:slug/responses',
    describeRoute({
      summary: 'Answer a quiz',
      description:
        'All questions at once. The first answers of a person count and stay; sent again with the same key they give the same receipt.',
      responses: {
        200: answers(quizRecordedReply, 'This key was recorded before: its receipt.'),
        201: answers(quizRecordedReply, 'Recorded.'),
        400: refuses('The form is not understood, or does not answer each question of this quiz once.'),
        409: refuses('Not open, on hold, or already answered.'),
      },
    }),
    bySlug,
    valid('header', idempotencyHeader),
    valid('json', quizForm),
    async (c) => {
      const quiz = await quizOf(c, c.req.valid('param').slug);
      if (!quiz) return notFound(c);
      const taken = await respond(c, quiz, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
      if (taken.tag === 'refused') return taken.answer;
      const { receipt, own, status } = taken;
      return c.json({ receipt, tally: await quizTally(c.env.DB, quiz, own, c.get('now')) }, status);
    },
  );
