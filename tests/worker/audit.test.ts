/** What officials did can be read, taken along and checked by those who answer for it, and by nobody else. */
import { env } from 'cloudflare:workers';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { auditReply, chainReply, mostInAFile, type StoredAct } from '../../worker/audit/contract.ts';
import { beginning, follow, hashOf } from '../../worker/audit/rules.ts';
import { refused, shaped } from '../support/answers.ts';
import { signedIn } from '../support/officials.ts';
import { type Browser, operator, Portal } from '../support/portal.ts';

const logFor = async (browser: Browser, query = '') => shaped(await browser.get(`/api/office/audit${query}`), 200, auditReply);

async function fileFor(browser: Browser, query = '') {
  const response = await browser.get(`/api/office/audit.csv${query}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = await response.text();
  return {
    text,
    name: response.headers.get('content-disposition'),
    rows: parse(text, { columns: true, bom: true }) as Record<string, string>[],
  };
}

/** The chain as the operator's command gets it. */
async function chain(portal: Portal, limit = 1000): Promise<StoredAct[]> {
  const acts: StoredAct[] = [];
  for (;;) {
    const response = await portal.request(`/api/audit?after=${acts.length}&limit=${limit}`, { headers: operator() });
    const page = await shaped(response, 200, chainReply);
    if (page.acts.length === 0) return acts;
    acts.push(...page.acts);
  }
}

test('an analyst reads who did what, newest first and page by page, and the head of the chain', async () => {
  const portal = new Portal();
  const clerk = await signedIn(portal, 'clerk');
  const analyst = await signedIn(portal, 'analyst');
  const all = await logFor(analyst);
  expect(all.acts.map(({ act }) => act)).toEqual(['officials.accept', 'officials.invite', 'officials.accept', 'officials.invite']);
  expect(all.acts[0]).toMatchObject({ role: 'analyst', official: { id: analyst.official, name: 'The analyst' } });
  expect(all.acts[1]).toMatchObject({ role: 'operator', official: null, subject: `officials/${analyst.official}` });
  expect(all.head).toEqual({ place: 4, hash: all.acts[0]?.hash });
  expect(all.officials.map(({ id }) => id).sort()).toEqual([clerk.official, analyst.official].sort());

  const first = await logFor(analyst, '?limit=3');
  expect(first.acts).toEqual(all.acts.slice(0, 3));
  const second = await logFor(analyst, `?limit=3&after=${first.next}`);
  expect(second).toMatchObject({ acts: all.acts.slice(3), next: null });
});

test('the log is narrowed to an official, an act, a subject and a time', async () => {
  const portal = new Portal();
  const clerk = await signedIn(portal, 'clerk');
  portal.now = '2026-11-24T09:00:00+02:00';
  const analyst = await signedIn(portal, 'analyst');
  const found = async (query: string) => (await logFor(analyst, `?${query}`)).acts.map(({ place }) => place);
  expect(await found(`official=${clerk.official}`)).toEqual([2]);
  expect(await found('official=operator')).toEqual([3, 1]);
  expect(await found('official=portal')).toEqual([]);
  expect(await found('act=officials.accept')).toEqual([4, 2]);
  expect(await found('act=officials')).toEqual([4, 3, 2, 1]);
  expect(await found('act=official')).toEqual([]);
  expect(await found(`subject=officials/${clerk.official}`)).toEqual([2, 1]);
  expect(await found('subject=officials')).toEqual([4, 3, 2, 1]);
  expect(await found('subject=comments')).toEqual([]);
  const midnight = encodeURIComponent('2026-11-24T00:00:00+02:00');
  expect(await found(`from=${midnight}`)).toEqual([4, 3]);
  expect(await found(`to=${midnight}`)).toEqual([2, 1]);
  expect(await found(`to=${midnight}&act=officials.invite&official=operator`)).toEqual([1]);
  await refused(await analyst.get('/api/office/audit?from=yesterday'), 400, 'invalid');
  await refused(await analyst.get('/api/office/audit?act=<script>'), 400, 'invalid');
});

test('names are those of today, and stand nowhere in the log', async () => {
  const portal = new Portal();
  const analyst = await signedIn(portal, 'analyst');
  expect((await analyst.send('PUT', '/api/office/me', { body: { name: 'Noa Example' } })).status).toBe(204);
  const [latest] = (await logFor(analyst)).acts;
  expect(latest?.official?.name).toBe('Noa Example');
  const kept = JSON.stringify(await chain(portal));
  for (const personal of ['Noa Example', 'The analyst', analyst.address]) expect(kept).not.toContain(personal);
});

test('who is there for one department reads nothing of a log that tells of all', async () => {
  const portal = new Portal();
  const analyst = await signedIn(portal, 'analyst', 'gardens');
  await refused(await analyst.get('/api/office/audit'), 403, 'not-allowed');
  await refused(await analyst.get('/api/office/audit.csv'), 403, 'not-allowed');
  const me = (await (await analyst.get('/api/office/me')).json()) as { permissions: string[] };
  expect(me.permissions).not.toContain('read-audit');
});

describe('as a file', () => {
  test('it holds what the filter lets through, whole enough to compute each hash again', async () => {
    const portal = new Portal();
    await signedIn(portal, 'clerk');
    const analyst = await signedIn(portal, 'analyst');
    const { rows, name } = await fileFor(analyst, '?act=officials.invite');
    expect(name).toBe('attachment; filename="audit-2026-11-23.csv"');
    expect(rows.map(({ place, role, name: who }) => [place, role, who])).toEqual([
      ['3', 'operator', ''],
      ['1', 'operator', ''],
    ]);
    for (const row of rows) {
      const { place, id, at, official, role, act, subject, before, after, request, previous, hash } = row as Record<string, string>;
      const stored = {
        place: Number(place),
        at: Date.parse(at ?? ''),
        official: official || null,
        requestId: request,
        id,
        role,
        act,
        subject,
      };
      expect(await hashOf({ ...stored, before, after, previous } as StoredAct)).toBe(hash);
    }
  });

  test.each(['=HYPERLINK("https://elsewhere.example")', '+1', '-1', '@sum', '＝1'])(
    'a name that is a formula, %s, does nothing',
    async (name) => {
      const analyst = await signedIn(new Portal(), 'analyst');
      await analyst.send('PUT', '/api/office/me', { body: { name } });
      const { rows } = await fileFor(analyst, `?official=${analyst.official}`);
      expect(new Set(rows.map((row) => row.name))).toEqual(new Set([`'${name}`]));
    },
  );

  test('it says so where it can’t hold everything, and holds the newest', async () => {
    const portal = new Portal();
    const analyst = await signedIn(portal, 'analyst');
    await env.DB.prepare(
      `insert into acts
         with recursive log as (
           select place, hash from acts where place = 2 union all select place + 1, printf('%064d', place + 1) from log where place < ?1
         )
         select place, 'act-' || place, 0, null, 'portal', 'retention.carry-out', 'polls/first-trees', 'null', 'null', 'none',
           lag(hash) over (order by place), hash from log where true order by place limit -1 offset 1`,
    )
      .bind(mostInAFile + 2)
      .run();
    const whole = await fileFor(analyst, '?act=retention');
    expect(whole.name).toContain('"audit-2026-11-23.csv"');
    expect(whole.rows).toHaveLength(mostInAFile);
    const cut = await fileFor(analyst);
    expect(cut.name).toContain(`"audit-2026-11-23-latest-${mostInAFile}.csv"`);
    expect(cut.rows).toHaveLength(mostInAFile);
    expect(new Set(cut.rows.map(({ place }) => place)).size).toBe(mostInAFile);
    expect(cut.rows[0]?.place).toBe(String(mostInAFile + 2));
  });
});

describe('as a chain', () => {
  test('it is for the holder of the operator’s token alone', async () => {
    const portal = new Portal();
    const admin = await signedIn(portal, 'admin');
    await refused(await admin.get('/api/audit'), 401, 'unauthorised');
    await refused(await portal.browser().get('/api/audit'), 401, 'unauthorised');
  });

  test('it is whole, page by page', async () => {
    const portal = new Portal();
    for (const role of ['clerk', 'editor', 'analyst'] as const) await signedIn(portal, role);
    const acts = await chain(portal, 2);
    expect(acts).toHaveLength(6);
    expect(await follow(beginning, acts)).toEqual({ head: { place: 6, hash: acts.at(-1)?.hash }, broken: null });
  });

  test.each([
    ["update acts set role = 'admin' where place = 2", { place: 2, how: 'changed' }],
    ['update acts set at = at + 1 where place = 3', { place: 3, how: 'changed' }],
    ['delete from acts where place = 1', { place: 1, how: 'missing' }],
    ['delete from acts where place = 3', { place: 3, how: 'missing' }],
    ['update acts set place = 5 - place where place in (2, 3)', { place: 2, how: 'changed' }],
  ])('it shows what somebody did who has the database itself: %s', async (statement, broken) => {
    const portal = new Portal();
    for (const role of ['clerk', 'analyst'] as const) await signedIn(portal, role);
    const apart = statement.replace('set place = 5 - place', 'set place = 105 - place');
    await env.DB.batch(
      ['drop trigger acts_stay', 'drop trigger acts_last', apart, 'update acts set place = place - 100 where place > 100'].map((one) =>
        env.DB.prepare(one),
      ),
    );
    expect((await follow(beginning, await pages(portal))).broken).toEqual(broken);
  });
});

/** The chain in one page, wherever it has gaps. */
async function pages(portal: Portal): Promise<StoredAct[]> {
  return (await shaped(await portal.request('/api/audit', { headers: operator() }), 200, chainReply)).acts;
}
