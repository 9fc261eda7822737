/** What moderators read: what waits longest first, what belongs together beside each other, and all that one has to know. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { said } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { commentsIn, decided, queueFor } from '../support/moderation.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';

const readBefore = (slug = 'well-square') => aConsultation({ slug, comments: { moderation: 'before' } });

/** Writes comments by the shortest way, as an import would: one a minute, each by somebody else. */
async function waiting(texts: readonly string[], { channel = 'web', language = 'en' } = {}): Promise<void> {
  await env.DB.prepare(
    `insert into comments (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at)
     select value ->> 'id', 'well-square', 'author-' || key, '1', ?2, 'open', ?3, value ->> 'body', value ->> 'id', 'waiting', 1700000000000 + key * 60000
     from json_each(?1)`,
  )
    .bind(JSON.stringify(texts.map((body) => ({ id: crypto.randomUUID(), body }))), channel, language)
    .run();
}

test('the oldest is first, with its promise, its language and how its author fared before', async () => {
  const portal = new Portal(await readBefore());
  const author = portal.browser();
  const moderator = await signedIn(portal, 'moderator');
  const { id: bad } = await said(author, 'Fools, all of them.');
  const { id: parent } = await said(portal.browser(), 'More shade on the square.');
  await decided(moderator, [bad], { reason: 'insult' });
  await decided(moderator, [parent]);
  portal.now = '2026-11-23T13:00:00+02:00';
  const { id: second } = await said(author, 'צל בכיכר', { language: 'he', replyTo: parent });
  portal.now = '2026-11-23T14:00:00+02:00';
  const { id: third } = await said(portal.browser(), 'And benches.');
  const queue = await queueFor(moderator);
  expect(queue.totals).toEqual({ waiting: 2, reported: 0, appealed: 0, hidden: 1, mine: 2 });
  expect(queue.languages).toEqual(
    expect.arrayContaining([
      { language: 'he', comments: 1 },
      { language: 'en', comments: 1 },
    ]),
  );
  expect(queue.groups).toMatchObject([
    {
      because: [],
      comments: [
        {
          id: second,
          body: 'צל בכיכר',
          language: 'he',
          hiddenBefore: 1,
          replyTo: { id: parent, excerpt: 'More shade on the square.' },
          promisedBy: '2026-11-24T11:00:00.000Z',
        },
      ],
    },
    { comments: [{ id: third, hiddenBefore: 0, replyTo: null, latest: null }] },
  ]);
  expect(commentsIn(await queueFor(moderator, 'waiting', '&language=he')).map(({ id }) => id)).toEqual([second]);
  const mine = commentsIn(await queueFor(moderator, 'mine'));
  expect(mine.map(({ id }) => id).sort()).toEqual([bad, parent].sort());
  expect(mine.every(({ latest }) => latest?.undoable)).toBe(true);
  expect(commentsIn(await queueFor(moderator, 'hidden'))).toMatchObject([{ id: bad, hiddenFor: 'insult', promisedBy: null }]);
});

test('what says nearly the same stands together, and so does a flood of one author', async () => {
  const portal = new Portal(await readBefore());
  const moderator = await signedIn(portal, 'moderator');
  const same = 'Please plant almond trees along the whole northern side of Well Square before the summer begins.';
  const ids = { same: [] as string[], flood: [] as string[] };
  const flooding = portal.browser();
  for (let n = 0; n < 5; n += 1) {
    ids.same.push((await said(portal.browser(), n % 2 ? `${same} Thanks ${n}` : same.toUpperCase())).id);
    ids.flood.push(
      (await said(flooding, ['Benches!', 'A fountain?', 'Nothing at all.', 'Parking, what else', 'Who asked us'][n] ?? '')).id,
    );
  }
  const { id: alone } = await said(portal.browser(), 'A market on Fridays would be lovely.');
  const { groups } = await queueFor(moderator);
  const told = groups.map(({ because, comments }) => ({ because, ids: comments.map(({ id }) => id).sort() }));
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      { because: ['alike'], ids: [...ids.same].sort() },
      { because: ['flood'], ids: [...ids.flood].sort() },
      { because: [], ids: [alone] },
    ]),
  );
});

test('a list is read page by page to its end, whatever is decided on the way, and shows everything once', async () => {
  const portal = new Portal(await readBefore());
  const moderator = await signedIn(portal, 'moderator');
  const words = ['shade', 'water', 'market', 'school', 'bus', 'garden', 'noise', 'light', 'well', 'road'];
  const text = (n: number) => `${words[n % 10]} ${(n * 7919).toString(36)} ${words[(n * 3) % 10]} ${(n * 104729).toString(36)}`;
  await waiting(Array.from({ length: 540 }, (_, n) => text(n)));
  const found: string[] = [];
  let query = '';
  for (let page = 0; page < 40; page += 1) {
    const queue = await queueFor(moderator, 'waiting', query);
    const ids = commentsIn(queue).map(({ id }) => id);
    found.push(...ids);
    if (page % 3 === 0 && ids.length > 0) await decided(moderator, ids, { seen: queue.seen });
    if (queue.next === null) break;
    query = `&after=${encodeURIComponent(queue.next)}`;
  }
  expect(found).toHaveLength(540);
  expect(new Set(found).size).toBe(540);
});

test('nobody waits for what was imported', async () => {
  const portal = new Portal(await readBefore());
  await waiting(['An old comment from elsewhere.'], { channel: 'import' });
  expect(commentsIn(await queueFor(await signedIn(portal, 'moderator')))).toMatchObject([{ channel: 'import', promisedBy: null }]);
});

test.each(['x', '~', 'x~y', '%00', "' or 1=1"])('a cursor that is none of ours gives the first page: %j', async (after) => {
  const portal = new Portal(await readBefore());
  await waiting(['One.']);
  const queue = await queueFor(await signedIn(portal, 'moderator'), 'waiting', `&after=${encodeURIComponent(after)}`);
  expect(commentsIn(queue)).toHaveLength(1);
});
