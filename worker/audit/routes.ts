/** The audit log over HTTP: for officials who read it for the whole public body, and as a chain for the holder of the operator's token. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { csvHeaders, csvInPages } from '../platform/csv.ts';
import { answers, refuses } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { operatorOnly } from '../platform/guards.ts';
import { allowed } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { type AuditFilter, auditFilter, auditQuery, auditReply, chainQuery, chainReply, type ListedAct, mostInAFile } from './contract.ts';
import { chain, firstBeyond, list, surroundings } from './store.ts';

type Row = Awaited<ReturnType<typeof list>>[number];

function wire({ act: { official, previous: _, ...act }, name }: Row): ListedAct {
  return { ...act, at: new Date(act.at).toISOString(), official: official === null ? null : { id: official, name: name ?? '' } };
}

const columns = [
  'place',
  'id',
  'at',
  'official',
  'name',
  'role',
  'act',
  'subject',
  'before',
  'after',
  'request',
  'previous',
  'hash',
] as const;

function line({ act: { requestId: request, ...act }, name }: Row) {
  return { ...act, at: new Date(act.at).toISOString(), name, request };
}

/** So many acts are read at once for a file. */
const atOnce = 2000;

/** The newest acts that a filter lets through, page by page. */
async function* newest(d1: D1Database, filter: AuditFilter, beyond: number | null) {
  let before: number | undefined;
  for (;;) {
    const rows = await list(d1, filter, before, atOnce);
    const wanted = rows.filter(({ act }) => beyond === null || act.place > beyond);
    yield wanted.map(line);
    before = rows.at(-1)?.act.place;
    if (wanted.length < atOnce) return;
  }
}

export const audit = new Hono<Environment>()
  .get(
    '/office/audit',
    allowed('read-audit'),
    describeRoute({
      summary: 'What officials did, newest first',
      responses: {
        200: answers(auditReply, 'With their names as they are now.'),
        403: refuses('Not with this role, or not for the whole body.'),
      },
    }),
    valid('query', auditQuery),
    async (c) => {
      const { after, limit, ...filter } = c.req.valid('query');
      const [rows, around] = await Promise.all([list(c.env.DB, filter, after, limit + 1), surroundings(c.env.DB)]);
      const page = rows.slice(0, limit);
      const next = rows.length > limit ? (page.at(-1)?.act.place ?? null) : null;
      return c.json({ acts: page.map(wire), next, ...around }, 200);
    },
  )
  .get(
    '/office/audit.csv',
    allowed('read-audit'),
    describeRoute({
      summary: 'The same as a table',
      description: `At most the newest ${mostInAFile} that the filter lets through: where there are more, the name of the file says so.`,
      responses: {
        200: { description: 'CSV.', content: { 'text/csv': { schema: { type: 'string' } } } },
        403: refuses('Not with this role, or not for the whole body.'),
      },
    }),
    valid('query', auditFilter),
    async (c) => {
      const filter = c.req.valid('query');
      const beyond = await firstBeyond(c.env.DB, filter, mostInAFile);
      const day = new Date(c.get('now')).toISOString().slice(0, 10);
      const headers = csvHeaders(`audit-${day}${beyond === null ? '' : `-latest-${mostInAFile}`}`);
      for (const [header, value] of Object.entries(headers)) c.header(header, value);
      return csvInPages(c, columns, newest(c.env.DB, filter, beyond));
    },
  )
  .get(
    '/audit',
    operatorOnly,
    describeRoute({
      summary: 'The chain of the audit log, to compute it again',
      security: [{ operator: [] }],
      responses: { 200: answers(chainReply, 'Acts as they are kept, oldest first.'), 401: refuses("Without the operator's token.") },
    }),
    valid('query', chainQuery),
    async (c) => {
      const { after, limit } = c.req.valid('query');
      c.header('Cache-Control', 'private, no-store');
      return c.json({ acts: await chain(c.env.DB, after, limit) }, 200);
    },
  );
