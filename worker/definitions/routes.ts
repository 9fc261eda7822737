/** All that is published, as it stands now. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { withPosted } from '../plans/rules.ts';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { entriesReply } from './contract.ts';
import { byUrgency, noticeOf, phaseOf, subjectOf } from './rules.ts';
import { holdsBySubject, peopleBySubject, posted } from './store.ts';

export const definitions = new Hono<Environment>().get(
  '/entries',
  describeRoute({
    summary: 'Everything that can be taken part in, the most urgent first, and the action plans',
    responses: { 200: answers(entriesReply, 'With their phases and how many people took part.') },
  }),
  async (c) => {
    const now = c.get('now');
    const [{ entries, plans }, people, holds, updates] = await Promise.all([
      c.get('published').index(),
      peopleBySubject(c.env.DB),
      holdsBySubject(c.env.DB),
      posted(c.env.DB),
    ]);
    const heldAt = (subject: string) => {
      const hold = holds.get(subject);
      return hold ? { since: new Date(hold.since).toISOString(), words: hold.words } : null;
    };
    c.header('Cache-Control', 'public, max-age=5');
    return c.json(
      {
        entries: entries
          .map((entry) => ({
            ...entry,
            phase: phaseOf(entry, now),
            notice: noticeOf(entry, now),
            people: people.get(subjectOf(entry)) ?? 0,
            hold: heldAt(subjectOf(entry)),
          }))
          .sort(byUrgency),
        plans: withPosted(plans, updates),
        at: new Date(now).toISOString(),
      },
      200,
    );
  },
);
