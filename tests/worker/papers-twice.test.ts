/** A sample of papers is read by two clerks, who don't see each other's reading; and nobody in the office sees a sealed result by it. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { differenceReply } from '../../worker/papers/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { pageFor } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { type Colleague, signedIn } from '../support/officials.ts';
import {
  ballot,
  batchesOf,
  batchFor,
  close,
  due,
  enter,
  entered,
  opened,
  type Paper,
  readAgain,
  readTwice,
  settle,
  withdraw,
} from '../support/papers.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, expectVotesToAddUp, rows } from '../support/recount.ts';
import { byOption, tallyFor, tree } from '../support/votes.ts';

const square = { subject: { kind: 'consultation', slug: 'well-square' } } as const;
const many = (count: number, option = 'oak') => Array.from({ length: count }, (_, place) => ballot(`${place + 1}`, option));

/** A batch with these papers, and those of them that another clerk has to enter. */
async function batchOf(papers: Paper[], of: object = {}, ...definitions: ConstructorParameters<typeof Portal>) {
  const portal = new Portal(...(definitions.length > 0 ? definitions : [await aPoll()]));
  const [clerk, other] = [await signedIn(portal, 'clerk'), await signedIn(portal, 'clerk')];
  const batch = await opened(clerk, of);
  await entered(clerk, batch, papers);
  const sample = await due(clerk, batch);
  const [paper] = sample;
  if (!paper) throw new Error('a batch has a sample');
  return { portal, clerk, other, batch, sample, paper };
}

const difference = (clerk: Colleague, { id }: { id: string }) => clerk.get(`/api/office/papers/${id}/difference`);

describe('a sample of a batch', () => {
  test('is read again by another clerk before the batch is closed', async () => {
    const { portal, clerk, other, batch, sample, paper } = await batchOf(many(40));
    expect(sample.length).toBeLessThan(15);
    await refused(await close(clerk, batch), 409, 'not-verified');
    await refused(await readAgain(clerk, paper, tree('oak')), 409, 'needs-another');
    for (const one of sample) {
      expect(await readTwice(other, one, tree('oak'))).toBe('same');
      await refused(await readAgain(other, one, tree('oak')), 409, 'changed-meanwhile');
    }
    expect((await close(clerk, batch)).status).toBe(204);
    await refused(await enter(clerk, batch, [ballot('99', 'oak')]), 409, 'batch-closed');
    await refused(await close(clerk, batch), 409, 'batch-closed');
    expect((await batchesOf(portal)).batches).toMatchObject([{ papers: 40, readTwice: sample.length, differed: 0 }]);
  });

  test('has one paper at least, and no other paper is read again', async () => {
    const { clerk, other, batch, sample } = await batchOf(many(2));
    const { papers } = await batchFor(clerk, batch);
    for (const paper of papers.filter(({ id }) => !sample.some((one) => one.id === id))) {
      await refused(await readAgain(other, paper, tree('oak')), 404, 'not-found');
    }
    expect(sample.length).toBeGreaterThan(0);
  });

  test('is refused an unknown option like the first reading', async () => {
    const { other, paper } = await batchOf(many(1));
    const error = await refused(await readAgain(other, paper, tree('palm')), 400, 'unknown-option');
    expect(error.details).toEqual({ row: 1, number: '1', question: 'tree' });
  });

  test('is read by one other clerk, where two begin at once', async () => {
    const { portal, other, paper } = await batchOf(many(1));
    const third = await signedIn(portal, 'clerk');
    const both = await Promise.all([other, third].map((clerk) => readAgain(clerk, paper, tree('oak'))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await rows('second_entries')).toHaveLength(1);
  });
});

describe('two readings that differ', () => {
  test('are shown side by side, and settled for the second they move the tally', async () => {
    const { portal, clerk, other, batch, paper } = await batchOf([ballot('1', 'oak')]);
    await entered(
      clerk,
      await opened(clerk, { channel: 'phone' }),
      [...Array(5)].map(() => ballot('', 'carob')),
    );
    expect(await readTwice(other, paper, tree('olive'))).toBe('differs');
    await refused(await close(clerk, batch), 409, 'not-verified');
    expect(await shaped(await difference(clerk, paper), 200, differenceReply)).toEqual({
      number: '1',
      first: tree('oak'),
      second: tree('olive'),
    });
    expect(byOption(await tallyFor(portal.browser()))).toMatchObject({ oak: 1, olive: 0 });
    const both = await Promise.all([clerk, other].map((one) => settle(one, paper, 'second')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(byOption(await tallyFor(portal.browser()))).toMatchObject({ oak: 0, olive: 1 });
    await refused(await difference(clerk, paper), 404, 'not-found');
    expect((await close(clerk, batch)).status).toBe(204);
    expect((await batchesOf(portal)).batches[1]).toMatchObject({ readTwice: 1, differed: 1 });
    expect(JSON.stringify(await rows('second_entries'))).not.toContain('olive');
    await expectVotesToAddUp();
  });

  test('settled for the first change nothing', async () => {
    const { portal, clerk, other, batch, paper } = await batchOf(many(1));
    await readTwice(other, paper, tree('olive'));
    expect((await settle(other, paper, 'first')).status).toBe(200);
    expect(await rows('answers')).toMatchObject([{ option: 'oak' }]);
    expect((await close(clerk, batch)).status).toBe(204);
    expect((await tallyFor(portal.browser())).people).toBe(1);
  });

  test('of a comment differ in words, not in spacing and points; the right words take the place of the others', async () => {
    const said = (body: string, language = 'en') => ({ body, language });
    const before = await aConsultation({ comments: { moderation: 'before' } });
    const { portal, clerk, other, paper } = await batchOf([{ number: '1', ...said('More shade, please!') }], square, before);
    await env.DB.prepare("update comments set state = 'published'").run();
    expect(await readTwice(other, paper, said('More shadow please', 'ar'))).toBe('differs');
    expect((await settle(clerk, paper, 'second')).status).toBe(200);
    // somebody reads these words before they are published, too
    expect(await rows('comments')).toMatchObject([{ body: 'More shadow please', language: 'ar', state: 'waiting' }]);
    await expectCommentsToAddUp();
    expect((await pageFor(portal.browser())).comments).toEqual([]);

    const batch = await opened(clerk, square);
    await entered(clerk, batch, [{ number: '2', ...said('Benches, by the well.') }]);
    const [another] = await due(clerk, batch);
    expect(await readTwice(other, another ?? paper, said('benches by the  well'))).toBe('same');
  });

  test('are nobody’s to decide any more when the batch is withdrawn', async () => {
    const { portal, clerk, other, batch, paper } = await batchOf(many(1));
    await readTwice(other, paper, tree('olive'));
    expect((await withdraw(await signedIn(portal, 'publisher'), batch)).status).toBe(204);
    await refused(await settle(clerk, paper, 'second'), 409, 'batch-withdrawn');
    await refused(await difference(clerk, paper), 409, 'batch-withdrawn');
    expect((await tallyFor(portal.browser())).people).toBe(0);
    await expectVotesToAddUp();
  });
});

test('no route of papers tells anybody in the office how a sealed poll stands', async () => {
  const papers = [...many(30, 'oak'), ...Array.from({ length: 12 }, (_, place) => ballot(`${place + 31}`, 'carob'))];
  const { portal, clerk, other, batch, sample } = await batchOf(papers, {}, await aPoll({ results: 'at-close' }));
  await readTwice(other, sample[0] ?? { id: '' }, tree('olive'));
  const officials = await Promise.all(
    (['admin', 'publisher', 'editor', 'moderator', 'analyst', 'clerk'] as const).map((role) => signedIn(portal, role)),
  );
  for (const who of [portal.browser(), clerk, ...officials]) {
    const told = await Promise.all(
      [
        '/api/office/papers/batches',
        `/api/office/papers/batches/${batch.id}`,
        `/api/office/papers/${sample[1]?.id ?? batch.id}/difference`,
        '/api/polls/first-trees/batches',
        '/api/polls/first-trees/tally',
      ].map(async (path) => (await who.get(path)).text()),
    );
    expect(told.join()).not.toMatch(/oak|carob|olive|:(30|12)[,}]/);
    expect(told.at(-1)).toContain('"withheld":"at-close"');
  }
  const recorded = await enter(clerk, batch, [ballot('50', 'oak')]);
  expect(await recorded.text()).not.toMatch(/oak|people|breakdown/);
});

describe('the database refuses', () => {
  test.each([
    [
      'a second reading by the same clerk',
      'insert into second_entries (paper, entered_at, entered_by) select id, 1, entered_by from papers',
      'another clerk',
    ],
    ['closing before the sample is complete', 'update batches set closed_at = 1', 'not complete'],
    ['changing what a batch is', "update batches set channel = 'phone'", 'never changes'],
    ['deleting a batch', 'delete from batches', 'never deleted'],
    ['changing a paper', "update papers set number = '2'", 'never changed'],
    ['deleting a paper', 'delete from papers', 'never deleted'],
    ['withdrawing without a reason', 'update batches set withdrawn_at = 1', 'CHECK'],
    ['withdrawing for a reason that is none', "update batches set withdrawn_at = 1, withdrawal = '{}'", 'CHECK'],
  ])('%s', async (_, sql, reason) => {
    const { portal } = await batchOf(many(1));
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(reason);
    expect((await tallyFor(portal.browser())).people).toBe(1);
  });
});
