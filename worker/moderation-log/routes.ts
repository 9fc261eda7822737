/** The public moderation log over HTTP: as JSON by pages, and whole as CSV. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { outcomeOf } from '../objections/rules.ts';
import { csvHeaders, csvInPages } from '../platform/csv.ts';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { valid } from '../platform/validation.ts';
import { type Log, type LoggedDecision, logQuery, logReply } from './contract.ts';
import { type Decided, decisionsBefore, summaryOf } from './store.ts';

const decisionsOnAPage = 50;
/** So many are read at once for the file, which holds all. */
const decisionsAtOnce = 2000;
const thirtyDays = 30 * 24 * 60 * 60 * 1000;

const iso = (at: number) => new Date(at).toISOString();

function onWire({ place, decidedAt, waitingSince, consultation, comment, decision, reason, ...row }: Decided): LoggedDecision {
  return {
    place,
    at: iso(decidedAt),
    consultation,
    comment,
    decision,
    reason,
    waitedSeconds: waitingSince === null ? null : Math.max(0, Math.round((decidedAt - waitingSince) / 1000)),
    reported: row.reported === 1,
    decides: row.appeal === null ? null : outcomeOf(decision),
    appeal: row.against === null ? null : row.against === '' ? 'open' : outcomeOf(row.against),
    undoes: row.undoes,
    undone: row.undone === 1,
  };
}

const columns = [
  'place',
  'at',
  'consultation',
  'comment',
  'decision',
  'reason',
  'waitedSeconds',
  'reported',
  'decides',
  'appeal',
  'undoes',
  'undone',
] as const satisfies readonly (keyof LoggedDecision)[];

export const moderationLog = new Hono<Environment>()
  .get(
    '/moderation/log',
    describeRoute({
      summary: 'What moderators decided',
      description: 'The latest first. What was written is not there, nor who wrote, reported or decided.',
      responses: { 200: answers(logReply, 'A page of the log.') },
    }),
    valid('query', logQuery),
    async (c) => {
      const { consultation, after = null } = c.req.valid('query');
      const since = c.get('now') - thirtyDays;
      const [rows, summary] = await Promise.all([
        decisionsBefore(c.env.DB, { consultation, before: after }, decisionsOnAPage + 1),
        summaryOf(c.env.DB, since, consultation),
      ]);
      const page = rows.slice(0, decisionsOnAPage);
      c.header('Cache-Control', 'public, max-age=5');
      const next = rows.length > page.length ? (page.at(-1)?.place ?? null) : null;
      return c.json({ decisions: page.map(onWire), next, summary: { since: iso(since), ...summary } } satisfies Log, 200);
    },
  )
  .get(
    '/moderation/log.csv',
    describeRoute({
      summary: 'What moderators decided, as a table',
      responses: { 200: { description: 'All decisions, the latest first.', content: { 'text/csv': { schema: { type: 'string' } } } } },
    }),
    (c) => {
      for (const [header, value] of Object.entries(csvHeaders('moderation-log'))) c.header(header, value);
      c.header('Cache-Control', 'public, max-age=60');
      return csvInPages(c, columns, latest(c.env.DB));
    },
  );

/** All decisions, the latest first, page by page. */
async function* latest(d1: D1Database) {
  for (let before: number | null = null; ; ) {
    const rows: Decided[] = await decisionsBefore(d1, { before }, decisionsAtOnce);
    yield rows.map(onWire).map((decision) => ({ ...decision, reported: String(decision.reported), undone: String(decision.undone) }));
    if (rows.length < decisionsAtOnce) return;
    before = rows.at(-1)?.place ?? null;
  }
}
