/** A tally is shown to whom the poll says and not before, whoever asks and by whatever way. */
import { expect, test } from 'vitest';
import type { ResponseReceipt } from '../../worker/questionnaires/contract.ts';
import { aPoll, closes, justBeforeClosing } from '../support/definitions.ts';
import { type Browser, operator, Portal } from '../support/portal.ts';
import { byOption, crowd, tallyFor, vote, voted } from '../support/votes.ts';

async function ownVote(browser: Browser): Promise<ResponseReceipt> {
  const response = await browser.get('/api/responses/mine');
  return (await response.json<{ responses: [ResponseReceipt] }>()).responses[0];
}

async function withdrawVoteOf(browser: Browser): Promise<void> {
  const { id } = await ownVote(browser);
  expect((await browser.send('DELETE', `/api/responses/${id}`)).status).toBe(204);
}

test('a live tally appears from five people on, so that no single vote can be read from it', async () => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 4, 'oak');
  for (const browser of [voter, portal.browser()]) {
    expect(await tallyFor(browser)).toMatchObject({ people: 4, breakdown: null, withheld: 'few' });
  }
  const { tally } = await voted(portal.browser(), 'carob');
  expect(tally).toMatchObject({ people: 5, withheld: null });
  expect(byOption(await tallyFor(portal.browser()))).toEqual({ oak: 4, carob: 1, olive: 0 });

  await withdrawVoteOf(voter);
  expect(await tallyFor(portal.browser())).toMatchObject({ people: 4, breakdown: null, withheld: 'few' });
});

test('after voting, those who voted see the tally, and those who did not or took it back do not', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  const [voter] = await crowd(portal, 5, 'oak');
  expect(byOption(await tallyFor(voter))).toEqual({ oak: 5, carob: 0, olive: 0 });
  expect(await tallyFor(portal.browser())).toMatchObject({ people: 5, breakdown: null, withheld: 'after-voting' });
  expect(await tallyFor(portal.browser(), 'first-trees', operator())).toMatchObject({ breakdown: null, withheld: 'after-voting' });
  expect((await voted(portal.browser(), 'olive')).tally.withheld).toBeNull();

  await withdrawVoteOf(voter);
  expect(await tallyFor(voter)).toMatchObject({ people: 5, breakdown: null, withheld: 'after-voting' });
});

test('who voted on another poll only has not voted on this one', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }), await aPoll({ slug: 'benches' }));
  await crowd(portal, 5, 'oak');
  const [elsewhere] = await crowd(portal, 1, 'oak', 'benches');
  expect((await tallyFor(elsewhere)).withheld).toBe('after-voting');
});

test('until the last millisecond nobody sees a tally that is sealed to the close, and from the close everybody does', async () => {
  const portal = new Portal(await aPoll({ results: 'at-close' }));
  const [voter] = await crowd(portal, 6, 'oak');
  expect((await voted(portal.browser(), 'carob')).tally).toMatchObject({ people: 7, breakdown: null, withheld: 'at-close' });
  portal.now = justBeforeClosing;
  for (const browser of [voter, portal.browser()]) {
    for (const headers of [{}, operator()]) {
      expect(await tallyFor(browser, 'first-trees', headers)).toMatchObject({ people: 7, breakdown: null, withheld: 'at-close' });
    }
  }
  portal.now = closes;
  expect(byOption(await tallyFor(portal.browser()))).toEqual({ oak: 6, carob: 1, olive: 0 });
});

test('a few people are not told apart at the close either', async () => {
  const portal = new Portal(await aPoll({ results: 'at-close' }));
  await crowd(portal, 4, 'oak');
  portal.now = closes;
  expect(await tallyFor(portal.browser())).toMatchObject({ people: 4, breakdown: null, withheld: 'few' });
});

test('a tally that depends on who asks is kept by no cache, and what everybody sees only for a moment', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  const [voter] = await crowd(portal, 1, 'oak');
  const own = await voter.get('/api/polls/first-trees/tally');
  const public_ = await portal.browser().get('/api/polls/first-trees/tally');
  expect(own.headers.get('cache-control')).toBe('private, no-store');
  expect(public_.headers.get('cache-control')).toBe('public, max-age=2');
  for (const response of [own, public_]) expect(response.headers.get('vary')).toContain('Cookie');
  expect((await vote(voter, 'olive')).headers.get('cache-control')).toBe('private, no-store');
});
