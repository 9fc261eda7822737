/** Until when it is kept who sent what, and where that is over, for everybody. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { subjectOf } from '../definitions/rules.ts';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { type KeptEntry, retentionReply } from './contract.ts';
import { inOrder, keepingKinds } from './rules.ts';
import { retainedBySubject } from './store.ts';

export const retention = new Hono<Environment>().get(
  '/retention',
  describeRoute({
    summary: 'Until when it is kept who sent what',
    description: 'From the promised instant on answers and comments can be linked to nobody any more; counts stay as they are.',
    responses: { 200: answers(retentionReply, 'Every poll, quiz and consultation, and whether it was carried out.') },
  }),
  async (c) => {
    const [{ entries }, done] = await Promise.all([c.get('published').index(), retainedBySubject(c.env.DB)]);
    const kept = entries.flatMap(({ kind: any, slug, words, schedule, keptUntil }): KeptEntry[] => {
      const kind = keepingKinds.find((candidate) => candidate === any);
      if (!kind) return [];
      const { at, people, texts } = done.get(subjectOf({ kind, slug })) ?? { at: null, people: null, texts: null };
      const carriedOutAt = at === null ? null : new Date(at).toISOString();
      return [{ kind, slug, words, closes: schedule.closes, keptUntil: keptUntil ?? null, carriedOutAt, people, texts }];
    });
    c.header('Cache-Control', 'public, max-age=60');
    return c.json({ entries: kept.sort(inOrder), at: new Date(c.get('now')).toISOString() }, 200);
  },
);
