/** Comments over HTTP. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import { sha256 } from '../definitions/rules.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader, submissionKey } from '../platform/idempotency.ts';
import { refuseOnHold } from '../platform/on-hold.ts';
import { remember } from '../platform/participant.ts';
import { valid } from '../platform/validation.ts';
import { commentForm, commentReceipt, commentsReply, listQuery, threadQuery, threadReply } from './contract.ts';
import { clean, normalized, refuseComment, subjectOf } from './rules.ts';
import { find, known, list, record, replies, totals, withdraw } from './store.ts';
import { commentFor, consultationOf, isPrivate, newReceiptFor, receiptFor, refuseByRule, respondentFor } from './wire.ts';

const bySlug = valid('param', z.object({ slug }));
const byId = valid('param', z.object({ id: z.uuid() }));

export const comments = new Hono<Environment>()
  .get(
    '/consultations/:slug/comments',
    describeRoute({
      summary: 'The comments of a consultation',
      description:
        'By pages. `agreed` orders by (agrees + 1) / (agrees + disagrees + passes + 2), `divided` by min(agrees, disagrees) / (agrees + disagrees + passes + 2).',
      responses: { 200: answers(commentsReply, 'A page.'), 404: refuses('No such consultation.') },
    }),
    bySlug,
    valid('query', listQuery),
    async (c) => {
      const consultation = c.req.valid('param').slug;
      if (!(await consultationOf(c, consultation))) return notFound(c);
      const { respondent } = await respondentFor(c, consultation, null);
      const query = c.req.valid('query');
      const [page, { hidden, languages, ...rest }] = await Promise.all([
        list(c.env.DB, { ...query, consultation, after: readCursor(query.after) }, respondent),
        totals(c.env.DB, consultation),
      ]);
      c.header('Vary', 'Cookie');
      c.header('Cache-Control', 'private, no-cache');
      return c.json(
        {
          comments: page.rows.map((comment) => commentFor(comment, respondent)),
          next: writeCursor(page.next),
          hidden,
          languages,
          totals: rest,
        },
        200,
      );
    },
  )
  .post(
    '/consultations/:slug/comments',
    describeRoute({
      summary: 'Comment, or reply to a comment',
      description: 'Sent again with the same key it gives the same receipt.',
      responses: {
        200: answers(commentReceipt, 'This key was recorded before: its receipt.'),
        201: answers(commentReceipt, 'Recorded; its state says whether it is published already.'),
        400: refuses('Empty, too long, or not understood.'),
        409: refuses('Not open, on hold, or said before.'),
      },
    }),
    bySlug,
    valid('header', idempotencyHeader),
    valid('json', commentForm),
    async (c) => {
      const now = c.get('now');
      const consultation = c.req.valid('param').slug;
      const definition = await consultationOf(c, consultation);
      if (!definition) return notFound(c);
      const form = c.req.valid('json');
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const { participant, respondent } = await respondentFor(c, consultation, idempotencyKey);
      const key = await submissionKey(subjectOf(consultation), idempotencyKey);

      const reply = async (id: string, isNew: boolean) => {
        const comment = await find(c.env.DB, id, respondent);
        if (!comment) throw new Error('a receipt names no comment');
        if (comment.author === respondent) await remember(c, participant);
        c.header('Cache-Control', 'private, no-store');
        return isNew ? newReceiptFor(c, comment) : receiptFor(c, comment, respondent);
      };

      const earlier = await known(c.env.DB, key);
      if (earlier) return c.json(await reply(earlier, false), 200);
      const body = clean(form.body);
      const { languages } = await c.get('published').index();
      const comment = { body, isReply: form.replyTo !== undefined, language: form.language };
      const refusal = refuseComment(definition, comment, languages, now);
      if (refusal) return refuseByRule(c, refusal);
      if (form.replyTo) {
        const parent = await find(c.env.DB, form.replyTo, respondent);
        if (parent?.consultation !== consultation || isPrivate(parent, respondent)) return notFound(c);
        if (parent.replyTo || parent.state !== 'published') return refuseByRule(c, { tag: 'no-replies' });
      }
      const recording = await record(
        c.env.DB,
        {
          id: uuidv7(),
          consultation,
          replyTo: form.replyTo ?? null,
          author: respondent,
          secretId: c.env.PARTICIPANT_SECRET_ID ?? '1',
          channel: 'web',
          assurance: 'open',
          language: form.language,
          body,
          fingerprint: await sha256(normalized(body)),
          state: definition.rules.comments?.moderation === 'before' ? 'waiting' : 'published',
          submittedAt: now,
        },
        key,
      );
      if (recording.tag === 'on-hold') return refuseOnHold(c, recording.hold);
      if (recording.tag === 'repeated') {
        return refuseWith(c, 409, 'repeated', 'This browser has said this already.', { details: { receipt: recording.receipt } });
      }
      const isNew = recording.tag === 'recorded';
      return c.json(await reply(recording.receipt, isNew), isNew ? 201 : 200);
    },
  )
  .get(
    '/comments/:id',
    describeRoute({
      summary: 'A comment with its replies',
      responses: { 200: answers(threadReply, 'The thread.'), 404: refuses('No such comment.') },
    }),
    byId,
    valid('query', threadQuery),
    async (c) => {
      const found = await seenByAsker(c, c.req.valid('param').id);
      if (!found || isPrivate(found.seen, found.respondent)) return notFound(c);
      const { seen: comment, respondent } = found;
      const parent = comment.replyTo ? await find(c.env.DB, comment.replyTo, respondent) : null;
      const thread = await replies(c.env.DB, comment.id, readCursor(c.req.valid('query').after), respondent);
      c.header('Cache-Control', 'private, no-store');
      return c.json(
        {
          comment: commentFor(comment, respondent),
          parent: parent && commentFor(parent, respondent),
          replies: thread.rows.map((reply) => commentFor(reply, respondent)),
          next: writeCursor(thread.next),
        },
        200,
      );
    },
  )
  .get(
    '/comments/:id/receipt',
    describeRoute({
      summary: 'The receipt of a comment',
      description: 'Anybody who has its id sees that it was recorded and where it stands; its author also what it says.',
      responses: { 200: answers(commentReceipt, 'The receipt.'), 404: refuses('No such comment.') },
    }),
    byId,
    async (c) => {
      const comment = await seenByAsker(c, c.req.valid('param').id);
      if (!comment) return notFound(c);
      c.header('Cache-Control', 'private, no-store');
      return c.json(await receiptFor(c, comment.seen, comment.respondent), 200);
    },
  )
  .delete(
    '/comments/:id',
    describeRoute({
      summary: 'Withdraw a comment',
      description: 'Its text is erased; a stub stays where others replied.',
      responses: {
        204: { description: 'It is withdrawn.' },
        403: refuses('Written by another browser.'),
        404: refuses('No such comment.'),
      },
    }),
    byId,
    async (c) => {
      const comment = await find(c.env.DB, c.req.valid('param').id, '');
      if (!comment) return notFound(c);
      const { respondent } = await respondentFor(c, comment.consultation, null);
      if (comment.author !== respondent) {
        return isPrivate(comment, respondent)
          ? notFound(c)
          : refuseWith(c, 403, 'not-yours', 'Only the browser that wrote a comment can withdraw it.');
      }
      await withdraw(c.env.DB, respondent, comment.id);
      return c.body(null, 204);
    },
  );

/** A comment as the one who asks sees it: which consultation's key that takes is known only from the comment. */
async function seenByAsker(c: Context<Environment>, id: string) {
  const comment = await find(c.env.DB, id, '');
  if (!comment) return null;
  const { respondent } = await respondentFor(c, comment.consultation, null);
  const seen = await find(c.env.DB, id, respondent);
  return seen && { seen, respondent };
}
