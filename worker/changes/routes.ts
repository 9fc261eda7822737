/** What changed when. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { changesReply } from './contract.ts';
import { changesUntil } from './rules.ts';

/** As many as anybody reads; what is older stands on the pages of the entries. */
const most = 100;

export const changes = new Hono<Environment>().get(
  '/changes',
  describeRoute({
    summary: 'What changed when',
    description: `The latest ${most}: what opened, closed and was answered, town halls and their minutes, plans and their commitments.`,
    responses: { 200: answers(changesReply, 'The latest first.') },
  }),
  async (c) => {
    const index = await c.get('published').index();
    c.header('Cache-Control', 'public, max-age=60');
    return c.json({ changes: changesUntil(index, c.get('now')).slice(0, most) }, 200);
  },
);
