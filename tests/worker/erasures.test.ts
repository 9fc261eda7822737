/** Somebody's words are taken out on request: nowhere in the database are they afterwards, and every count stays as it was. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { actsAfter } from '../../db/audit.ts';
import { erasedReply, erasuresReply } from '../../worker/erasures/contract.ts';
import { idIn } from '../../worker/erasures/rules.ts';
import { refused, shaped } from '../support/answers.ts';
import { pageFor, reacted, receiptFor, said, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation, now } from '../support/definitions.ts';
import { dumped } from '../support/dump.ts';
import { signedIn } from '../support/officials.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const marker = 'Shoshana of the third floor';
const at = new Date(now).toISOString();

const town = async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses' }));
  return { portal, moderator: await signedIn(portal, 'moderator'), writer: portal.browser(), reader: portal.browser() };
};
const erase = (official: Browser, comment: string, what: object = {}) =>
  official.send('POST', '/api/office/erasures', { body: { comment, scope: 'comment', ground: 'others-data', ...what } });
const erased = async (official: Browser, comment: string, what: object = {}) =>
  (await shaped(await erase(official, comment, what), 201, erasedReply)).erased;
const write = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

test('the text is nowhere in the database any more; reactions and replies stay and are counted', async () => {
  const { portal, moderator, writer, reader } = await town();
  const comment = await said(writer, `${marker} is too loud.`);
  await said(reader, 'I know her.', { replyTo: comment.id });
  for (const browser of [portal.browser(), reader]) await reacted(browser, comment.id, 'agree');
  await write(
    `insert into reports (comment, reporter, reason, words, reported_at) values (?, 'x', 'personal-data', ?, 0)`,
    comment.id,
    marker,
  );
  expect(await dumped()).toContain(marker);
  const before = await pageFor(portal.browser());

  expect(await erased(moderator, comment.id)).toEqual([comment.id]);
  const after = await dumped();
  for (const word of marker.split(' ').filter((word) => word.length > 4)) expect(after).not.toContain(word);
  const stub = (await threadFor(portal.browser(), comment.id)).comment;
  expect(stub).toMatchObject({ state: 'withdrawn', body: null, agrees: 2, replies: 1, erased: { at, ground: 'others-data' } });
  const { totals, comments } = await pageFor(portal.browser());
  expect(totals).toEqual({ ...before.totals, comments: before.totals.comments - 1 });
  // The thread stays in the list, with its stub.
  expect(comments.map(({ id, erased }) => [id, erased])).toEqual([[comment.id, { at, ground: 'others-data' }]]);
  expect(await receiptFor(writer, comment.id)).toMatchObject({ withdrawable: false, comment: { body: null, own: true } });
  await expectCommentsToAddUp();
});

test('of a hidden comment also the note of the moderator and the appeal of the author go', async () => {
  const { portal, moderator, writer } = await town();
  const comment = await said(writer, `${marker} is too loud.`);
  await write(
    `insert into moderations (id, comment, decision, reason, found, waiting_since, decided_at, request_id) values ('m', ?, 'hide', 'insult', 'published', null, 0, 'r')`,
    comment.id,
  );
  await write("update comments set state = 'hidden', hidden_for = 'insult'");
  await write("insert into moderation_notes values ('m', ?)", marker);
  await write("insert into appeals values ('a', ?, 'm', ?, 0, null)", comment.id, marker);
  await erased(moderator, comment.id, { ground: 'court-order' });
  expect(await dumped()).not.toContain('Shoshana');
  expect((await threadFor(portal.browser(), comment.id)).comment).toMatchObject({ state: 'withdrawn', hiddenFor: null });
  // That it was hidden, and why, stays in the log.
  expect(await rows('moderations')).toMatchObject([{ decision: 'hide', reason: 'insult' }]);
  await expectCommentsToAddUp();
});

test('all that one author wrote on a consultation goes at once, and what they reported there; nobody else’s, and nothing elsewhere', async () => {
  const { moderator, writer, reader } = await town();
  const mine = [await said(writer, `${marker} one.`), await said(writer, `${marker} two.`)];
  const theirs = await said(reader, 'A view.');
  const elsewhere = await said(writer, `${marker} elsewhere.`, { on: 'night-buses' });
  mine.push(await said(writer, `${marker} three.`, { replyTo: theirs.id }));
  await write(
    `insert into reports (comment, reporter, reason, words, reported_at) select ?, author, 'insult', ?, 0 from comments where id = ?`,
    theirs.id,
    `I, ${marker}, find this rude.`,
    mine[0]?.id,
  );
  expect(await erased(moderator, mine[1]?.id ?? '', { scope: 'author', ground: 'authors-request' })).toEqual(mine.map(({ id }) => id));
  const standing = (await rows('comments')).filter(({ body }) => body !== '').map(({ id }) => id);
  expect(standing.sort()).toEqual([theirs.id, elsewhere.id].sort());
  expect((await dumped()).split(marker)).toHaveLength(2);
  await expectCommentsToAddUp();
});

test('a flood of one author goes with as few statements as one text', async () => {
  const { portal, moderator, writer } = await town();
  const comment = await said(writer, 'One of very many.');
  await write(
    `with recursive flood (n) as (select 1 union all select n + 1 from flood where n < 1500)
     insert into comments (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at)
     select lower(hex(randomblob(16))), consultation, author, '1', 'web', 'open', 'en', 'Many ' || n, 'flood ' || n, 'waiting', n
     from comments cross join flood where id = ?`,
    comment.id,
  );
  const batches: number[] = [];
  portal.bindings.DB = new Proxy(env.DB, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (property !== 'batch') return typeof value === 'function' ? value.bind(target) : value;
      return (statements: D1PreparedStatement[]) => {
        batches.push(statements.length);
        return target.batch(statements);
      };
    },
  });
  await erase(moderator, comment.id, { scope: 'author' });
  expect((await rows('comments')).filter(({ body }) => body !== '')).toEqual([]);
  expect(await rows('erasures')).toHaveLength(1501);
  expect(batches.at(-1)).toBeLessThan(10);
  await expectCommentsToAddUp();
});

test('the office has a log of it, and the audit log holds ids alone', async () => {
  const { portal, moderator, writer } = await town();
  const comment = await said(writer, `${marker} is too loud.`);
  await erased(moderator, `https://portal.test/en/comments/${comment.id}#reply`);
  const { erasures } = await shaped(await moderator.get('/api/office/erasures'), 200, erasuresReply);
  expect(erasures).toEqual([{ comment: comment.id, consultation: 'well-square', ground: 'others-data', at, official: 'The moderator' }]);
  const acts = (await actsAfter(env.DB, 0, 100)).filter(({ act }) => act === 'erasures.erase');
  expect(acts).toMatchObject([{ subject: `comments/${comment.id}`, official: moderator.official }]);
  expect(JSON.parse(acts[0]?.after ?? '')).toEqual({ scope: 'comment', ground: 'others-data', comments: [comment.id] });
  // Page by page, where there are many.
  for (const text of ['One.', 'Two.', 'Three.']) await erased(moderator, (await said(portal.browser(), text)).id);
  const page = await shaped(await moderator.get(`/api/office/erasures?before=${erasures[0]?.comment}`), 200, erasuresReply);
  expect(page.erasures.length + 1).toBeLessThanOrEqual(4);
});

describe('it is refused', () => {
  test('where there is no such comment, or no text any more', async () => {
    const { moderator, writer } = await town();
    for (const nothing of ['my comment', crypto.randomUUID()]) await refused(await erase(moderator, nothing), 404, 'not-found');
    const [gone, taken] = [await said(writer, 'One.'), await said(writer, 'Two.')];
    await erased(moderator, gone.id);
    await withdrawn(writer, taken.id);
    for (const { id } of [gone, taken]) await refused(await erase(moderator, id), 409, 'not-changeable');
    expect(await rows('erasures')).toHaveLength(1);
  });

  test('to an official of another department', async () => {
    const { portal, writer } = await town();
    portal.departments['well-square'] = 'gardens';
    const comment = await said(writer, 'One.');
    await refused(await erase(await signedIn(portal, 'moderator', 'roads'), comment.id), 403, 'not-allowed');
    expect(await erased(await signedIn(portal, 'moderator', 'gardens'), comment.id)).toEqual([comment.id]);
    expect(
      (await shaped(await (await signedIn(portal, 'moderator', 'roads')).get('/api/office/erasures'), 200, erasuresReply)).erasures,
    ).toEqual([]);
  });

  test('of two at once to one, who is told', async () => {
    const { portal, moderator, writer } = await town();
    const comment = await said(writer, 'One.');
    const other = await signedIn(portal, 'admin');
    const responses = await Promise.all([erase(moderator, comment.id), erase(other, comment.id)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await rows('erasures')).toHaveLength(1);
  });

  test('by the database, where somebody would bring a text or a record back', async () => {
    const { moderator, writer } = await town();
    await erased(moderator, (await said(writer, 'One.')).id);
    await expect(write("update comments set state = 'published'")).rejects.toThrow('there is no text any more');
    await expect(write('delete from erasures')).rejects.toThrow('append-only');
    await expect(write("update erasures set ground = 'court-order'")).rejects.toThrow('append-only');
  });
});

test.each([
  ['0190a1b2-0000-7000-8000-00000000abcd', '0190a1b2-0000-7000-8000-00000000abcd'],
  [' https://kikar.example/he/receipts/0190A1B2-0000-7000-8000-00000000ABCD ', '0190a1b2-0000-7000-8000-00000000abcd'],
  ['/ar/comments/0190a1b2-0000-7000-8000-00000000abcd?after=x', '0190a1b2-0000-7000-8000-00000000abcd'],
  ['0190a1b2-0000-7000-8000-00000000abcd0', null],
  ['the third comment', null],
])('what an official was given, as %s, names %s', (text, id) => {
  expect(idIn(text)).toBe(id);
});
