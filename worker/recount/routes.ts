/** A recount over HTTP, for the holder of the operator's token: the same for a portal on this machine and a deployed one. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { answers, refuses } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { operatorOnly } from '../platform/guards.ts';
import { recountReply } from './contract.ts';
import { recount } from './store.ts';

export const recounting = new Hono<Environment>().use('/recount', operatorOnly).get(
  '/recount',
  describeRoute({
    summary: 'Count everything again, and tell the differences',
    security: [{ operator: [] }],
    responses: {
      200: answers(recountReply, 'No difference: every count is that of the rows it stands for.'),
      401: refuses("Without the operator's token."),
    },
  }),
  async (c) => {
    c.header('Cache-Control', 'private, no-store');
    return c.json({ ...(await recount(c.env.DB)), at: new Date(c.get('now')).toISOString() }, 200);
  },
);
