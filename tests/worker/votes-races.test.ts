/** However often and however much at once a vote is sent, one person is one vote. */
import { expect, test } from 'vitest';
import { recordedReply } from '../../worker/questionnaires/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aPoll } from '../support/definitions.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { crowd, receiptFor, tallyFor, vote, voted } from '../support/votes.ts';

const times = 40;
const options = ['oak', 'carob', 'olive'];
const atOnce = <Answer>(act: (index: number) => Promise<Answer>) => Promise.all(Array.from({ length: times }, (_, index) => act(index)));

/** One person's browser in so many tabs: the same cookie in each. */
const tabs = (browser: Browser) => Array.from({ length: times }, () => browser.portal.browser(browser.cookie));

async function ids(responses: Response[]): Promise<string[]> {
  return Promise.all(responses.map(async (response) => recordedReply.parse(await response.json()).receipt.id));
}

for (const changeable of [true, false]) {
  const poll = () => aPoll({ changeable });
  const kind = changeable ? 'may be changed' : 'is final';

  test(`forty identical first votes at once count once, and all forty get the same receipt, where a vote ${kind}`, async () => {
    const portal = new Portal(await poll());
    const key = crypto.randomUUID();
    const browsers = Array.from({ length: times }, () => portal.browser());
    const responses = await Promise.all(browsers.map((browser) => vote(browser, 'oak', { key })));
    expect(responses.map(({ status }) => status).sort()).toEqual([...Array(times - 1).fill(200), 201]);
    expect(new Set(await ids(responses)).size).toBe(1);
    expect(new Set(browsers.map(({ cookie }) => cookie)).size).toBe(1);
    expect(await tallyFor(portal.browser())).toMatchObject({ people: 1 });
    expect(await rows('answers')).toHaveLength(1);
    await expectVotesToAddUp();
  });

  test(`forty identical votes of a known browser at once count once, where a vote ${kind}`, async () => {
    const portal = new Portal(await poll(), await aPoll({ slug: 'benches' }));
    const [voter] = await crowd(portal, 1, 'oak', 'benches');
    const key = crypto.randomUUID();
    const responses = await Promise.all(tabs(voter).map((tab) => vote(tab, 'carob', { key })));
    expect(responses.map(({ status }) => status).sort()).toEqual([...Array(times - 1).fill(200), 201]);
    expect(new Set(await ids(responses)).size).toBe(1);
    expect((await tallyFor(voter)).people).toBe(1);
    await expectVotesToAddUp();
  });
}

test('of forty different votes of one person at once one stands, where a vote may be changed: what the receipt says', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
  const [voter] = await crowd(portal, 1, 'oak', 'benches');
  const responses = await Promise.all(tabs(voter).map((tab, index) => vote(tab, options[index % 3] ?? '')));
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
  const [id, ...others] = new Set(await ids(responses));
  expect(others).toEqual([]);
  expect((await tallyFor(voter)).people).toBe(1);
  const standing = (await rows('answers')).filter((row) => row.response === id);
  expect((await receiptFor(voter, id ?? '')).answers).toEqual(standing.map(({ question, option }) => ({ question, option })));
  expect(standing).toHaveLength(1);
  await expectVotesToAddUp();
});

test('of forty different votes of one person at once the first stands, where a vote is final; the others get its receipt', async () => {
  const portal = new Portal(await aPoll({ changeable: false }), await aPoll({ slug: 'benches' }));
  const [voter] = await crowd(portal, 1, 'oak', 'benches');
  const responses = await Promise.all(tabs(voter).map((tab, index) => vote(tab, options[index % 3] ?? '')));
  const recorded = responses.filter(({ status }) => status === 201);
  expect(recorded).toHaveLength(1);
  const [id] = await ids(recorded);
  for (const response of responses.filter(({ status }) => status !== 201)) {
    expect((await refused(response, 409, 'already-responded')).details).toEqual({ receipt: id });
  }
  expect((await tallyFor(voter)).people).toBe(1);
  await expectVotesToAddUp();
});

test('forty people at once are forty votes', async () => {
  const portal = new Portal(await aPoll());
  const responses = await atOnce((index) => vote(portal.browser(), options[index % 3] ?? ''));
  expect(new Set(await ids(responses)).size).toBe(times);
  expect((await tallyFor(portal.browser())).breakdown).toEqual([
    { option: 'oak', people: 14 },
    { option: 'carob', people: 13 },
    { option: 'olive', people: 13 },
  ]);
  await expectVotesToAddUp();
});

test('voting, changing and withdrawing at once leave one standing vote or none, and counts that agree', async () => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 1, 'oak');
  const { receipt } = await voted(voter, 'oak');
  await Promise.all(
    tabs(voter).map((tab, index) =>
      index % 4 === 0 ? tab.send('DELETE', `/api/responses/${receipt.id}`) : vote(tab, options[index % 3] ?? ''),
    ),
  );
  expect(await rows('responses')).toHaveLength(1);
  expect((await rows('answers')).length).toBe((await tallyFor(voter)).people);
  await expectVotesToAddUp();
});

test('a vote that is sent again because its answer was lost, cookie and all, is the same vote, and the cookie comes back', async () => {
  for (const changeable of [true, false]) {
    const slug = changeable ? 'first-trees' : 'benches';
    const portal = new Portal(await aPoll({ slug, changeable }));
    const key = crypto.randomUUID();
    const lost = await voted(portal.browser(), 'oak', { key }, slug);
    const voter = portal.browser();
    const found = await shaped(await vote(voter, 'oak', { key }, slug), 200, recordedReply);
    expect(found).toEqual(lost);
    expect(found.receipt.own).toBe(true);
    expect(await receiptFor(voter, lost.receipt.id)).toEqual(lost.receipt);
    expect((await tallyFor(voter, slug)).people).toBe(1);
  }
});

test('the same key with another choice is the same act: the first choice stands', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const key = crypto.randomUUID();
  const { receipt } = await voted(voter, 'oak', { key });
  for (const body of [undefined, { answers: [{ question: 'tree', option: 'palm' }] }]) {
    const again = await shaped(await vote(voter, 'carob', { key, ...(body && { body }) }), 200, recordedReply);
    expect(again.receipt).toEqual(receipt);
  }
  expect(await shaped(await vote(portal.browser(), 'carob', { key: key.toUpperCase() }), 200, recordedReply)).toMatchObject({ receipt });
  expect((await tallyFor(voter)).people).toBe(1);
});

test('a retry of an earlier vote does not undo the change that was made since', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const key = crypto.randomUUID();
  await voted(voter, 'oak', { key });
  await voted(voter, 'carob');
  const again = await shaped(await vote(voter, 'oak', { key }), 200, recordedReply);
  expect(again.receipt.answers).toEqual([{ question: 'tree', option: 'carob' }]);
});

test('a key that somebody else sent gives nothing away, and takes nothing over', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const key = crypto.randomUUID();
  await voted(voter, 'oak');
  const { receipt } = await voted(voter, 'carob', { key });
  const [other] = await crowd(portal, 1, 'olive');
  for (const stranger of [other, portal.browser()]) {
    const before = stranger.cookie;
    const answer = await shaped(await vote(stranger, 'olive', { key }), 200, recordedReply);
    expect(answer.receipt).toEqual({ ...receipt, own: false, answers: null, changeable: false });
    expect(stranger.cookie).toBe(before);
  }
  expect((await tallyFor(voter)).people).toBe(2);
});

test('one key on two polls is two acts of one person', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
  const key = crypto.randomUUID();
  const first = await voted(portal.browser(), 'oak', { key });
  const second = await voted(portal.browser(), 'olive', { key }, 'benches');
  expect(second.receipt.id).not.toBe(first.receipt.id);
});
