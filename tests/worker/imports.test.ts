/** A deliberation that was held elsewhere comes in as it happened, and its counts can be compared with the source. */
import { fc, test } from '@fast-check/vitest';
import { beforeEach, expect } from 'vitest';
import type { z } from 'zod';
import { type importedComments, importedCounts, type importedReactions, importReply } from '../../worker/imports/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { pageFor, reacted, said } from '../support/comments.ts';
import { aConsultation, closes, opens } from '../support/definitions.ts';
import { operator, Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

type ImportedComment = z.infer<typeof importedComments>['comments'][number];
type ImportedReaction = z.infer<typeof importedReactions>['reactions'][number];

const during = '2026-11-10T12:00:00+02:00';
const comment = (sourceId: string, rest: Partial<ImportedComment> = {}): ImportedComment => ({
  sourceId,
  author: `author-${sourceId}`,
  body: `Statement ${sourceId}.`,
  language: 'en',
  at: during,
  rejected: false,
  ...rest,
});
const reaction = (voter: string, kind: ImportedReaction['reaction'], at = during, to = '1'): ImportedReaction => ({
  comment: to,
  voter,
  reaction: kind,
  at,
});

let portal: Portal;
beforeEach(async () => {
  // An import comes when all is over; what counts is the time of each act.
  portal = new Portal(await aConsultation());
  portal.now = '2027-02-01T12:00:00+02:00';
});

const send = (what: 'comments' | 'reactions', body: unknown, headers = operator(), slug = 'well-square') =>
  portal.browser().send('POST', `/api/imports/consultations/${slug}/${what}`, { body, headers });
const bringComments = async (...comments: ImportedComment[]) => shaped(await send('comments', { comments }), 200, importReply);
const bringReactions = async (...reactions: ImportedReaction[]) => shaped(await send('reactions', { reactions }), 200, importReply);
const countsOf = async (slug = 'well-square') =>
  shaped(await portal.browser().get(`/api/imports/consultations/${slug}/comments`, operator()), 200, importedCounts);

test('comments come in at their own times, as they were said, the rejected ones hidden with that reason', async () => {
  const odd = { body: ' \u202eas it was \n\n\n\n ', at: '2026-11-09T12:00:00Z' };
  expect(await bringComments(comment('1'), comment('2', odd), comment('3', { rejected: true }), comment('4', { body: '' }))).toEqual({
    taken: 4,
    unchanged: 0,
  });
  const page = await pageFor(portal.browser());
  expect(page.comments.map(({ body, channel, submittedAt }) => ({ body, channel, submittedAt }))).toEqual(
    expect.arrayContaining([
      { body: 'Statement 1.', channel: 'import', submittedAt: '2026-11-10T10:00:00.000Z' },
      { body: odd.body, channel: 'import', submittedAt: '2026-11-09T12:00:00.000Z' },
      { body: '', channel: 'import', submittedAt: '2026-11-10T10:00:00.000Z' },
    ]),
  );
  expect(page).toMatchObject({ hidden: 1, totals: { comments: 3, people: 4 } });
  expect((await pageFor(portal.browser(), '?hidden=only')).comments).toMatchObject([{ body: null, hiddenFor: 'rejected-at-source' }]);
  await expectCommentsToAddUp();
});

test('where comments are read before they are published, imported ones wait too, and their votes count', async () => {
  portal.publish(await aConsultation({ comments: { moderation: 'before' } }));
  await bringComments(comment('1'), comment('2', { rejected: true }));
  await bringReactions(reaction('ben', 'agree'));
  expect(await pageFor(portal.browser())).toMatchObject({ comments: [], hidden: 1 });
  expect((await rows('comments')).map(({ state }) => state).sort()).toEqual(['hidden', 'waiting']);
  expect((await countsOf()).comments).toMatchObject([
    { sourceId: '1', hidden: false, agrees: 1 },
    { sourceId: '2', hidden: true },
  ]);
  await expectCommentsToAddUp();
});

test('the counts tell every comment of the source, the hidden ones too, and how many people took part', async () => {
  await bringComments(comment('1', { author: 'ann' }), comment('2', { author: 'ann', rejected: true, at: '2026-11-11T12:00:00Z' }));
  await bringReactions(reaction('ben', 'agree'), reaction('ann', 'disagree', during, '2'), reaction('cat', 'pass', during, '2'));
  expect(await countsOf()).toEqual({
    consultation: 'well-square',
    people: 3,
    comments: [
      { sourceId: '1', hidden: false, agrees: 1, disagrees: 0, passes: 0 },
      { sourceId: '2', hidden: true, agrees: 0, disagrees: 1, passes: 1 },
    ],
  });
});

test('brought in again, nothing changes', async () => {
  const comments = [comment('1'), comment('2', { rejected: true })];
  const reactions = [reaction('ben', 'agree'), reaction('cat', 'pass', during, '2')];
  await bringComments(...comments);
  expect(await bringReactions(...reactions)).toEqual({ taken: 2, unchanged: 0 });
  const before = [await rows('comments'), await rows('reactions'), await countsOf()];
  expect(await bringComments(...comments, comment('1', { body: 'Re-written.' }))).toEqual({ taken: 0, unchanged: 3 });
  expect(await bringReactions(...reactions)).toEqual({ taken: 0, unchanged: 2 });
  expect([await rows('comments'), await rows('reactions'), await countsOf()]).toEqual(before);
  await expectCommentsToAddUp();
});

const minute = fc.integer({ min: 0, max: 10_000 });
const acts = fc.uniqueArray(
  fc.record({ voter: fc.constantFrom('ann', 'ben', 'cat'), kind: fc.constantFrom('agree', 'disagree', 'pass'), minute }),
  {
    selector: ({ voter, minute }) => `${voter} ${minute}`,
    minLength: 1,
    maxLength: 20,
  },
);

test.prop([acts, fc.integer({ min: 1, max: 5 })], { numRuns: 20 })(
  'the latest reaction of a person stands, in whatever order and portions they come',
  async (all, portion) => {
    const slug = `import-${crypto.randomUUID()}`;
    portal.publish(await aConsultation({ slug }));
    await send('comments', { comments: [comment('1')] }, operator(), slug);
    for (let from = 0; from < all.length; from += portion) {
      const reactions = all
        .slice(from, from + portion)
        .map(({ voter, kind, minute }) => reaction(voter, kind, new Date(Date.parse(opens) + minute * 60_000).toISOString()));
      expect((await send('reactions', { reactions }, operator(), slug)).status).toBe(200);
    }
    const latest = new Map([...all].sort((one, other) => one.minute - other.minute).map(({ voter, kind }) => [voter, kind]));
    const of = (kind: string) => [...latest.values()].filter((stands) => stands === kind).length;
    expect((await countsOf(slug)).comments).toEqual([
      { sourceId: '1', hidden: false, agrees: of('agree'), disagrees: of('disagree'), passes: of('pass') },
    ]);
    await expectCommentsToAddUp();
  },
);

test('an act outside the dates stops the whole portion', async () => {
  await bringComments(comment('1', { at: opens }));
  for (const at of ['2026-11-02T07:59:59.999+02:00', closes]) {
    await refused(await send('comments', { comments: [comment('2'), comment('3', { at })] }), 409, 'closed');
    await refused(await send('reactions', { reactions: [reaction('ann', 'agree'), reaction('ben', 'agree', at)] }), 409, 'closed');
  }
  expect(await rows('comments')).toHaveLength(1);
  expect(await rows('reactions')).toEqual([]);
});

test('a reaction before its comment stops the whole portion, telling how many comments are missing', async () => {
  await bringComments(comment('1'));
  const reactions = [
    reaction('ann', 'agree'),
    reaction('ann', 'agree', during, '2'),
    reaction('ben', 'agree', during, '2'),
    reaction('ben', 'agree', during, '3'),
  ];
  expect((await refused(await send('reactions', { reactions }), 409, 'not-found')).details).toEqual({ absent: 2 });
  expect(await rows('reactions')).toEqual([]);
});

test('nobody without the token brings anything in or reads the counts', async () => {
  portal.publish(await aConsultation());
  const wrong: Record<string, string>[] = [{}, { authorization: 'Bearer' }, { authorization: `Basic ${operator().authorization}` }];
  for (const headers of wrong) {
    await refused(await send('comments', { comments: [comment('1')] }, headers), 401, 'unauthorised');
    await refused(await send('reactions', { reactions: [reaction('ann', 'agree')] }, headers), 401, 'unauthorised');
    await refused(await portal.browser().get('/api/imports/consultations/well-square/comments', headers), 401, 'unauthorised');
  }
  expect(await rows('comments')).toEqual([]);
});

test('a consultation that there is not takes no imports', async () => {
  await refused(await send('comments', { comments: [comment('1')] }, operator(), 'other'), 404, 'not-found');
  await refused(await send('reactions', { reactions: [reaction('ann', 'agree')] }, operator(), 'other'), 404, 'not-found');
  await refused(await portal.browser().get('/api/imports/consultations/other/comments', operator()), 404, 'not-found');
});

test('full portions come in whole', async () => {
  const comments = Array.from({ length: 200 }, (_, index) => comment(`${index}`, { author: `author ${index % 50}` }));
  expect(await bringComments(...comments)).toEqual({ taken: 200, unchanged: 0 });
  const reactions = Array.from({ length: 1000 }, (_, index) => reaction(`author ${index % 100}`, 'agree', during, `${index % 200}`));
  expect((await bringReactions(...reactions)).taken).toBe(200);
  expect((await countsOf()).people).toBe(100);
  await refused(await send('comments', { comments: [...comments, comment('200')] }), 400, 'invalid');
  await refused(await send('reactions', { reactions: [...reactions, reaction('ann', 'agree')] }), 400, 'invalid');
  await expectCommentsToAddUp();
});

test('of the people of the source no name is kept, and what they did is nobody’s here', async () => {
  portal.now = '2026-11-23T12:00:00+02:00';
  await bringComments(comment('1', { author: 'zq9' }));
  await bringReactions(reaction('zq9', 'pass'));
  const here = portal.browser();
  const { comments } = await pageFor(here);
  expect(comments).toMatchObject([{ own: false, ownReaction: null, passes: 1 }]);
  await reacted(here, comments[0]?.id ?? '', 'agree');
  await said(here, 'Statement 1.');
  expect((await countsOf()).people).toBe(2);
  expect(JSON.stringify([await rows('comments'), await rows('reactions'), await rows('participations')])).not.toContain('zq9');
});
