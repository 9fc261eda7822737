/** What moderators do is public: what, why, how long it took, what became of appeals; never a text or a name. */
import { expect, test } from 'vitest';
import { decisionsBefore } from '../../worker/moderation-log/store.ts';
import { csvOf } from '../../worker/platform/csv.ts';
import { said } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { appealed, decided, logOf, reported, undone } from '../support/moderation.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';
import { stepsOf } from '../support/query-plans.ts';
import { rows } from '../support/recount.ts';

const readBefore = () => aConsultation({ comments: { moderation: 'before' } });

async function csvFrom(portal: Portal): Promise<string> {
  const response = await portal.browser().get('/api/moderation/log.csv');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('moderation-log.csv');
  return response.text();
}

test('anybody reads what was decided, why, how long it took and what became of an appeal; and it adds up', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const { id: one } = await said(author, 'One.');
  const { id: two } = await said(author, 'Two.');
  const [moderator, another] = [await signedIn(portal, 'moderator'), await signedIn(portal, 'moderator')];
  portal.now = '2026-11-23T12:10:00+02:00';
  await decided(moderator, [one]);
  portal.now = '2026-11-23T12:30:00+02:00';
  await decided(moderator, [two], { reason: 'insult' });
  await appealed(author, two);
  await reported(portal.browser(), one);
  portal.now = '2026-11-23T13:00:00+02:00';
  await decided(another, [two], { from: 'hidden' });
  const { request } = await decided(another, [one], { from: 'published', reason: 'repeated' });
  await undone(another, request);

  const { decisions, next, summary } = await logOf(portal);
  const nothing = { reason: null, waitedSeconds: null, reported: false, decides: null, appeal: null, undoes: null, undone: false };
  const at = (minutes: string) => `2026-11-23T${minutes}:00.000Z`;
  const line = { consultation: 'well-square', ...nothing };
  expect(decisions).toEqual([
    { ...line, place: 5, at: at('11:00'), comment: one, decision: 'publish', undoes: 4 },
    // whose reports are open again
    { ...line, place: 4, at: at('11:00'), comment: one, decision: 'hide', reason: 'repeated', waitedSeconds: 1800, undone: true },
    { ...line, place: 3, at: at('11:00'), comment: two, decision: 'publish', waitedSeconds: 1800, decides: 'granted' },
    { ...line, place: 2, at: at('10:30'), comment: two, decision: 'hide', reason: 'insult', waitedSeconds: 1800, appeal: 'granted' },
    { ...line, place: 1, at: at('10:10'), comment: one, decision: 'publish', waitedSeconds: 600 },
  ]);
  expect(next).toBeNull();
  expect(summary).toEqual({
    since: '2026-10-24T11:00:00.000Z',
    published: 2,
    hidden: 1,
    medianWaitSeconds: 1800,
    appeals: { granted: 1, upheld: 0, open: 0 },
  });
  const lines = (await csvFrom(portal)).trim().split('\r\n');
  expect(lines[0]).toBe('place,at,consultation,comment,decision,reason,waitedSeconds,reported,decides,appeal,undoes,undone');
  expect(lines.slice(1)).toHaveLength(5);
  expect(lines[4]).toBe(`2,${at('10:30')},well-square,${two},hide,insult,1800,false,,granted,,false`);
});

test('never what was written, noted, reported or appealed, nor a name or a key', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'The marker zq9 is here.');
  await reported(portal.browser(), id, { words: 'The marker zq9 is here too.' });
  const moderator = await signedIn(portal, 'moderator');
  await moderator.send('PUT', '/api/office/me', { body: { name: 'Zq9 Marker' } });
  await decided(moderator, [id], { from: 'published', reason: 'insult', note: 'zq9 again.' });
  await appealed(author, id, 'zq9, zq9, zq9!');
  const everything = [JSON.stringify(await logOf(portal)), await csvFrom(portal)].join('\n');
  expect(everything).toContain(id);
  expect(everything.toLowerCase()).not.toContain('zq9');
  const [comment] = await rows('comments');
  const [report] = await rows('reports');
  for (const secret of [comment?.author, report?.reporter, moderator.official, moderator.address])
    expect(everything).not.toContain(String(secret));
  // and neither does the log itself hold it, nor the audit log
  for (const table of ['moderations', 'acts']) expect(JSON.stringify(await rows(table)).toLowerCase()).not.toContain('zq9');
});

test('the log goes by pages, and the file holds all of it', async () => {
  const portal = new Portal(await readBefore());
  const other = await aConsultation({ slug: 'road-works', comments: { moderation: 'before' } });
  portal.publish(other);
  const moderator = await signedIn(portal, 'moderator');
  const ids = await Promise.all(Array.from({ length: 60 }, async (_, n) => (await said(portal.browser(), `Tree ${n}.`)).id));
  await decided(moderator, ids);
  await decided(moderator, [(await said(portal.browser(), 'Elsewhere.', { on: 'road-works' })).id]);
  const first = await logOf(portal);
  expect(first.decisions).toHaveLength(50);
  const second = await logOf(portal, `?after=${first.next}`);
  expect(second.next).toBeNull();
  const places = [...first.decisions, ...second.decisions].map(({ place }) => place);
  expect(places).toEqual(Array.from({ length: 61 }, (_, n) => 61 - n));
  expect((await csvFrom(portal)).trim().split('\r\n')).toHaveLength(62);
  expect(await logOf(portal, '?consultation=road-works')).toMatchObject({ decisions: [{ place: 61 }], summary: { published: 1 } });
});

test('a page of the log looks reports and appeals up, however many there are', async () => {
  const steps = await stepsOf((database) => decisionsBefore(database, { before: null }, 50));
  expect(steps.filter((step) => /^SCAN (reports|appeals)/.test(step))).toEqual([]);
  expect(steps.join()).toMatch(/SEARCH reports .*SEARCH appeals/);
});

test('what is imported made nobody wait', async () => {
  const portal = new Portal(await aConsultation());
  expect(await logOf(portal)).toMatchObject({ decisions: [], next: null, summary: { published: 0, hidden: 0, medianWaitSeconds: null } });
});

test.each(['=1+1', '+1', '-1', '@now', '\t=1', '\r=1'])('a cell that a spreadsheet would run is a text: %j', (cell) => {
  const [, line] = csvOf(['cell'], [{ cell }]).split('\r\n');
  expect(line?.replace(/^"/, '')).toMatch(/^'/);
  expect(csvOf(['cell'], [{ cell: -5 }])).toContain('\r\n-5\r\n');
});
