/** What was decided before officials signed in stays in the log, word for word. */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { aConsultation } from '../support/definitions.ts';
import { logOf } from '../support/moderation.ts';
import { Portal } from '../support/portal.ts';

test('decisions of a portal that is brought up to date are the operator’s, in their order', async () => {
  const { DB, MIGRATIONS } = bindings;
  await reset();
  await applyD1Migrations(
    DB,
    MIGRATIONS.filter(({ name }) => name < '0006'),
  );
  const id = '01a20b87-ae05-7e9a-aa83-c1818ddd44ac';
  await DB.batch([
    DB.prepare(
      `insert into comments (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, hidden_for, submitted_at)
       values (?, 'well-square', 'x', '1', 'web', 'open', 'en', 'Fools.', 'x', 'hidden', 'insult', 1000)`,
    ).bind(id),
    DB.prepare(`insert into moderations values ('2', ?, 'hide', 'insult', 9000, 'second')`).bind(id),
    DB.prepare(`insert into moderations values ('1', ?, 'publish', null, 61000, 'first')`).bind(id),
    DB.prepare(`insert into moderations values ('0', ?, 'publish', null, 4000, 'first of all')`).bind(id),
  ]);
  await applyD1Migrations(DB, MIGRATIONS);
  const { results } = await DB.prepare(
    'select id, decision, reason, official, found, waiting_since, decided_at, request_id from moderations',
  ).all();
  const row = { official: null, found: null, waiting_since: null };
  expect(results).toEqual([
    { ...row, id: '0', decision: 'publish', reason: null, waiting_since: 1000, decided_at: 4000, request_id: 'first of all' },
    { ...row, id: '2', decision: 'hide', reason: 'insult', decided_at: 9000, request_id: 'second' },
    { ...row, id: '1', decision: 'publish', reason: null, decided_at: 61000, request_id: 'first' },
  ]);
  const { decisions } = await logOf(new Portal(await aConsultation()));
  expect(decisions.map(({ place, waitedSeconds }) => [place, waitedSeconds])).toEqual([
    [3, null],
    [2, null],
    [1, 3],
  ]);
});
