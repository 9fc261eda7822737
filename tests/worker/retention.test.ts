/** What was promised to be forgotten is forgotten, once and for good, and every count stays as it was. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { actsAfter } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { recountReply } from '../../worker/recount/contract.ts';
import { retentionReply } from '../../worker/retention/contract.ts';
import { retain } from '../../worker/retention/job.ts';
import { refused, shaped } from '../support/answers.ts';
import { contributionsOf, moderated, pageFor, reacted, receiptFor, said, withdrawn } from '../support/comments.ts';
import { aConsultation, aPoll, aQuiz, closes } from '../support/definitions.ts';
import { dumped } from '../support/dump.ts';
import { failing } from '../support/faults.ts';
import { type Browser, operator, Portal } from '../support/portal.ts';
import { learners } from '../support/quizzes.ts';
import { expectCommentsToAddUp, expectVotesToAddUp, rows } from '../support/recount.ts';
import { crowd, tallyFor, voted, receiptFor as voteReceiptFor } from '../support/votes.ts';

const keptUntil = '2028-06-03T00:00:00+03:00';
const justBefore = '2028-06-02T23:59:59.999+03:00';

const town = async () => {
  const kept = { keptUntil };
  return new Portal(await aPoll(kept), await aPoll({ slug: 'benches' }), await aQuiz(kept), await aConsultation(kept));
};
const carryOut = (portal: Portal, instant: string) => {
  portal.now = instant;
  return retain(portal.bindings, portal.desk.published, Date.parse(instant));
};
const noDifference = async (portal: Portal) => {
  const { differences } = await shaped(await portal.browser().get('/api/recount', operator()), 200, recountReply);
  expect(differences).toEqual([]);
  await expectVotesToAddUp();
  await expectCommentsToAddUp();
};

/** A day on which everything happens that leaves a key or a text. */
async function livelyDay(portal: Portal) {
  const [writer, reader] = [portal.browser(), portal.browser()] as [Browser, Browser];
  const published = await said(writer, 'More shade, please.');
  const reply = await said(reader, 'And benches.', { replyTo: published.id });
  const hidden = await said(writer, 'An insulting sentence.');
  const taken = await said(reader, 'Something I regret.');
  for (const browser of [writer, reader]) await reacted(browser, published.id, 'agree');
  await reacted(portal.browser(), reply.id, 'disagree');
  await moderated(portal, hidden.id, 'insult');
  await withdrawn(reader, taken.id);
  const [voter] = await crowd(portal, 4, 'oak');
  await crowd(portal, 3, 'olive');
  const { receipt } = await voted(voter, 'carob');
  await learners(portal, 5);
  await crowd(portal, 2, 'oak', 'benches');
  return { writer, reader, voter, published, hidden, receipt };
}

test('at the promised instant keys become random, the same for the same person, and every count stays', async () => {
  const portal = await town();
  const { writer, voter, published, hidden, receipt } = await livelyDay(portal);
  const before = {
    poll: await tallyFor(portal.browser()),
    comments: await pageFor(portal.browser()),
    responses: await rows('responses'),
    reactions: await rows('reactions'),
    written: await rows('comments'),
    benches: (await rows('responses')).filter(({ questionnaire }) => questionnaire === 'polls/benches'),
  };
  expect(await carryOut(portal, justBefore)).toEqual([]);
  expect(await rows('responses')).toEqual(before.responses);

  expect((await carryOut(portal, keptUntil)).sort()).toEqual(['consultations/well-square', 'polls/first-trees', 'quizzes/shade-facts']);
  await noDifference(portal);
  expect({ ...(await tallyFor(portal.browser())), at: before.poll.at }).toEqual(before.poll);
  expect((await pageFor(portal.browser())).totals).toEqual(before.comments.totals);

  // No key is what it was; who was one person is one still.
  const former = new Set([...before.responses, ...before.reactions].map(({ respondent }) => respondent));
  for (const { questionnaire, respondent } of await rows('responses')) {
    expect(former.has(respondent ?? null)).toBe(questionnaire === 'polls/benches');
  }
  const named = new Map(before.written.map(({ id, author }) => [id, author]));
  const renamed = new Map((await rows('comments')).map(({ id, author }) => [id, author]));
  for (const [one, author] of named) {
    for (const [other, another] of named) expect(renamed.get(one) === renamed.get(other)).toBe(author === another);
  }
  const people = new Set((await rows('participations')).map(({ respondent }) => respondent));
  for (const { respondent } of await rows('reactions')) expect(people.has(respondent ?? null)).toBe(true);
  expect(await rows('renamings')).toEqual([]);
  // A key of a retry would lead to the receipt, and to the browser that it made known.
  const receipts = (await rows('submissions')).map((row) => row.receipt);
  expect(receipts.sort()).toEqual(before.benches.map(({ id }) => id).sort());

  // The browser that sent it is nobody to it any more; the receipts stay to be read.
  expect((await contributionsOf(writer)).comments).toEqual([]);
  expect(await receiptFor(writer, published.id)).toMatchObject({ comment: { own: false, body: 'More shade, please.' } });
  expect(await voteReceiptFor(voter, receipt.id)).toMatchObject({ own: false, answers: null });
  expect((await rows('comments')).find(({ id }) => id === hidden.id)).toMatchObject({ state: 'hidden', body: '' });
});

test('it is carried out once, and everybody sees when, for how many people, and how many texts went', async () => {
  const portal = await town();
  await livelyDay(portal);
  const told = async () => shaped(await portal.browser().get('/api/retention'), 200, retentionReply);
  const states = async () => (await told()).entries.map(({ slug, carriedOutAt, people, texts }) => [slug, carriedOutAt, people, texts]);
  expect((await told()).entries.map(({ slug, keptUntil }) => [slug, keptUntil])).toEqual([
    ['first-trees', keptUntil],
    ['shade-facts', keptUntil],
    ['well-square', keptUntil],
    ['benches', null],
  ]);
  await carryOut(portal, keptUntil);
  const at = new Date(keptUntil).toISOString();
  const carriedOut = [
    ['benches', null, null, null],
    ['first-trees', at, 7, 0],
    ['shade-facts', at, 5, 0],
    ['well-square', at, 3, 1],
  ];
  expect((await states()).sort()).toEqual(carriedOut);
  const first = await rows('responses');
  expect(await carryOut(portal, '2028-07-01T00:00:00+03:00')).toEqual([]);
  expect(await rows('responses')).toEqual(first);
  expect((await states()).sort()).toEqual(carriedOut);
  const acts = (await actsAfter(env.DB, 0, 100)).filter(({ act }) => act === 'retention.carry-out');
  expect(acts.map(({ subject, role }) => [subject, role]).sort()).toEqual([
    ['consultations/well-square', 'portal'],
    ['polls/first-trees', 'portal'],
    ['quizzes/shade-facts', 'portal'],
  ]);
});

test('two jobs at once carry out each subject once', async () => {
  const portal = await town();
  await livelyDay(portal);
  const done = (await Promise.all([carryOut(portal, keptUntil), carryOut(portal, keptUntil)])).flat();
  expect(done.sort()).toEqual(['consultations/well-square', 'polls/first-trees', 'quizzes/shade-facts']);
  await noDifference(portal);
});

test.each(['before', 'inside', 'after'] as const)('a job that fails %s its work goes on with it the next time', async (when) => {
  const portal = await town();
  await livelyDay(portal);
  const database = failing(env.DB, { when, to: /update "participations"/ });
  const broken = retain({ DB: database }, portal.desk.published, Date.parse(keptUntil));
  if (when === 'after') await broken;
  else await expect(broken).rejects.toThrow();
  expect(database.faults).toBe(1);
  await carryOut(portal, keptUntil);
  expect((await rows('retained')).map(({ subject }) => subject)).toContain('consultations/well-square');
  expect(await rows('renamings')).toEqual([]);
  await noDifference(portal);
});

test('what is still open is never touched, whatever instant stands in it', async () => {
  const portal = new Portal(await aPoll({ closes, keptUntil: '2026-11-03T00:00:00+02:00' }));
  await crowd(portal, 2, 'oak');
  const before = await rows('responses');
  expect(await carryOut(portal, '2026-11-24T00:00:00+02:00')).toEqual([]);
  expect(await rows('responses')).toEqual(before);
});

test('nothing comes in afterwards by any way, and what was emptied is not published', async () => {
  const portal = await town();
  const { hidden, published } = await livelyDay(portal);
  await carryOut(portal, keptUntil);
  const write = (sql: string) => env.DB.prepare(sql).run();
  const copy = (table: string, columns: string, values: string, where: string) =>
    write(`insert into ${table} (${columns}) select ${values} from ${table} where ${where} limit 1`);
  await expect(
    copy(
      'responses',
      'id, questionnaire, respondent, secret_id, channel, assurance, rules_version, words_version, recorded_at',
      "'new', questionnaire, 'someone', secret_id, 'import', assurance, rules_version, words_version, recorded_at",
      "questionnaire = 'polls/first-trees'",
    ),
  ).rejects.toThrow('kept no longer');
  await expect(write(`insert into reactions values ('${published.id}', 'someone', 'agree', 'import', 0)`)).rejects.toThrow(
    'kept no longer',
  );
  await expect(write(`update comments set state = 'published', hidden_for = null where id = '${hidden.id}'`)).rejects.toThrow('no text');
  await expect(write('delete from retained')).rejects.toThrow('stays forgotten');
  const comments = [{ sourceId: '1', author: 'a', body: 'Late.', language: 'en', at: '2026-11-20T08:00:00+02:00', rejected: false }];
  const sending = { body: { comments }, headers: operator() };
  await refused(await portal.browser().send('POST', '/api/imports/consultations/well-square/comments', sending), 409, 'closed');
});

test('a hundred times as many people are forgotten in one batch too', async () => {
  const portal = await town();
  await livelyDay(portal);
  await open(
    env.DB,
  ).run(`insert into responses (id, questionnaire, respondent, secret_id, channel, assurance, rules_version, words_version, recorded_at)
    with recursive people(n) as (select 1 union all select n + 1 from people where n < 3000)
    select 'many-' || n, 'polls/first-trees', 'person-' || n, '1', 'import', 'open',
      (select rules_version from responses where questionnaire = 'polls/first-trees'), (select words_version from responses where questionnaire = 'polls/first-trees'), 0 from people`);
  await carryOut(portal, keptUntil);
  expect((await rows('retained')).find(({ subject }) => subject === 'polls/first-trees')).toMatchObject({ people: 3007 });
  await noDifference(portal);
});

test('a former key stands nowhere in the database', async () => {
  const portal = await town();
  await livelyDay(portal);
  const keys = [...(await rows('comments')), ...(await rows('reactions')), ...(await rows('responses'))]
    .filter(({ questionnaire }) => questionnaire !== 'polls/benches')
    .map(({ author, respondent }) => String(author ?? respondent));
  const before = await dumped();
  for (const key of keys) expect(before).toContain(key);
  await carryOut(portal, keptUntil);
  const after = await dumped();
  for (const key of keys) expect(after).not.toContain(key);
});

test('what is reported, noted and appealed goes too; and what is reported later goes when it is settled', async () => {
  const portal = await town();
  const { published, hidden } = await livelyDay(portal);
  const write = (sql: string) => env.DB.prepare(sql).run();
  const [decision] = await rows('moderations');
  await write(`insert into moderation_notes values ('${decision?.id}', 'the marked note')`);
  await write(`insert into appeals values ('appeal', '${hidden.id}', '${decision?.id}', 'the marked appeal', 0, null)`);
  const report = (reporter: string) =>
    write(
      `insert into reports (comment, reporter, reason, words, reported_at) values ('${published.id}', '${reporter}', 'insult', 'the marked report', 0)`,
    );
  await report('reporting-key');
  await carryOut(portal, keptUntil);
  const after = await dumped();
  for (const gone of ['the marked', 'reporting-key']) expect(after).not.toContain(gone);
  expect((await rows('retained')).find(({ subject }) => subject === 'consultations/well-square')).toMatchObject({ people: 4, texts: 4 });
  await noDifference(portal);

  await report('late-key');
  await carryOut(portal, keptUntil);
  expect(await dumped()).toContain('the marked report');
  await write(`update reports set settled_by = '${decision?.id}' where reporter = 'late-key'`);
  await carryOut(portal, keptUntil);
  for (const gone of ['the marked', 'late-key']) expect(await dumped()).not.toContain(gone);
});

test('what is hidden later keeps its text for a day, while that may be taken back, and no longer', async () => {
  const portal = await town();
  const { published, hidden } = await livelyDay(portal);
  await carryOut(portal, keptUntil);
  const texts = async () => Object.fromEntries((await rows('comments')).map(({ id, body }) => [id, body]));
  await moderated(portal, published.id, 'insult');
  await carryOut(portal, '2028-06-03T23:59:00+03:00');
  expect(await texts()).toMatchObject({ [published.id]: 'More shade, please.', [hidden.id]: '' });
  await carryOut(portal, '2028-06-04T00:00:01+03:00');
  expect((await texts())[published.id]).toBe('');
  expect(Object.values(await texts())).toContain('And benches.');
  await noDifference(portal);
});
