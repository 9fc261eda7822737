/** The desk over HTTP. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { allowed, officialOf } from '../platform/officials.ts';
import { deskReply } from './contract.ts';
import { deskOf } from './rules.ts';
import { facts } from './store.ts';

export const desk = new Hono<Environment>().get(
  '/office/desk',
  allowed('see-desk'),
  describeRoute({
    summary: 'What needs an answer of the official who asks',
    responses: { 200: answers(deskReply, 'With its number, and since when the oldest waits.') },
  }),
  async (c) => {
    const now = c.get('now');
    const [published, found] = await Promise.all([c.get('published').index(), facts(c.env.DB, now)]);
    return c.json({ waiting: deskOf(officialOf(c), published, found, now), at: new Date(now).toISOString() }, 200);
  },
);
