/** What changed when. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { named } from '../holds/rules.ts';
import { withPosted } from '../plans/rules.ts';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { type Change, changesReply } from './contract.ts';
import { changesUntil } from './rules.ts';
import { latestHolds, posted } from './store.ts';

/** As many as anybody reads; what is older stands on the pages of the entries. */
const most = 100;

export const changes = new Hono<Environment>().get(
  '/changes',
  describeRoute({
    summary: 'What changed when',
    description: `The latest ${most}: what opened, closed, was answered, suspended and resumed, town halls and their minutes, plans and their commitments.`,
    responses: { 200: answers(changesReply, 'The latest first.') },
  }),
  async (c) => {
    const [{ entries, plans }, holds, updates] = await Promise.all([
      c.get('published').index(),
      latestHolds(c.env.DB, most),
      posted(c.env.DB),
    ]);
    const recorded = holds.flatMap(({ subject, act, at }): Change[] => {
      const entry = named(subject);
      return entry ? [{ ...entry, at: new Date(at).toISOString(), what: act === 'hold' ? 'suspended' : 'resumed' }] : [];
    });
    c.header('Cache-Control', 'public, max-age=60');
    return c.json({ changes: changesUntil({ entries, plans: withPosted(plans, updates) }, c.get('now'), recorded).slice(0, most) }, 200);
  },
);
