/** What was asked stays on record as it was asked, and a definition that is not one is never guessed at. */
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { entriesReply } from '../../worker/definitions/contract.ts';
import { canonical, sha256 } from '../../worker/definitions/rules.ts';
import { publishedThrough } from '../../worker/platform/published.ts';
import { pollDefinition } from '../../worker/questionnaires/contract.ts';
import { expectNothingInternal, refused, shaped } from '../support/answers.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';
import { crowd, tallyFor, vote, voted } from '../support/votes.ts';

test('the question is kept with the first answer, once, under the hash of its text', async () => {
  const poll = await aPoll();
  await crowd(new Portal(poll), 3, 'oak');
  const kept = await rows('definitions');
  expect(kept.map(({ part, json }) => ({ part, json }))).toEqual(
    expect.arrayContaining([
      { part: 'rules', json: canonical(poll.rules) },
      { part: 'words', json: canonical(poll.words) },
    ]),
  );
  expect(kept).toHaveLength(2);
  for (const { version, json } of kept) expect(version).toBe(await sha256(String(json)));
});

test('each answer names the words that it was given to, when they were corrected between', async () => {
  const before = await aPoll();
  const after = await aPoll({ label: (id) => `${id} tree` });
  const portal = new Portal(before);
  const first = await voted(portal.browser(), 'oak');
  portal.publish(after);
  const second = await voted(portal.browser(), 'oak');
  expect(first.receipt.versions).toEqual(before.versions);
  expect(second.receipt.versions).toEqual(after.versions);
  expect(after.versions.words).not.toBe(before.versions.words);
  expect((await rows('definitions')).map(({ version }) => version).sort()).toEqual(
    [before.versions.rules, before.versions.words, after.versions.words].sort(),
  );
});

test('what was kept can be neither changed nor deleted', async () => {
  await crowd(new Portal(await aPoll()), 1, 'oak');
  await expect(env.DB.prepare("update definitions set json = '{}'").run()).rejects.toThrow('never changed');
  await expect(env.DB.prepare('delete from definitions').run()).rejects.toThrow('never deleted');
  expect(await rows('definitions')).toHaveLength(2);
});

const door = (answer: () => Response | Promise<Response>) => publishedThrough(async () => answer(), false);

test.each([
  ['another status', () => Response.json({}, { status: 500 })],
  ['a page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
  ['another shape', () => Response.json({ kind: 'poll' })],
  ['no JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } })],
  [
    'versions that are not its own',
    async () => Response.json({ ...(await aPoll()), versions: (await aPoll({ options: ['a', 'b'] })).versions }),
  ],
  ['nothing for ever', () => Promise.reject(new Error('no way in'))],
])('a site that answers with %s gives no definition', async (_, answer) => {
  await expect(door(answer).read('polls', 'first-trees', pollDefinition)).rejects.toThrow();
});

test('a definition that does not fit stops the act with nothing recorded and nothing internal told', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const portal = new Portal({ ...(await aPoll()), versions: (await aPoll({ options: ['a', 'b'] })).versions });
  const response = await vote(portal.browser(), 'oak');
  expectNothingInternal(await response.clone().text());
  await refused(response, 503, 'unavailable');
  expect(await rows('responses')).toEqual([]);
});

test('a definition that was found is remembered, and one that was not is asked for again', async () => {
  const poll = await aPoll();
  const answers = [new Response(null, { status: 404 }), Response.json(poll)];
  const asked: string[] = [];
  const published = publishedThrough(async (path) => {
    asked.push(path);
    return answers.shift() ?? Response.error();
  }, true);
  const read = () => published.read('polls', 'first-trees', pollDefinition);
  expect(await read()).toBeNull();
  expect(await read()).toEqual(poll);
  expect(await read()).toEqual(poll);
  expect(asked).toEqual(['/data/polls/first-trees.json', '/data/polls/first-trees.json']);
});

test('the list of what is open tells phases, notices and people as they are now', async () => {
  const portal = new Portal(await aPoll(), await aConsultation(), await aPoll({ slug: 'benches', opens: '2026-12-01T08:00:00+02:00' }));
  await crowd(portal, 2, 'oak');
  const said = { body: 'More shade.', language: 'en' };
  await portal.browser().send('POST', '/api/consultations/well-square/comments', { body: said });
  portal.now = '2026-12-01T07:59:59+02:00';
  const { entries } = await shaped(await portal.browser().get('/api/entries'), 200, entriesReply);
  expect(entries.map(({ slug, phase, notice, people }) => ({ slug, phase, notice, people }))).toEqual([
    { slug: 'first-trees', phase: 'open', notice: 'closing-soon', people: 2 },
    { slug: 'well-square', phase: 'open', notice: 'closing-soon', people: 1 },
    { slug: 'benches', phase: 'upcoming', notice: null, people: 0 },
  ]);
  expect((await tallyFor(portal.browser())).people).toBe(2);
});
