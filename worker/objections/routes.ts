/** Reports of comments and appeals of authors, over HTTP. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { clean, subjectOf } from '../comments/rules.ts';
import { departmentOf } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader, submissionKey } from '../platform/idempotency.ts';
import { remember, whoAsks } from '../platform/participant.ts';
import { valid } from '../platform/validation.ts';
import { type Appealed, appealForm, appealReply, type Reported, reportForm, reportReply } from './contract.ts';
import { longestAppeal, longestReport, type Refusal, refuseWords } from './rules.ts';
import { appeal, findAppeal, findComment, findReport, isKnown, report } from './store.ts';

const byId = valid('param', z.object({ id: z.uuid() }));

export const objections = new Hono<Environment>()
  .post(
    '/comments/:id/reports',
    describeRoute({
      summary: 'Report a comment',
      description: 'Once for each person. Sent again with the same key it gives the same answer. Who reported is told to nobody.',
      responses: {
        200: answers(reportReply, 'This key was recorded before.'),
        201: answers(reportReply, 'Recorded: somebody reads the comment.'),
        400: refuses('Too long, or not understood.'),
        404: refuses('No published comment.'),
        409: refuses('This person reported it before.'),
      },
    }),
    byId,
    valid('header', idempotencyHeader),
    valid('json', reportForm),
    async (c) => {
      const { id } = c.req.valid('param');
      const comment = await findComment(c.env.DB, id);
      if (!comment || comment.state === 'waiting') return notFound(c);
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const { participant, respondent } = await whoAsks(c, subjectOf(comment.consultation), idempotencyKey);
      const key = await submissionKey(`reports/${id}`, idempotencyKey);
      const reply = async (status: 200 | 201) => {
        const recorded = await findReport(c.env.DB, id, respondent);
        if (!recorded) return refuseWith(c, 403, 'not-yours', 'Another browser sent this.');
        await remember(c, participant);
        c.header('Cache-Control', 'private, no-store');
        return c.json({ comment: id, reason: recorded.reason, reportedAt: iso(recorded.reportedAt) } satisfies Reported, status);
      };

      if (await isKnown(c.env.DB, key)) return reply(200);
      if (comment.state !== 'published') return notFound(c);
      const { reason, words: given } = c.req.valid('json');
      const words = clean(given ?? '');
      const refusal = refuseWords(words, longestReport, false);
      if (refusal) return refuseByRule(c, refusal);
      const department = departmentOf(await c.get('published').index(), 'consultation', comment.consultation);
      const recording = await report(
        c.env.DB,
        { comment: id, reporter: respondent, reason, words: words || null, reportedAt: c.get('now') },
        key,
        (official) => may(official, 'moderate', department),
      );
      if (recording === 'reported-already')
        return refuseWith(c, 409, 'reported-already', 'This browser has reported this comment already.');
      if (recording === 'not-published') return notFound(c);
      if (recording === 'recorded' && reason === 'danger') c.get('deliver')();
      return reply(recording === 'recorded' ? 201 : 200);
    },
  )
  .post(
    '/comments/:id/appeal',
    describeRoute({
      summary: 'Appeal against the hiding of a comment',
      description: 'By its author, once. Another official than the one who hid it decides.',
      responses: {
        200: answers(appealReply, 'This key was recorded before.'),
        201: answers(appealReply, 'Recorded.'),
        400: refuses('Empty, too long, or not understood.'),
        403: refuses('Written by another browser.'),
        404: refuses('No such comment.'),
        409: refuses('Appealed before, or not hidden by a decision.'),
      },
    }),
    byId,
    valid('header', idempotencyHeader),
    valid('json', appealForm),
    async (c) => {
      const { id } = c.req.valid('param');
      const comment = await findComment(c.env.DB, id);
      if (!comment) return notFound(c);
      const { respondent } = await whoAsks(c, subjectOf(comment.consultation), null);
      if (comment.author !== respondent) {
        return comment.state === 'waiting'
          ? notFound(c)
          : refuseWith(c, 403, 'not-yours', 'Only the browser that wrote a comment can appeal.');
      }
      const key = await submissionKey(`appeals/${id}`, c.req.valid('header')['idempotency-key']);
      const reply = async (status: 200 | 201) => {
        const recorded = await findAppeal(c.env.DB, id);
        if (!recorded) throw new Error('an appeal that is known is not there');
        c.header('Cache-Control', 'private, no-store');
        return c.json({ comment: id, appealedAt: iso(recorded.appealedAt) } satisfies Appealed, status);
      };

      if (await isKnown(c.env.DB, key)) return reply(200);
      const words = clean(c.req.valid('json').words);
      const refusal = refuseWords(words, longestAppeal, true);
      if (refusal) return refuseByRule(c, refusal);
      const recording = await appeal(c.env.DB, { id: uuidv7(), comment: id, words, appealedAt: c.get('now') }, key);
      if (recording === 'appealed-already') return refuseWith(c, 409, 'appealed-already', 'This comment had its appeal.');
      if (recording === 'nothing-to-appeal') return refuseWith(c, 409, 'not-changeable', 'No decision hides this comment.');
      return reply(recording === 'recorded' ? 201 : 200);
    },
  );

function refuseByRule(c: Context<Environment>, refusal: Refusal) {
  if (refusal.tag === 'empty') {
    return refuseWith(c, 400, 'empty', 'There is nothing to read in these words.', {
      fields: [{ path: 'words', message: 'write something that can be read' }],
    });
  }
  const { length, maximum } = refusal;
  return refuseWith(c, 400, 'too-long', 'These words are too long.', {
    fields: [{ path: 'words', message: `at most ${maximum} characters` }],
    details: { length, maximum },
  });
}

const iso = (at: number) => new Date(at).toISOString();
