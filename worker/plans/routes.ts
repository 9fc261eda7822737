/** Action plans over HTTP: what they have come to. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { slug } from '../definitions/contract.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { valid } from '../platform/validation.ts';
import { type PlanProgress, planDefinition, progressReply } from './contract.ts';
import { isLate, progressAt, sinceAt, statusAt, updatesUntil } from './rules.ts';

export const plans = new Hono<Environment>().get(
  '/plans/:slug/progress',
  describeRoute({
    summary: 'What a plan has come to',
    description: 'Where each commitment stands, as its latest update says; and how many stand where. Nothing of this is typed by anybody.',
    responses: { 200: answers(progressReply, 'Every commitment with its updates so far.'), 404: refuses('No such plan.') },
  }),
  valid('param', z.object({ slug })),
  async (c) => {
    const plan = await c.get('published').read('plans', c.req.valid('param').slug, planDefinition);
    if (!plan) return notFound(c);
    const now = c.get('now');
    const { commitments } = plan.rules;
    c.header('Cache-Control', 'public, max-age=5');
    const reply: PlanProgress = {
      plan: plan.slug,
      progress: progressAt(commitments, now),
      commitments: commitments.map((commitment) => ({
        id: commitment.id,
        by: commitment.by ?? null,
        status: statusAt(commitment, now),
        since: sinceAt(commitment, now),
        late: isLate(commitment, now),
        updates: updatesUntil(commitment.updates, now),
      })),
      at: new Date(now).toISOString(),
    };
    return c.json(reply, 200);
  },
);
