/** A vote that can't be taken is refused with its reason, and nothing of it is recorded. */
import { afterEach, expect, test } from 'vitest';
import { recordedReply } from '../../worker/questionnaires/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aPoll, closes, justBeforeClosing, opens } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { receiptFor, tallyFor, tree, vote, voted } from '../support/votes.ts';

afterEach(expectVotesToAddUp);

async function expectNothingRecorded(): Promise<void> {
  for (const table of ['responses', 'answers', 'submissions', 'definitions', 'tallies', 'turnouts']) expect(await rows(table)).toEqual([]);
}

test.each(['other-trees', 'constructor', 'a.b'])('on a poll that there is not: %s', async (slug) => {
  const portal = new Portal(await aPoll());
  const browser = portal.browser();
  await refused(await vote(browser, 'oak', {}, slug), 404, 'not-found');
  await refused(await browser.get(`/api/polls/${slug}/tally`), 404, 'not-found');
  await refused(await browser.get(`/api/polls/${slug}/live`), 404, 'not-found');
  expect(browser.cookie).toBeNull();
  await expectNothingRecorded();
});

test.each(['First-Trees', '..%2Fconsultations%2Fx', 'first trees', '%00', 'x'.repeat(81), '%E0%A4%A'])(
  'on a name that no poll can have: %s',
  async (slug) => {
    const portal = new Portal(await aPoll());
    await refused(await vote(portal.browser(), 'oak', {}, slug), 400, 'invalid');
    await expectNothingRecorded();
  },
);

test('before the opening, telling when it opens', async () => {
  const portal = new Portal(await aPoll());
  portal.now = '2026-11-02T07:59:59.999+02:00';
  const browser = portal.browser();
  const error = await refused(await vote(browser, 'oak'), 409, 'not-open');
  expect(error.details).toEqual({ opens });
  expect(browser.cookie).toBeNull();
  await expectNothingRecorded();
  portal.now = opens;
  await voted(browser, 'oak');
});

test('after the closing, telling when it closed, also where the page was opened before', async () => {
  const portal = new Portal(await aPoll());
  portal.now = justBeforeClosing;
  const browser = portal.browser();
  await tallyFor(browser);
  portal.now = closes;
  const error = await refused(await vote(browser, 'oak'), 409, 'closed');
  expect(error.details).toEqual({ closes });
  await expectNothingRecorded();
});

test('but who voted in time and lost the answer gets the receipt after the closing too', async () => {
  const portal = new Portal(await aPoll());
  portal.now = justBeforeClosing;
  const key = crypto.randomUUID();
  const { receipt } = await voted(portal.browser(), 'oak', { key });
  portal.now = closes;
  const again = await shaped(await vote(portal.browser(), 'oak', { key }), 200, recordedReply);
  expect(again.receipt).toEqual({ ...receipt, changeable: false });
});

test('a change after the closing is refused, and the vote stands as it was', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  portal.now = closes;
  await refused(await vote(voter, 'carob'), 409, 'closed');
  expect(await receiptFor(voter, receipt.id)).toEqual({ ...receipt, changeable: false });
});

test.each([
  ['for an option that there is not', tree('palm'), 'unknown-option'],
  ['for a name that every object has', tree('constructor'), 'unknown-option'],
  ['for another question', { answers: [{ question: 'bench', option: 'oak' }] }, 'unknown-question'],
] as const)('%s', async (_, body, code) => {
  const portal = new Portal(await aPoll());
  const error = await refused(await vote(portal.browser(), '', { body }), 400, code);
  expect(error.fields).toEqual([{ path: 'answers', message: 'choose one of the options of this poll' }]);
  await expectNothingRecorded();
});

test.each([
  ['with two answers', { answers: [...tree('oak').answers, ...tree('carob').answers] }],
  ['with the same answer twice', { answers: [...tree('oak').answers, ...tree('oak').answers] }],
  ['without an answer', { answers: [] }],
  ['with a list of options', { answers: [{ question: 'tree', option: ['oak'] }] }],
  ['with more than was asked', { ...tree('oak'), channel: 'paper' }],
  ['for somebody else', { ...tree('oak'), respondent: 'somebody' }],
])('%s', async (_, body) => {
  const portal = new Portal(await aPoll());
  await refused(await vote(portal.browser(), '', { body }), 400, 'invalid');
  await expectNothingRecorded();
});

test('where more assurance is asked for than a browser gives', async () => {
  const portal = new Portal(await aPoll({ assurance: 'code' }));
  await refused(await vote(portal.browser(), 'oak'), 403, 'assurance-too-low');
  await expectNothingRecorded();
});

test.each([null, 'once', ''])('without a key that makes it harmless to send it again: %o', async (key) => {
  const portal = new Portal(await aPoll());
  const headers = new Headers({ 'content-type': 'application/json' });
  if (key !== null) headers.set('idempotency-key', key);
  const response = await portal.request('/api/polls/first-trees/responses', { method: 'POST', headers, body: JSON.stringify(tree('oak')) });
  const error = await refused(response, 400, 'invalid');
  expect(error.fields?.map(({ path }) => path)).toEqual(['idempotency-key']);
  await expectNothingRecorded();
});
