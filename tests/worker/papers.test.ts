/** What came on paper, by phone or in person counts like what came by the web, once, and everybody can count it. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { batchesReply, enteredReply } from '../../worker/papers/contract.ts';
import { recountReply } from '../../worker/recount/contract.ts';
import { retain } from '../../worker/retention/job.ts';
import { refused, shaped } from '../support/answers.ts';
import { pageFor, said } from '../support/comments.ts';
import { aConsultation, aPoll, aQuiz, closes } from '../support/definitions.ts';
import { signedIn } from '../support/officials.ts';
import {
  ballot,
  batchesOf,
  batchFor,
  close,
  due,
  enter,
  entered,
  handedIn,
  open,
  opened,
  readTwice,
  settle,
  withdraw,
} from '../support/papers.ts';
import { operator, Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, expectVotesToAddUp, rows } from '../support/recount.ts';
import { byOption, crowd, tallyFor, tree } from '../support/votes.ts';

const square = { subject: { kind: 'consultation', slug: 'well-square' } } as const;

async function office(...definitions: ConstructorParameters<typeof Portal>) {
  const portal = new Portal(...(definitions.length > 0 ? definitions : [await aPoll()]));
  return { portal, clerk: await signedIn(portal, 'clerk') };
}

async function expectNoDifference(portal: Portal) {
  await expectVotesToAddUp();
  await expectCommentsToAddUp();
  const { differences } = await shaped(await portal.browser().get('/api/recount', operator()), 200, recountReply);
  expect(differences).toEqual([]);
}

describe('papers', () => {
  test('are counted in the same tally as the web, and shown by channel', async () => {
    const { portal, clerk } = await office();
    await crowd(portal, 3, 'oak');
    const paper = await opened(clerk);
    const phone = await opened(clerk, { channel: 'phone' });
    await entered(clerk, paper, [ballot('1', 'carob'), ballot('2', 'oak')]);
    await entered(clerk, phone, [ballot('', 'olive'), ballot('', 'olive')]);
    const tally = await tallyFor(portal.browser());
    expect(byOption(tally)).toEqual({ oak: 4, carob: 1, olive: 2 });
    expect(tally.channels).toEqual({ web: 3, paper: 2, phone: 2 });
    expect(await batchesOf(portal)).toMatchObject({
      channels: { paper: 2, phone: 2 },
      batches: [
        { channel: 'phone', papers: 2, withdrawnAt: null },
        { channel: 'paper', papers: 2, receivedAt: new Date(handedIn).toISOString(), enteredAt: '2026-11-23T10:00:00.000Z' },
      ],
    });
    expect((await batchFor(clerk, phone)).papers.map(({ number }) => number)).toEqual(['PHONE-2', 'PHONE-1']);
    await expectNoDifference(portal);
  });

  test('with an unknown option anywhere: nothing is recorded, and the row and the number are named', async () => {
    const { portal, clerk } = await office();
    const batch = await opened(clerk);
    const error = await refused(
      await enter(clerk, batch, [ballot('1', 'oak'), ballot('A-7', 'palm'), ballot('', 'oak')]),
      400,
      'unknown-option',
    );
    expect(error.details).toEqual({ row: 2, number: 'A-7', question: 'tree' });
    expect(error.fields?.map(({ path }) => path)).toEqual(['papers.1.tree', 'papers.2.number']);
    expect(await rows('responses')).toEqual([]);
    expect((await batchesOf(portal)).batches).toMatchObject([{ papers: 0 }]);
  });

  test('of a quiz answer each of its questions', async () => {
    const { portal, clerk } = await office(await aQuiz());
    const batch = await opened(clerk, { subject: { kind: 'quiz', slug: 'shade-facts' } });
    const answers = [
      { question: 'heat', option: 'forty' },
      { question: 'water', option: 'for-ever' },
    ];
    const error = await refused(await enter(clerk, batch, [{ number: '1', answers }]), 400, 'unanswered');
    expect(error.fields?.map(({ path }) => path)).toEqual(['papers.0.trees']);
    await entered(clerk, batch, [{ number: '1', answers: [...answers, { question: 'trees', option: 'forty' }] }]);
    await expectNoDifference(portal);
  });

  test('with one number count once: in one sending, one after the other, and at once', async () => {
    const { portal, clerk } = await office();
    const [one, other] = [await opened(clerk), await opened(await signedIn(portal, 'clerk'))];
    const twice = await refused(await enter(clerk, one, [ballot('7', 'oak'), ballot(' ٠٠٧ ', 'oak')]), 409, 'number-taken');
    expect(twice.details).toEqual({ row: 2, number: '7' });
    const race = await Promise.all(
      [one, other, one, other].map((batch) => enter(clerk, batch, [ballot('8', 'oak'), ballot('9', 'olive')])),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    await refused(await enter(clerk, other, [ballot('10', 'oak'), ballot('8', 'carob')]), 409, 'number-taken');
    expect((await tallyFor(portal.browser())).people).toBe(2);
    await expectNoDifference(portal);
  });

  test('that are given their numbers by the portal are all recorded, also at once', async () => {
    const { portal, clerk } = await office();
    const batch = await opened(clerk, { channel: 'in-person' });
    const race = await Promise.all([1, 2, 3].map(() => enter(clerk, batch, [ballot('', 'oak'), ballot('', 'olive')])));
    expect(race.map(({ status }) => status)).toEqual([201, 201, 201]);
    const numbers = (await batchFor(clerk, batch)).papers.map(({ number }) => number).sort();
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((place) => `IN-PERSON-${place}`));
    await expectNoDifference(portal);
  });

  test('sent again with the same key change nothing, and get the same answer', async () => {
    const { portal, clerk } = await office();
    const batch = await opened(clerk);
    const key = crypto.randomUUID();
    const sent = [ballot('1', 'oak'), ballot('2', 'carob')];
    const first = await shaped(await enter(clerk, batch, sent, key), 201, enteredReply);
    expect(await shaped(await enter(clerk, batch, sent, key), 200, enteredReply)).toEqual(first);
    await shaped(await enter(clerk, batch, [ballot('3', 'oak')], key), 201, enteredReply);
    expect((await tallyFor(portal.browser())).people).toBe(3);
  });

  test('were handed in while the entry was open, and are entered until the answer', async () => {
    const { portal, clerk } = await office();
    for (const receivedAt of ['2026-11-01T10:00:00+02:00', '2026-11-23T12:00:01+02:00', closes]) {
      const error = await refused(await open(clerk, { receivedAt }), 400, 'invalid');
      expect(error.fields?.map(({ path }) => path)).toEqual(['receivedAt']);
    }
    const batch = await opened(clerk);
    portal.now = '2026-12-05T12:00:00+02:00';
    await entered(clerk, batch, [ballot('1', 'oak')]);
    portal.publish(await aPoll({ answeredAt: '2026-12-06T12:00:00+02:00' }));
    portal.now = '2026-12-06T12:00:00+02:00';
    await refused(await enter(clerk, batch, [ballot('2', 'oak')]), 409, 'closed');
    await refused(await open(clerk), 409, 'closed');
    portal.publish(await aPoll({ keptUntil: '2026-12-05T12:00:00+02:00' }));
    await refused(await enter(clerk, batch, [ballot('2', 'oak')]), 409, 'closed');
    portal.now = '2026-11-01T12:00:00+02:00';
    await refused(await open(clerk), 409, 'not-open');
    await refused(await open(clerk, { subject: { kind: 'poll', slug: 'none' } }), 404, 'not-found');
  });

  test('are taken no more than forms on the web while the entry is suspended', async () => {
    const { portal, clerk } = await office();
    const publisher = await signedIn(portal, 'publisher');
    const batch = await opened(clerk);
    const put = (act: string) =>
      publisher.send('POST', '/api/office/holds', { body: { kind: 'poll', slug: 'first-trees', act, words: { en: 'A mistake.' } } });
    expect((await put('hold')).ok).toBe(true);
    await refused(await enter(clerk, batch, [ballot('1', 'oak')]), 409, 'on-hold');
    expect(await rows('papers')).toEqual([]);
    expect((await put('resume')).ok).toBe(true);
    await entered(clerk, batch, [ballot('1', 'oak')]);
  });

  test('of one department are listed to its clerks, however many newer ones others have', async () => {
    const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
    portal.departments['first-trees'] = 'gardens';
    const clerk = await signedIn(portal, 'clerk', 'gardens');
    const own = await opened(clerk);
    await env.DB.prepare(
      `with recursive newer (n) as (select 1 union all select n + 1 from newer where n < 501)
       insert into batches (id, subject, channel, received_at, opened_at, opened_by)
       select lower(hex(randomblob(16))), 'polls/benches', channel, received_at, opened_at + n, opened_by from batches cross join newer`,
    ).run();
    const { batches } = await shaped(await clerk.get('/api/office/papers/batches'), 200, batchesReply);
    expect(batches.map(({ id }) => id)).toEqual([own.id]);
  });

  test('of another department are nobody else’s to enter, see or withdraw', async () => {
    const portal = new Portal(await aPoll(), await aConsultation());
    portal.departments['first-trees'] = 'gardens';
    const own = await signedIn(portal, 'clerk', 'gardens');
    const batch = await opened(own);
    for (const department of ['roads', 'gardens']) {
      const ours = department === 'gardens' ? 1 : 0;
      const clerk = await signedIn(portal, 'clerk', department);
      const publisher = await signedIn(portal, 'publisher', department);
      const listed = await shaped(await clerk.get('/api/office/papers/batches'), 200, batchesReply);
      expect(listed.batches).toHaveLength(ours);
      await refused(await open(clerk, square), 403, 'not-allowed');
      if (ours) continue;
      await refused(await open(clerk), 403, 'not-allowed');
      await refused(await enter(clerk, batch, [ballot('1', 'oak')]), 403, 'not-allowed');
      await refused(await clerk.get(`/api/office/papers/batches/${batch.id}`), 403, 'not-allowed');
      await refused(await close(clerk, batch), 403, 'not-allowed');
      await refused(await withdraw(publisher, batch), 403, 'not-allowed');
    }
    await entered(own, batch, [ballot('1', 'oak')]);
  });
});

describe('comments on paper', () => {
  test('come among those of the web, and wait where a person reads them first', async () => {
    const { portal, clerk } = await office(await aConsultation());
    await said(portal.browser(), 'More shade.');
    const batch = await opened(clerk, square);
    await entered(clerk, batch, [{ number: '1', body: 'ספסלים\r\nליד הבאר', language: 'he' }]);
    const { comments, totals } = await pageFor(portal.browser());
    expect(totals).toEqual({ people: 2, comments: 2 });
    expect(comments.find(({ channel }) => channel === 'paper')).toMatchObject({
      body: 'ספסלים\nליד הבאר',
      language: 'he',
      state: 'published',
    });
    portal.publish(await aConsultation({ comments: { moderation: 'before' } }));
    await entered(clerk, batch, [{ number: '2', body: 'A fountain.', language: 'en' }]);
    expect((await rows('comments')).find(({ body }) => body === 'A fountain.')).toMatchObject({ state: 'waiting' });
    await expectNoDifference(portal);
  });

  test('are refused for what the web refuses, with the row named', async () => {
    const { clerk } = await office(await aConsultation());
    const batch = await opened(clerk, square);
    const good = { number: '1', body: 'Shade.', language: 'en' };
    const wrong = { number: '2', body: 'x'.repeat(201), language: 'en' };
    const error = await refused(await enter(clerk, batch, [good, wrong]), 400, 'too-long');
    expect(error.details).toEqual({ row: 2, number: '2', length: 201, maximum: 200 });
    await refused(await enter(clerk, batch, [{ number: '1', body: ' ', language: 'en' }]), 400, 'empty');
    await refused(await enter(clerk, batch, [{ ...good, language: 'fr' }]), 400, 'invalid');
    expect(await rows('comments')).toEqual([]);
  });
});

describe('a batch that is withdrawn', () => {
  test('brings back exactly the tally before it, with a public reason, and its papers may be entered anew', async () => {
    const { portal, clerk } = await office();
    const publisher = await signedIn(portal, 'publisher');
    await crowd(portal, 6, 'oak');
    const before = await tallyFor(portal.browser());
    const batch = await opened(clerk);
    await entered(clerk, batch, [ballot('1', 'carob'), ballot('2', 'olive')]);
    await refused(await withdraw(clerk, batch), 403, 'not-allowed');
    await refused(await withdraw(publisher, batch, {}), 400, 'invalid');
    expect((await withdraw(publisher, batch)).status).toBe(204);
    const after = await tallyFor(portal.browser());
    expect({ ...after, at: '' }).toEqual({ ...before, at: '' });
    expect(await batchesOf(portal)).toMatchObject({
      channels: {},
      batches: [{ papers: 2, withdrawnAt: '2026-11-23T10:00:00.000Z', reason: { en: 'The box was open overnight.' } }],
    });
    await refused(await withdraw(publisher, batch), 409, 'batch-withdrawn');
    await refused(await enter(clerk, batch, [ballot('3', 'oak')]), 409, 'batch-withdrawn');
    const anew = await opened(clerk, { channel: 'in-person' });
    await entered(clerk, anew, [ballot('1', 'oak')]);
    await refused(await enter(clerk, anew, [ballot('1', 'oak')]), 409, 'number-taken');
    expect(await tallyFor(portal.browser())).toMatchObject({ people: 7, channels: { web: 6, 'in-person': 1 } });
    await expectNoDifference(portal);
  });

  test('takes its comments with it: texts erased, and nobody counted who was none', async () => {
    const { portal, clerk } = await office(await aConsultation());
    await said(portal.browser(), 'More shade.');
    const before = await pageFor(portal.browser());
    const batch = await opened(clerk, square);
    await entered(clerk, batch, [
      { number: '1', body: 'A fountain.', language: 'en' },
      { number: '2', body: 'A kiosk.', language: 'en' },
    ]);
    const [paper] = await due(clerk, batch);
    await readTwice(await signedIn(portal, 'clerk'), paper ?? { id: '' }, { body: 'A castle.', language: 'en' });
    expect((await withdraw(await signedIn(portal, 'publisher'), batch)).status).toBe(204);
    expect(await pageFor(portal.browser())).toEqual(before);
    expect(JSON.stringify([await rows('comments'), await rows('second_entries')])).not.toMatch(/fountain|kiosk|castle/);
    await expectNoDifference(portal);
    const anew = await opened(clerk, square);
    await entered(clerk, anew, [{ number: '1', body: 'A fountain.', language: 'en' }]);
    expect((await pageFor(portal.browser())).totals).toEqual({ people: 2, comments: 2 });
    await expectNoDifference(portal);
  });

  test('withdraws what it has, however many', async () => {
    const { portal, clerk } = await office();
    const batch = await opened(clerk);
    for (let from = 0; from < 150; from += 50) {
      await entered(
        clerk,
        batch,
        Array.from({ length: 50 }, (_, place) => ballot(`${from + place + 1}`, 'oak')),
      );
    }
    expect((await tallyFor(portal.browser())).people).toBe(150);
    expect((await withdraw(await signedIn(portal, 'publisher'), batch)).status).toBe(204);
    expect((await tallyFor(portal.browser())).people).toBe(0);
    await expectNoDifference(portal);
  });
});

test('when it is kept no longer who sent what, a number tells only that it counted', async () => {
  const keptUntil = '2028-06-03T00:00:00+03:00';
  const { portal, clerk } = await office(await aPoll({ keptUntil }), await aConsultation({ keptUntil }));
  const publisher = await signedIn(portal, 'publisher');
  const other = await signedIn(portal, 'clerk');
  const [votes, words] = [await opened(clerk), await opened(clerk, square)];
  await entered(clerk, votes, [ballot('1', 'oak'), ballot('2', 'olive')]);
  await entered(clerk, words, [{ number: '1', body: 'A fountain.', language: 'en' }]);
  const [paper] = await due(clerk, words);
  await readTwice(other, paper ?? { id: '' }, { body: 'A castle.', language: 'en' });
  const gone = await opened(clerk, square);
  await entered(clerk, gone, [{ number: '2', body: 'A kiosk.', language: 'en' }]);
  expect((await withdraw(publisher, gone)).status).toBe(204);
  const before = await tallyFor(portal.browser());

  portal.now = keptUntil;
  await retain(portal.bindings, portal.desk.published, Date.parse(keptUntil));
  const said = new Set([...(await rows('responses')), ...(await rows('comments')).filter(({ body }) => body)].map(({ id }) => id));
  for (const { receipt } of await rows('papers')) expect(said).not.toContain(receipt);
  expect(JSON.stringify(await rows('second_entries'))).not.toContain('castle');
  await refused(await withdraw(publisher, votes), 409, 'closed');
  await refused(await withdraw(publisher, words), 409, 'closed');
  expect(await tallyFor(portal.browser())).toMatchObject({ people: before.people, channels: before.channels });
  expect((await batchFor(clerk, votes)).papers.map(({ number }) => number)).toEqual(['2', '1']);
  await expectNoDifference(portal);
});

test('a paper that was entered by mistake is taken out of a batch that is open, and may be entered anew', async () => {
  const { portal, clerk } = await office();
  const batch = await opened(clerk);
  const [mistaken] = await entered(clerk, batch, [ballot('1', 'oak'), ballot('2', 'oak')]);
  const out = () => clerk.send('DELETE', `/api/office/papers/${mistaken?.id}`);
  expect((await out()).status).toBe(204);
  await refused(await out(), 409, 'changed-meanwhile');
  await entered(clerk, batch, [ballot('1', 'olive')]);
  expect(await tallyFor(portal.browser())).toMatchObject({ people: 2 });
  expect((await batchesOf(portal)).batches).toMatchObject([{ papers: 2, takenOut: 1 }]);
  await expectNoDifference(portal);
});

test('every act of a clerk is on record, without what stands on a paper', async () => {
  const { portal, clerk } = await office();
  const other = await signedIn(portal, 'clerk');
  const batch = await opened(clerk);
  await entered(clerk, batch, [ballot('1', 'oak')]);
  const [paper] = await due(clerk, batch);
  expect(await readTwice(other, paper ?? { id: '' }, tree('olive'))).toBe('differs');
  expect((await settle(other, paper ?? { id: '' }, 'second')).status).toBe(200);
  expect((await close(clerk, batch)).status).toBe(204);
  expect((await withdraw(await signedIn(portal, 'publisher'), batch)).status).toBe(204);
  const { results } = await env.DB.prepare("select act, official, after from acts where act like 'papers.%' order by place").all();
  expect(results.map(({ act }) => act)).toEqual([
    'papers.open',
    'papers.enter',
    'papers.read-again',
    'papers.settle',
    'papers.close',
    'papers.withdraw',
  ]);
  expect(results[1]).toMatchObject({ official: clerk.official, after: '{"numbers":["1"]}' });
  expect(JSON.stringify(results)).not.toMatch(/oak|olive/);
});
