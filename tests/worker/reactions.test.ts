/** Agreeing or not with what others said: one person, one standing reaction to a comment. */
import { afterEach, expect, test } from 'vitest';
import { refused } from '../support/answers.ts';
import { contributionsOf, moderated, pageFor, react, reacted, said, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation, closes } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

afterEach(expectCommentsToAddUp);

const counts = (comment: { agrees: number; disagrees: number; passes: number }) => [comment.agrees, comment.disagrees, comment.passes];

test('a reaction is counted once, changed by a later one, and taken back', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const person = portal.browser();
  await reacted(portal.browser(), id, 'agree');
  expect(await reacted(person, id, 'agree')).toMatchObject({ agrees: 2, ownReaction: 'agree', own: false });
  expect(counts(await reacted(person, id, 'agree'))).toEqual([2, 0, 0]);
  expect(counts(await reacted(person, id, 'disagree'))).toEqual([1, 1, 0]);
  const passed = await reacted(person, id, 'pass');
  expect(passed).toMatchObject({ agrees: 1, disagrees: 0, passes: 1, ownReaction: 'pass' });
  expect((await threadFor(person, id)).comment.ownReaction).toBe('pass');
  expect((await pageFor(portal.browser())).comments).toMatchObject([{ id, ownReaction: null }]);
  for (const _ of ['taking it back', 'pressing twice']) {
    expect((await person.send('DELETE', `/api/comments/${id}/reaction`)).status).toBe(204);
    expect((await threadFor(person, id)).comment).toMatchObject({ agrees: 1, disagrees: 0, passes: 0, ownReaction: null });
  }
});

test('a reaction sent again because its answer was lost, cookie and all, is the same person’s', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const key = crypto.randomUUID();
  await react(portal.browser(), id, 'agree', { key });
  const person = portal.browser();
  await react(person, id, 'agree', { key });
  expect(counts(await reacted(person, id, 'disagree'))).toEqual([0, 1, 0]);
});

test('nobody takes back somebody else’s reaction', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  await reacted(portal.browser(), id, 'agree');
  for (const other of [portal.browser(), portal.browser('__Host-participant=x.y')]) {
    expect((await other.send('DELETE', `/api/comments/${id}/reaction`)).status).toBe(204);
  }
  expect(counts((await threadFor(portal.browser(), id)).comment)).toEqual([1, 0, 0]);
});

test('there is no reacting to what is hidden, waiting or withdrawn', async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses', comments: { moderation: 'before' } }));
  const author = portal.browser();
  const hidden = await said(author, 'Hidden.');
  await moderated(portal, hidden.id, 'insult');
  const waiting = await said(author, 'Waiting.', { on: 'night-buses' });
  const gone = await said(author, 'Gone.');
  await withdrawn(author, gone.id);
  for (const { id } of [hidden, waiting, gone]) {
    for (const person of [author, portal.browser()]) await refused(await react(person, id, 'agree'), 404, 'not-found');
  }
  expect(await rows('reactions')).toEqual([]);
});

test('forty reactions of one person at once are one', async () => {
  const portal = new Portal(await aConsultation());
  const person = portal.browser();
  const { id } = await said(person, 'More shade.');
  const kinds = ['agree', 'disagree', 'pass'] as const;
  const tabs = Array.from({ length: 40 }, () => portal.browser(person.cookie));
  const responses = await Promise.all(tabs.map((tab, index) => react(tab, id, kinds[index % 3] ?? 'pass')));
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
  const { comment } = await threadFor(person, id);
  expect(counts(comment).sort()).toEqual([0, 0, 1]);
  expect(await rows('reactions')).toMatchObject([{ reaction: comment.ownReaction }]);
});

test('forty first reactions with one key at once are one person’s', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const key = crypto.randomUUID();
  await Promise.all(Array.from({ length: 40 }, () => react(portal.browser(), id, 'agree', { key })));
  expect(counts((await threadFor(portal.browser(), id)).comment)).toEqual([1, 0, 0]);
  expect((await pageFor(portal.browser())).totals.people).toBe(2);
});

test('forty people at once are forty reactions', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  await Promise.all(Array.from({ length: 40 }, (_, index) => react(portal.browser(), id, index % 2 ? 'agree' : 'disagree')));
  expect(counts((await threadFor(portal.browser(), id)).comment)).toEqual([20, 20, 0]);
  expect((await pageFor(portal.browser())).totals.people).toBe(41);
});

test('a person finds all reactions again, newest first, and which can still be changed', async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses', closes: '2026-11-24T08:00:00+02:00' }));
  const shade = await said(portal.browser(), 'More shade.');
  const buses = await said(portal.browser(), 'More buses.', { on: 'night-buses' });
  const person = portal.browser();
  await reacted(person, buses.id, 'pass');
  portal.now = '2026-11-23T13:00:00+02:00';
  await reacted(person, shade.id, 'agree');
  portal.now = '2026-11-24T09:00:00+02:00';
  await moderated(portal, shade.id, 'off-topic');
  expect(await contributionsOf(person)).toEqual({
    comments: [],
    reactions: [
      {
        comment: shade.id,
        consultation: 'well-square',
        body: null,
        reaction: 'agree',
        reactedAt: '2026-11-23T11:00:00.000Z',
        changeable: true,
      },
      {
        comment: buses.id,
        consultation: 'night-buses',
        body: 'More buses.',
        reaction: 'pass',
        reactedAt: '2026-11-23T10:00:00.000Z',
        changeable: false,
      },
    ],
  });
  portal.now = closes;
  expect((await contributionsOf(person)).reactions.map(({ changeable }) => changeable)).toEqual([false, false]);
  expect(await contributionsOf(portal.browser())).toEqual({ comments: [], reactions: [] });
});
