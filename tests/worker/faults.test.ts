/** When the database fails, a vote is either recorded with its receipt or not at all, and sending it again is always right. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordedReply } from '../../worker/questionnaires/contract.ts';
import { expectNothingInternal, refused, shaped } from '../support/answers.ts';
import { aPoll } from '../support/definitions.ts';
import { type FailingDatabase, type Fault, failing } from '../support/faults.ts';
import { Portal } from '../support/portal.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { crowd, receiptFor, tallyFor, vote, voted } from '../support/votes.ts';

const record = /insert into "responses"/;
const anything = /./;
const log = vi.spyOn(console, 'error');

beforeEach(() => {
  log.mockReset().mockReturnValue();
});
afterEach(expectVotesToAddUp);

function failingPortal(portal: Portal, fault: Fault): FailingDatabase {
  const database = failing(env.DB, fault);
  portal.bindings.DB = database;
  return database;
}

/** The answer to a fault: nothing internal in it, a time to come back, and the cause in the log under the same id. */
async function expectUnavailable(response: Response): Promise<void> {
  expectNothingInternal(await response.clone().text());
  expect(response.headers.get('retry-after')).toBe('5');
  expect(response.headers.get('set-cookie')).toBeNull();
  const { requestId } = await refused(response, 503, 'unavailable');
  expect(log).toHaveBeenCalledTimes(1);
  const logged = JSON.parse(log.mock.calls[0]?.[0]);
  expect(logged).toMatchObject({ level: 'error', requestId });
  // The log is no place for keys of people or for what they wrote.
  expect(logged.message).not.toContain('params');
}

for (const changeable of [true, false]) {
  const kind = changeable ? 'may be changed' : 'is final';

  test.each(['before', 'inside'] as const)(
    `a vote that failed %s its batch is not recorded at all; sent again it counts once, where it ${kind}`,
    async (when) => {
      const portal = new Portal(await aPoll({ changeable }));
      const voter = portal.browser();
      const key = crypto.randomUUID();
      const database = failingPortal(portal, { when, to: record });
      await expectUnavailable(await vote(voter, 'oak', { key }));
      expect(database.faults).toBe(1);
      for (const table of ['responses', 'answers', 'submissions', 'definitions', 'tallies', 'turnouts'])
        expect(await rows(table)).toEqual([]);
      const { receipt } = await voted(voter, 'oak', { key });
      expect(await receiptFor(voter, receipt.id)).toEqual(receipt);
      expect((await tallyFor(voter)).people).toBe(1);
    },
  );

  test(`a vote that was recorded while the answer of the database was lost gets its receipt at once, where it ${kind}`, async () => {
    const portal = new Portal(await aPoll({ changeable }));
    const voter = portal.browser();
    const key = crypto.randomUUID();
    const database = failingPortal(portal, { when: 'after', to: record });
    const { receipt } = await shaped(await vote(voter, 'oak', { key }), 200, recordedReply);
    expect(database.faults).toBe(1);
    expect(receipt).toMatchObject({ own: true, answers: [{ question: 'tree', option: 'oak' }] });
    expect((await shaped(await vote(voter, 'oak', { key }), 200, recordedReply)).receipt).toEqual(receipt);
    expect((await tallyFor(voter)).people).toBe(1);
    expect(log).not.toHaveBeenCalled();
  });

  test(`a vote that was recorded before the database was gone gets its receipt when it is back, where it ${kind}`, async () => {
    const portal = new Portal(await aPoll({ changeable }));
    const key = crypto.randomUUID();
    // From the writing on nothing comes through: neither the batch's answer nor the look-up after it.
    const database = failingPortal(portal, { when: 'after', to: /insert into "responses"|where "submissions"."key"/, times: Infinity });
    failLookupsOnceWritten(portal, database);
    await expectUnavailable(await vote(portal.browser(), 'oak', { key }));
    expect(database.faults).toBeGreaterThan(1);
    portal.bindings.DB = env.DB;
    const voter = portal.browser();
    const { receipt } = await shaped(await vote(voter, 'oak', { key }), 200, recordedReply);
    expect(await receiptFor(voter, receipt.id)).toMatchObject({ own: true });
    expect((await tallyFor(voter)).people).toBe(1);
  });
}

/** Lets the very first look-up through, for it comes before the writing. */
function failLookupsOnceWritten(portal: Portal, database: FailingDatabase): void {
  let first = true;
  portal.bindings.DB = new Proxy(database, {
    get(target, property) {
      if (property !== 'prepare') return Reflect.get(target, property);
      return (text: string) => {
        const early = first && text.includes('where "submissions"."key"');
        if (early) first = false;
        return early ? env.DB.prepare(text) : target.prepare(text);
      };
    },
  });
}

test.each(['before', 'inside'] as const)('a change that failed %s its batch leaves the former vote as it was', async (when) => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 5, 'oak');
  const before = await tallyFor(voter);
  failingPortal(portal, { when, to: record });
  await expectUnavailable(await vote(voter, 'carob'));
  expect(await tallyFor(voter)).toEqual(before);
  expect(await rows('submissions')).toHaveLength(5);
});

test('a second vote where votes are final is told of the first, also when the database fails at it', async () => {
  const portal = new Portal(await aPoll({ changeable: false }));
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  failingPortal(portal, { when: 'before', to: record });
  expect((await refused(await vote(voter, 'carob'), 409, 'already-responded')).details).toEqual({ receipt: receipt.id });
});

test.each(['before', 'after'] as const)(
  'a withdrawal that failed %s the writing can be sent again, and takes one vote away',
  async (when) => {
    const portal = new Portal(await aPoll());
    const [voter] = await crowd(portal, 2, 'oak');
    const { receipt } = await voted(voter, 'carob');
    failingPortal(portal, { when, to: /update "responses"/ });
    await expectUnavailable(await voter.send('DELETE', `/api/responses/${receipt.id}`));
    expect((await voter.send('DELETE', `/api/responses/${receipt.id}`)).status).toBe(204);
    expect((await tallyFor(voter)).people).toBe(1);
  },
);

test('without a database everything that needs one says so cleanly', async () => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 1, 'oak');
  failingPortal(portal, { when: 'before', to: anything, times: Infinity });
  for (const path of ['/api/polls/first-trees/tally', '/api/responses/mine', '/api/entries', '/api/comments/mine']) {
    log.mockClear();
    await expectUnavailable(await voter.get(path));
  }
  log.mockClear();
  await expectUnavailable(await vote(portal.browser(), 'oak'));
  portal.bindings.DB = env.DB;
  expect((await tallyFor(voter)).people).toBe(1);
});
