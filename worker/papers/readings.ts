/** Single papers over HTTP: the second reading of a sample, its differences, and papers that were entered by mistake. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { clean } from '../comments/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { refuseOnHold } from '../platform/on-hold.ts';
import { valid } from '../platform/validation.ts';
import { type Asked, differenceReply, type Entry, entry, readReply, settlementForm } from './contract.ts';
import { commentIn } from './entering.ts';
import { isSame, refuseEntry, subjectNamed } from './rules.ts';
import { type Correction, enterAgain, findBatch, findPaper, firstEntry, refusalOf, type SeenPaper, settle, takeOut } from './store.ts';
import { askedOf, clerkOf, mayFor, poke, type Request, refuseProblems, refuseWhereOver } from './wire.ts';

const byId = valid('param', z.object({ id: z.uuid() }));
const changed = (c: Request) => refuseWith(c, 409, 'changed-meanwhile', 'Somebody else has changed this paper or its batch meanwhile.');

/** The paper that is meant, with its batch and what it answers; or the answer that refuses. */
async function meant(c: Request, id: string) {
  const paper = await findPaper(c.env.DB, id);
  const batch = paper && (await findBatch(c.env.DB, paper.batch));
  const asked = batch && (await askedOf(c, subjectNamed(batch.subject)));
  if (!paper || !batch || !asked) return { tag: 'refused', answer: notFound(c) } as const;
  if (!(await mayFor(c, 'enter-papers', asked))) return { tag: 'refused', answer: notAllowed(c) } as const;
  const over = refuseWhereOver(c, batch);
  if (over) return { tag: 'refused', answer: over } as const;
  if (paper.withdrawnAt !== null) return { tag: 'refused', answer: changed(c) } as const;
  return { tag: 'meant', paper, batch, asked } as const;
}

/** Does something to a paper that the database may refuse; null where it is done. */
async function refusedBy(c: Request, paper: SeenPaper, act: Promise<void>) {
  try {
    await act;
    return null;
  } catch (error) {
    const refusal = await refusalOf(error, c.env.DB, paper.subject);
    if (refusal?.tag === 'another') return needsAnother(c);
    if (refusal?.tag === 'on-hold') return refuseOnHold(c, refusal.hold);
    // whoever else read the paper again was quicker
    if (refusal || (!paper.second && (await findPaper(c.env.DB, paper.id))?.second)) return changed(c);
    throw error;
  }
}

function needsAnother(c: Request) {
  return refuseWith(c, 409, 'needs-another', 'Another clerk reads this paper again: whoever entered it knows what they read.');
}

export const readings = new Hono<Environment>()
  .post(
    '/office/papers/:id/second',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Enter a paper of the sample again, without seeing the first entry',
      responses: {
        201: answers(readReply, 'Whether both say the same.'),
        400: refuses('An unknown option, a missing answer.'),
        404: refuses('No such paper in the sample.'),
        409: refuses('Entered by the same clerk, or again already.'),
      },
    }),
    byId,
    valid('json', entry),
    async (c) => {
      const found = await meant(c, c.req.valid('param').id);
      if (found.tag === 'refused') return found.answer;
      const { paper, batch, asked } = found;
      if (!paper.sampled) return notFound(c);
      if (paper.second) return changed(c);
      if (paper.enteredBy === officialOf(c).id) return needsAnother(c);
      const second = c.req.valid('json');
      const { languages } = await c.get('published').index();
      const wrong = refuseEntry(asked, second, languages, batch.receivedAt);
      if (wrong) return refuseProblems(c, [{ row: 0, ...wrong }], [paper.number]);
      const same = isSame(await firstEntry(c.env.DB, paper.receipt), second);
      const refused = await refusedBy(c, paper, enterAgain(c.env.DB, clerkOf(c), paper, same ? null : kept(second)));
      return refused ?? c.json({ reading: same ? ('same' as const) : ('differs' as const) }, 201);
    },
  )
  .get(
    '/office/papers/:id/difference',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Two entries of one paper that differ',
      responses: { 200: answers(differenceReply, 'Side by side.'), 404: refuses('No such paper, or nothing to decide.') },
    }),
    byId,
    async (c) => {
      const found = await meant(c, c.req.valid('param').id);
      if (found.tag === 'refused') return found.answer;
      const { paper } = found;
      const second = differing(paper);
      if (!second) return notFound(c);
      return c.json({ number: paper.number, first: await firstEntry(c.env.DB, paper.receipt), second }, 200);
    },
  )
  .post(
    '/office/papers/:id/settle',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Decide which of two entries is right',
      description: 'Where it is the second, what was recorded changes with it.',
      responses: {
        200: answers(readReply, 'Settled.'),
        404: refuses('No such paper, or nothing to decide.'),
        409: refuses('Decided already.'),
      },
    }),
    byId,
    valid('json', settlementForm),
    async (c) => {
      const found = await meant(c, c.req.valid('param').id);
      if (found.tag === 'refused') return found.answer;
      const { paper, asked } = found;
      const second = differing(paper);
      if (!second) return paper.second ? changed(c) : notFound(c);
      const correction = c.req.valid('json').right === 'second' ? await correctionOf(paper, asked, second) : null;
      const refused = await refusedBy(c, paper, settle(c.env.DB, clerkOf(c), paper, correction));
      if (refused) return refused;
      if (correction) poke(c, asked);
      return c.json({ reading: 'settled' as const }, 200);
    },
  )
  .delete(
    '/office/papers/:id',
    allowed('enter-papers'),
    describeRoute({
      summary: 'Take out a paper that was entered by mistake',
      description: 'From a batch that is open. Its number is free again.',
      responses: {
        204: { description: 'It counts no more.' },
        404: refuses('No such paper.'),
        409: refuses('The batch is closed or withdrawn.'),
      },
    }),
    byId,
    async (c) => {
      const found = await meant(c, c.req.valid('param').id);
      if (found.tag === 'refused') return found.answer;
      const { paper, asked } = found;
      const refused = await refusedBy(c, paper, takeOut(c.env.DB, clerkOf(c), paper));
      if (refused) return refused;
      poke(c, asked);
      return c.body(null, 204);
    },
  );

/** A second entry as it waits for a decision: a comment in the form in which it would be kept. */
function kept({ answers: chosen, body, language }: Entry): Entry {
  return body === undefined ? { answers: chosen ?? [] } : { body: clean(body), ...(language && { language }) };
}

function differing({ second }: SeenPaper): Entry | null {
  return second?.differing ? JSON.parse(second.differing) : null;
}

async function correctionOf({ receipt }: SeenPaper, asked: Asked, right: Entry): Promise<Correction> {
  if (asked.kind !== 'consultation') return { response: receipt, answers: right.answers ?? [] };
  return { comment: receipt, ...(await commentIn(right)), readBefore: asked.rules.comments?.moderation === 'before' };
}
