/** A person votes, keeps a receipt, may change their mind where the poll allows it, and is counted once. */
import { expect, test } from 'vitest';
import { responsesReply } from '../../worker/questionnaires/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aPoll, closes } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { byOption, crowd, receiptFor, tallyFor, vote, voted } from '../support/votes.ts';

test('a vote gives its receipt, and is in the tally that comes with it', async () => {
  const poll = await aPoll();
  const portal = new Portal(poll);
  await crowd(portal, 4, 'oak');
  const voter = portal.browser();
  const { receipt, tally } = await voted(voter, 'carob', { body: { answers: [{ question: 'tree', option: 'carob' }], language: 'he' } });
  expect(receipt).toEqual({
    id: receipt.id,
    kind: 'response',
    questionnaire: { kind: 'poll', slug: 'first-trees' },
    recordedAt: '2026-11-23T10:00:00.000Z',
    changedAt: null,
    withdrawnAt: null,
    versions: poll.versions,
    own: true,
    answers: [{ question: 'tree', option: 'carob' }],
    changeable: true,
  });
  expect(byOption(tally)).toEqual({ oak: 4, carob: 1, olive: 0 });
  expect(tally).toMatchObject({ people: 5, channels: { web: 5 }, at: '2026-11-23T10:00:00.000Z' });
  expect(await receiptFor(voter, receipt.id)).toEqual(receipt);
  expect((await rows('responses')).find((row) => row.id === receipt.id)).toMatchObject({
    language: 'he',
    channel: 'web',
    assurance: 'open',
  });
});

test('the tally lists the options in the order of the poll, those without a vote too', async () => {
  const portal = new Portal(await aPoll({ options: ['zelkova', 'ash', 'maple'] }));
  await crowd(portal, 5, 'maple');
  expect((await tallyFor(portal.browser())).breakdown?.map(({ option }) => option)).toEqual(['zelkova', 'ash', 'maple']);
});

test('who changes their mind keeps the receipt, and only the latest choice counts', async () => {
  const portal = new Portal(await aPoll());
  await crowd(portal, 4, 'olive');
  const voter = portal.browser();
  const { receipt: first } = await voted(voter, 'oak');
  portal.now = '2026-11-24T12:00:00+02:00';
  const { receipt, tally } = await voted(voter, 'carob');
  expect(receipt).toEqual({
    ...first,
    answers: [{ question: 'tree', option: 'carob' }],
    changedAt: '2026-11-24T10:00:00.000Z',
  });
  expect(tally.people).toBe(5);
  expect(byOption(tally)).toEqual({ oak: 0, carob: 1, olive: 4 });
  await expectVotesToAddUp();
});

test('where a vote is final, the second is refused with the receipt of the first, which stands', async () => {
  const portal = new Portal(await aPoll({ changeable: false }));
  await crowd(portal, 4, 'olive');
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  expect(receipt.changeable).toBe(false);
  const error = await refused(await vote(voter, 'carob'), 409, 'already-responded');
  expect(error.details).toEqual({ receipt: receipt.id });
  expect(await receiptFor(voter, receipt.id)).toEqual(receipt);
  expect(byOption(await tallyFor(voter))).toEqual({ oak: 1, carob: 0, olive: 4 });
  expect(await rows('submissions')).toHaveLength(5);
});

test('a withdrawn vote keeps its receipt, loses its choice and is counted no more; voting again counts once', async () => {
  const portal = new Portal(await aPoll());
  await crowd(portal, 5, 'olive');
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  portal.now = '2026-11-25T09:00:00+02:00';
  expect((await voter.send('DELETE', `/api/responses/${receipt.id}`)).status).toBe(204);
  expect(await receiptFor(voter, receipt.id)).toMatchObject({ withdrawnAt: '2026-11-25T07:00:00.000Z', answers: [] });
  expect(await tallyFor(voter)).toMatchObject({ people: 5, channels: { web: 5 } });
  expect(byOption(await tallyFor(voter))).toEqual({ oak: 0, carob: 0, olive: 5 });
  // A second press of the button is not an error.
  expect((await voter.send('DELETE', `/api/responses/${receipt.id}`)).status).toBe(204);

  const again = await voted(voter, 'carob');
  expect(again.receipt).toMatchObject({ id: receipt.id, withdrawnAt: null, answers: [{ question: 'tree', option: 'carob' }] });
  expect(byOption(again.tally)).toEqual({ oak: 0, carob: 1, olive: 5 });
  await expectVotesToAddUp();
});

test('only its voter withdraws a vote, only where it may be changed, and only while the poll is open', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'final', changeable: false }));
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  const final = (await voted(voter, 'oak', {}, 'final')).receipt;
  await refused(await portal.browser().send('DELETE', `/api/responses/${receipt.id}`), 403, 'not-yours');
  const [stranger] = await crowd(portal, 1, 'olive');
  await refused(await stranger.send('DELETE', `/api/responses/${receipt.id}`), 403, 'not-yours');
  await refused(await voter.send('DELETE', `/api/responses/${final.id}`), 409, 'not-changeable');
  await refused(await voter.send('DELETE', `/api/responses/${crypto.randomUUID()}`), 404, 'not-found');
  portal.now = closes;
  await refused(await voter.send('DELETE', `/api/responses/${receipt.id}`), 409, 'not-changeable');
  expect((await tallyFor(voter)).people).toBe(2);
});

test('a receipt that is passed on shows that and when, and never what was chosen', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'carob');
  const [stranger] = await crowd(portal, 1, 'olive');
  for (const browser of [portal.browser(), stranger]) {
    const seen = await browser.get(`/api/responses/${receipt.id}`);
    expect(await seen.clone().text()).not.toContain('carob');
    expect(seen.headers.get('cache-control')).toBe('private, no-store');
    expect(await seen.json()).toEqual({ ...receipt, own: false, answers: null, changeable: false });
  }
  await refused(await voter.get(`/api/responses/${crypto.randomUUID()}`), 404, 'not-found');
  await refused(await voter.get('/api/responses/1'), 400, 'invalid');
});

test('a browser finds all its votes again, newest first, and nobody else’s', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
  const voter = portal.browser();
  const first = (await voted(voter, 'oak')).receipt;
  portal.now = '2026-11-24T12:00:00+02:00';
  const second = (await voted(voter, 'olive', {}, 'benches')).receipt;
  await crowd(portal, 2, 'carob');
  expect(await shaped(await voter.get('/api/responses/mine'), 200, responsesReply)).toEqual({ responses: [second, first] });
  expect(await shaped(await portal.browser().get('/api/responses/mine'), 200, responsesReply)).toEqual({ responses: [] });
});

test('nothing that is stored joins the votes of one person on two polls', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
  const voter = portal.browser();
  await voted(voter, 'oak');
  await voted(voter, 'oak', {}, 'benches');
  const responses = await rows('responses');
  expect(new Set(responses.map((row) => row.respondent)).size).toBe(2);
  const identity =
    decodeURIComponent(voter.cookie ?? '')
      .split('=')[1]
      ?.split('.')[0] ?? '';
  expect(identity.length).toBeGreaterThan(40);
  expect(JSON.stringify([responses, await rows('submissions')])).not.toContain(identity);
});
