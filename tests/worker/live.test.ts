/** People watch a tally move as others vote, and nobody hears by it what they may not see. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { Broadcaster } from '../../worker/live/broadcaster.ts';
import { refused } from '../support/answers.ts';
import { aPoll } from '../support/definitions.ts';
import { failing } from '../support/faults.ts';
import { operator, Portal } from '../support/portal.ts';
import { listen } from '../support/sockets.ts';
import { byOption, crowd, vote, voted } from '../support/votes.ts';

test('everybody who watches is told at the opening, and again when somebody votes', async () => {
  const portal = new Portal(await aPoll());
  await crowd(portal, 5, 'oak');
  const watching = await Promise.all([listen(portal.browser()), listen(portal.browser())]);
  for (const { hear } of watching) expect(byOption(await hear())).toEqual({ oak: 5, carob: 0, olive: 0 });
  await voted(portal.browser(), 'olive');
  for (const { hear } of watching) {
    const tally = await hear();
    expect(tally).toMatchObject({ poll: 'first-trees', people: 6, withheld: null });
    expect(byOption(tally)).toEqual({ oak: 5, carob: 0, olive: 1 });
  }
});

test('a change and a withdrawal are told too', async () => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 6, 'oak');
  const { hear, hearOf } = await listen(portal.browser());
  await hearOf(6);
  const { receipt } = await voted(voter, 'carob');
  expect(byOption(await hear())).toEqual({ oak: 5, carob: 1, olive: 0 });
  await voter.send('DELETE', `/api/responses/${receipt.id}`);
  expect(byOption(await hear())).toEqual({ oak: 5, carob: 0, olive: 0 });
});

test('of many votes at once everybody hears how they ended', async () => {
  const portal = new Portal(await aPoll());
  const { hearOf } = await listen(portal.browser());
  await Promise.all(Array.from({ length: 20 }, () => voted(portal.browser(), 'carob')));
  expect(byOption(await hearOf(20))).toEqual({ oak: 0, carob: 20, olive: 0 });
});

test('before voting a page hears how many people, and after voting what they chose', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  const [voter] = await crowd(portal, 5, 'oak');
  const visiting = await listen(portal.browser());
  const voting = await listen(voter);
  expect(await visiting.hear()).toMatchObject({ people: 5, breakdown: null, withheld: 'after-voting' });
  expect(byOption(await voting.hear())).toEqual({ oak: 5, carob: 0, olive: 0 });
  await voted(portal.browser(), 'olive');
  expect(await visiting.hear()).toMatchObject({ people: 6, breakdown: null, withheld: 'after-voting' });
  expect(byOption(await voting.hear())).toEqual({ oak: 5, carob: 0, olive: 1 });
});

test('a tally that is sealed to the close is sealed on the socket too, for everybody', async () => {
  const portal = new Portal(await aPoll({ results: 'at-close' }));
  const [voter] = await crowd(portal, 5, 'oak');
  const watching = [await listen(voter), await listen(portal.browser(), 'first-trees', operator())];
  for (const { hear } of watching) expect(await hear()).toMatchObject({ people: 5, breakdown: null, withheld: 'at-close' });
  await voted(portal.browser(), 'olive');
  for (const { hear } of watching) expect(await hear()).toMatchObject({ people: 6, breakdown: null, withheld: 'at-close' });
});

test('a single vote can’t be read from the socket while few have voted', async () => {
  const portal = new Portal(await aPoll());
  const { hear } = await listen(portal.browser());
  expect(await hear()).toMatchObject({ people: 0, breakdown: null });
  await voted(portal.browser(), 'oak');
  expect(await hear()).toMatchObject({ people: 1, breakdown: null, withheld: 'few' });
});

test('nobody becomes entitled by saying so', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  await crowd(portal, 5, 'oak');
  const tallied = { poll: 'first-trees', question: 'tree', options: ['oak'], rules: { ...(await aPoll()).rules, results: 'live' } };
  const liar = await listen(portal.browser(), 'first-trees', { 'x-hearing': JSON.stringify({ tallied, responded: true }) });
  expect(await liar.hear()).toMatchObject({ breakdown: null, withheld: 'after-voting' });
});

test('two polls have nothing to do with each other', async () => {
  const portal = new Portal(await aPoll(), await aPoll({ slug: 'benches' }));
  const trees = await listen(portal.browser());
  const benches = await listen(portal.browser(), 'benches');
  expect((await trees.hear()).people).toBe(0);
  expect((await benches.hear()).people).toBe(0);
  await voted(portal.browser(), 'oak', {}, 'benches');
  expect(await benches.hear()).toMatchObject({ poll: 'benches', people: 1 });
  await voted(portal.browser(), 'oak');
  expect(await trees.hear()).toMatchObject({ poll: 'first-trees', people: 1 });
});

test('a vote that proved to be recorded only after an error is told like any other', async () => {
  const portal = new Portal(await aPoll());
  const { hearOf } = await listen(portal.browser());
  portal.bindings.DB = failing(env.DB, { when: 'after', to: /insert into "responses"/ });
  expect((await vote(portal.browser(), 'oak')).status).toBe(200);
  expect((await hearOf(1)).people).toBe(1);
});

test('sockets outlive the sleep of what serves them', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  const [voter] = await crowd(portal, 5, 'oak');
  const visiting = await listen(portal.browser());
  const voting = await listen(voter);
  await Promise.all([visiting.hearOf(5), voting.hearOf(5)]);
  await evictDurableObject(env.BROADCASTER.getByName('polls/first-trees'));
  await voted(portal.browser(), 'oak');
  expect((await visiting.hearOf(6)).breakdown).toBeNull();
  expect(byOption(await voting.hearOf(6))).toEqual({ oak: 6, carob: 0, olive: 0 });
});

test('a page has nothing to say on the socket: it is closed, and the others go on', async () => {
  const portal = new Portal(await aPoll());
  const talking = await listen(portal.browser());
  const listening = await listen(portal.browser());
  talking.socket.send('{"type":"tally","tally":{"people":1000}}');
  expect(await talking.closed).toBe(1003);
  await voted(portal.browser(), 'oak');
  expect((await listening.hearOf(1)).people).toBe(1);
});

test('the address of the socket says what it is for', async () => {
  const portal = new Portal(await aPoll());
  await refused(await portal.browser().get('/api/polls/first-trees/live'), 426, 'invalid');
});

test('who withdraws is asked anew, and hears no more than a visitor then', async () => {
  const portal = new Portal(await aPoll({ results: 'after-voting' }));
  const [voter] = await crowd(portal, 6, 'oak');
  const watching = await listen(voter);
  expect((await watching.hearOf(6)).breakdown).not.toBeNull();
  const { receipt } = await voted(voter, 'carob');
  await voter.send('DELETE', `/api/responses/${receipt.id}`);
  expect(await watching.closed).toBe(1012);
  const again = await listen(voter);
  expect(await again.hearOf(5)).toMatchObject({ breakdown: null, withheld: 'after-voting' });
});

test('the close of a poll is told to whoever still has its page open', async () => {
  const portal = new Portal(await aPoll({ results: 'at-close', closes: '2999-01-01T00:00:00+02:00' }));
  const { hear } = await listen(portal.browser());
  await hear();
  expect(await runDurableObjectAlarm(env.BROADCASTER.getByName('polls/first-trees'))).toBe(true);
  expect((await hear()).poll).toBe('first-trees');
});

test('a tally that could not be read is read once more', async () => {
  const portal = new Portal(await aPoll());
  const { hear, hearOf } = await listen(portal.browser());
  await hear();
  const broadcaster = env.BROADCASTER.getByName('polls/first-trees');
  await runInDurableObject(broadcaster, (instance: Broadcaster) => {
    const bindings = (instance as unknown as { env: { DB: D1Database } }).env;
    const database = bindings.DB;
    // The first reading fails, the next one finds the database again.
    bindings.DB = new Proxy(database, {
      get() {
        bindings.DB = database;
        throw new Error('D1_ERROR: away for a moment');
      },
    });
  });
  await voted(portal.browser(), 'oak');
  expect((await hearOf(1)).people).toBe(1);
});
