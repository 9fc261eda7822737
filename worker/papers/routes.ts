/** Batches of papers over HTTP: for clerks, for officials who look at them, and counted for everybody. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import type { Permission } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { idempotencyHeader } from '../platform/idempotency.ts';
import { allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import {
  batchesReply,
  batchForm,
  batchReply,
  enteredReply,
  listedBatch,
  papersForm,
  publicBatchesReply,
  type Subject,
  withdrawalForm,
} from './contract.ts';
import { enterPapers, refuseAsked } from './entering.ts';
import { subjectName, subjectNamed } from './rules.ts';
import { close, findBatch, listBatches, openBatch, papersOf, refusalOf, withdraw } from './store.ts';
import { askedOf, batchFor, clerkOf, mayFor, paperFor, poke, publicBatchFor, type Request, refuseWhereOver, subjectsFor } from './wire.ts';

const byId = valid('param', z.object({ id: z.uuid() }));
const bySlug = valid('param', z.object({ slug }));

const counted = describeRoute({
  summary: 'Papers, calls and visits that were entered, batch by batch',
  description: 'How many, when they were handed in and entered, how many were entered twice, and why a batch was withdrawn.',
  responses: { 200: answers(publicBatchesReply, 'The latest first.'), 404: refuses('No such entry.') },
});

async function countsOf(c: Request, subject: Subject) {
  if (!(await askedOf(c, subject))) return notFound(c);
  const batches = (await listBatches(c.env.DB, [subjectName(subject)])).map(publicBatchFor);
  const channels: Record<string, number> = {};
  for (const { channel, papers, withdrawnAt } of batches) {
    if (withdrawnAt === null && papers > 0) channels[channel] = (channels[channel] ?? 0) + papers;
  }
  c.header('Cache-Control', 'public, max-age=5');
  return c.json({ channels, batches, at: new Date(c.get('now')).toISOString() }, 200);
}

/** The batch that is meant, where it is there and the official may do something to it; or the answer that says otherwise. */
async function meant(c: Request, id: string, permission: Permission) {
  const batch = await findBatch(c.env.DB, id);
  if (!batch) return { tag: 'refused', answer: notFound(c) } as const;
  const subject = subjectNamed(batch.subject);
  if (!(await mayFor(c, permission, subject))) return { tag: 'refused', answer: notAllowed(c) } as const;
  return { tag: 'meant', batch, subject } as const;
}

export const papers = new Hono<Environment>()
  .get('/polls/:slug/batches', counted, bySlug, (c) => countsOf(c, { kind: 'poll', slug: c.req.valid('param').slug }))
  .get('/quizzes/:slug/batches', counted, bySlug, (c) => countsOf(c, { kind: 'quiz', slug: c.req.valid('param').slug }))
  .get('/consultations/:slug/batches', counted, bySlug, (c) => countsOf(c, { kind: 'consultation', slug: c.req.valid('param').slug }))
  .get(
    '/office/papers/batches',
    allowed('see-papers'),
    describeRoute({
      summary: 'The batches of papers of the own department, or of all',
      responses: { 200: answers(batchesReply, 'The latest first.') },
    }),
    async (c) => {
      const own = officialOf(c).department === null ? null : (await subjectsFor(c, 'see-papers')).map(subjectName);
      return c.json({ batches: (await listBatches(c.env.DB, own)).map(batchFor) }, 200);
    },
  )
  .post(
    '/office/papers/batches',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Open a batch',
      responses: {
        201: answers(listedBatch, 'It can be added to.'),
        400: refuses('Handed in before or after the entry was open, or in the future.'),
        404: refuses('No such entry.'),
        409: refuses('Not open yet, answered, or without comments.'),
      },
    }),
    valid('json', batchForm),
    async (c) => {
      const { subject, channel, ...form } = c.req.valid('json');
      const asked = await askedOf(c, subject);
      if (!asked) return notFound(c);
      if (!(await mayFor(c, 'enter-papers', subject))) return notAllowed(c);
      const receivedAt = Date.parse(form.receivedAt);
      const refusal = await refuseAsked(c, { receivedAt }, asked);
      if (refusal) return refusal;
      const id = uuidv7();
      await openBatch(c.env.DB, clerkOf(c), { id, subject: subjectName(subject), channel, receivedAt });
      const batch = await findBatch(c.env.DB, id);
      return batch ? c.json(batchFor(batch), 201) : notFound(c);
    },
  )
  .get(
    '/office/papers/batches/:id',
    allowed('see-papers'),
    describeRoute({
      summary: 'A batch and its papers',
      description: 'Numbers, who entered them and where their second reading stands; never what stands on them.',
      responses: { 200: answers(batchReply, 'The latest paper first.'), 404: refuses('No such batch.') },
    }),
    byId,
    async (c) => {
      const found = await meant(c, c.req.valid('param').id, 'see-papers');
      if (found.tag === 'refused') return found.answer;
      const rows = await papersOf(c.env.DB, found.batch.id);
      return c.json({ batch: batchFor(found.batch), papers: rows.map(paperFor) }, 200);
    },
  )
  .post(
    '/office/papers/batches/:id/papers',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Enter papers into a batch',
      description:
        'All of them are recorded, or none: the refusal names the row, the number and the question. Sent again with the same key it changes nothing.',
      responses: {
        200: answers(enteredReply, 'This key was recorded before.'),
        201: answers(enteredReply, 'Recorded; they count from now on.'),
        400: refuses('An unknown option, a missing answer, no number.'),
        404: refuses('No such batch.'),
        409: refuses('A number that was entered before; or the batch is closed or withdrawn, or the entry answered or on hold.'),
      },
    }),
    byId,
    valid('header', idempotencyHeader),
    valid('json', papersForm),
    async (c) => {
      const found = await meant(c, c.req.valid('param').id, 'enter-papers');
      if (found.tag === 'refused') return found.answer;
      const asked = await askedOf(c, found.subject);
      if (!asked) return notFound(c);
      const entered = await enterPapers(c, found.batch, asked, c.req.valid('json').papers, c.req.valid('header')['idempotency-key']);
      if (entered.tag === 'refused') return entered.answer;
      if (entered.written) poke(c, asked);
      return c.json({ papers: entered.papers }, entered.written ? 201 : 200);
    },
  )
  .post(
    '/office/papers/batches/:id/close',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Close a batch',
      responses: {
        204: { description: 'Nothing is added to it any more.' },
        404: refuses('No such batch.'),
        409: refuses('Papers of the sample are to be entered again or differ; or it is withdrawn.'),
      },
    }),
    byId,
    async (c) => {
      const found = await meant(c, c.req.valid('param').id, 'enter-papers');
      if (found.tag === 'refused') return found.answer;
      const { batch } = found;
      const over = refuseWhereOver(c, batch);
      if (over) return over;
      try {
        await close(c.env.DB, clerkOf(c), batch);
      } catch (error) {
        const refusal = await refusalOf(error, c.env.DB, batch.subject);
        if (refusal?.tag === 'sample') return refuseWith(c, 409, 'not-verified', 'The sample of this batch is not complete.');
        if (refusal) return refuseWith(c, 409, 'changed-meanwhile', 'Somebody else has closed or withdrawn this batch meanwhile.');
        throw error;
      }
      return c.body(null, 204);
    },
  )
  .post(
    '/office/papers/batches/:id/withdraw',
    allowed('withdraw-papers'),
    describeRoute({
      summary: 'Withdraw a batch as a whole, with a public reason',
      description: 'Nothing of it counts any more. It cannot be undone; the papers may be entered anew in another batch.',
      responses: {
        204: { description: 'It is withdrawn.' },
        400: refuses('No reason.'),
        404: refuses('No such batch.'),
        409: refuses('It is withdrawn already, or it is kept no longer who sent what.'),
      },
    }),
    byId,
    valid('json', withdrawalForm),
    async (c) => {
      const found = await meant(c, c.req.valid('param').id, 'withdraw-papers');
      if (found.tag === 'refused') return found.answer;
      const { batch, subject } = found;
      if (batch.withdrawnAt !== null) return refuseWith(c, 409, 'batch-withdrawn', 'This batch was withdrawn.');
      try {
        await withdraw(c.env.DB, clerkOf(c), batch, c.req.valid('json').reason);
      } catch (error) {
        const refusal = await refusalOf(error, c.env.DB, batch.subject);
        if (!refusal) throw error;
        if (refusal.tag === 'forgotten') return refuseWith(c, 409, 'closed', 'It is kept no longer what came with this batch.');
        return refuseWith(c, 409, 'batch-withdrawn', 'This batch was withdrawn.');
      }
      const asked = await askedOf(c, subject);
      if (asked) poke(c, asked);
      return c.body(null, 204);
    },
  );
