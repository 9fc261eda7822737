/** What goes wrong can be stopped at once, in public: nothing comes in meanwhile, and nothing that was acknowledged is lost. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { actsAfter } from '../../db/audit.ts';
import { changesReply } from '../../worker/changes/contract.ts';
import { commentReceipt } from '../../worker/comments/contract.ts';
import { entriesReply } from '../../worker/definitions/contract.ts';
import { type HoldForm, holdsReply, officeHoldsReply } from '../../worker/holds/contract.ts';
import { recordedReply } from '../../worker/questionnaires/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { react, reacted, said, say, withdrawn } from '../support/comments.ts';
import { aConsultation, aPoll, aQuiz, closes, now } from '../support/definitions.ts';
import { signedIn } from '../support/officials.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { answer } from '../support/quizzes.ts';
import { expectCommentsToAddUp, expectVotesToAddUp, rows } from '../support/recount.ts';
import { byOption, crowd, tallyFor, vote, voted } from '../support/votes.ts';

const words = { en: 'A wrong map was shown.', he: 'הוצגה מפה שגויה.' };
const firstTrees = { kind: 'poll', slug: 'first-trees' } as const;
const wellSquare = { kind: 'consultation', slug: 'well-square' } as const;

const put = (official: Browser, act: Partial<HoldForm> & Pick<HoldForm, 'act'>, what: Pick<HoldForm, 'kind' | 'slug'> = firstTrees) =>
  official.send('POST', '/api/office/holds', { body: { ...what, words, ...act } });
const suspended = async (official: Browser, what: Pick<HoldForm, 'kind' | 'slug'> = firstTrees) =>
  shaped(await put(official, { act: 'hold' }, what), 201, holdsReply);
const resumed = async (official: Browser, what: Pick<HoldForm, 'kind' | 'slug'> = firstTrees) =>
  shaped(await put(official, { act: 'resume', words: { en: 'The map is right now.' } }, what), 201, holdsReply);

const town = async () => {
  const portal = new Portal(await aPoll(), await aQuiz(), await aConsultation());
  return { portal, publisher: await signedIn(portal, 'publisher') };
};

/** What somebody is told who comes while it is suspended: since when and why, in every language of the reason. */
const told = { since: new Date(now).toISOString(), 'reason-en': words.en, 'reason-he': words.he };
const toldOnHold = async (response: Response) => expect((await refused(response, 409, 'on-hold')).details).toEqual(told);

describe('while it is suspended', () => {
  test('a vote is refused with the reason, the former ones stay, and after the end the same vote is taken', async () => {
    const { portal, publisher } = await town();
    await crowd(portal, 5, 'oak');
    const key = crypto.randomUUID();
    const voter = portal.browser();
    await suspended(publisher);
    await toldOnHold(await vote(voter, 'olive', { key }));
    expect(byOption(await tallyFor(voter))).toEqual({ oak: 5, carob: 0, olive: 0 });
    expect(await rows('responses')).toHaveLength(5);
    await resumed(publisher);
    await voted(voter, 'olive', { key });
    await expectVotesToAddUp();
  });

  test('nobody changes a vote, but may withdraw it', async () => {
    const { portal, publisher } = await town();
    const voter = portal.browser();
    const { receipt } = await voted(voter, 'oak');
    await suspended(publisher);
    await toldOnHold(await vote(voter, 'carob'));
    expect((await tallyFor(voter)).people).toBe(1);
    expect((await voter.send('DELETE', `/api/responses/${receipt.id}`)).status).toBe(204);
    expect((await tallyFor(voter)).people).toBe(0);
    await expectVotesToAddUp();
  });

  test('a retry of what was recorded before gets its receipt', async () => {
    const { portal, publisher } = await town();
    const [voter, writer] = [portal.browser(), portal.browser()];
    const key = crypto.randomUUID();
    const { receipt } = await voted(voter, 'oak', { key });
    const comment = await said(writer, 'More shade.', { key });
    await suspended(publisher);
    await suspended(publisher, wellSquare);
    expect((await shaped(await vote(voter, 'oak', { key }), 200, recordedReply)).receipt).toEqual(receipt);
    expect(await shaped(await say(writer, 'More shade.', { key }), 200, commentReceipt)).toEqual(comment);
  });

  test('who has answered for good is told that, and not to wait', async () => {
    const portal = new Portal(await aPoll({ changeable: false }));
    const publisher = await signedIn(portal, 'publisher');
    const [voter] = await crowd(portal, 1, 'oak');
    await suspended(publisher);
    await refused(await vote(voter, 'carob'), 409, 'already-responded');
  });

  test('a quiz takes no answers', async () => {
    const { portal, publisher } = await town();
    await suspended(publisher, { kind: 'quiz', slug: 'shade-facts' });
    await toldOnHold(await answer(portal.browser()));
  });

  test('comments, replies and reactions are refused; withdrawing and taking back stay possible', async () => {
    const { portal, publisher } = await town();
    const [writer, reader] = [portal.browser(), portal.browser()];
    const comment = await said(writer, 'More shade.');
    await reacted(reader, comment.id, 'agree');
    await suspended(publisher, wellSquare);
    await toldOnHold(await say(portal.browser(), 'And benches.'));
    await toldOnHold(await say(portal.browser(), 'And benches.', { replyTo: comment.id }));
    await toldOnHold(await react(portal.browser(), comment.id, 'pass'));
    await toldOnHold(await react(reader, comment.id, 'disagree'));
    // sent again it is nothing new
    expect((await react(reader, comment.id, 'agree')).status).toBe(200);
    expect((await reader.send('DELETE', `/api/comments/${comment.id}/reaction`)).status).toBe(204);
    await withdrawn(writer, comment.id);
    expect(await rows('comments')).toHaveLength(1);
    await expectCommentsToAddUp();
    // The poll beside it goes on.
    await voted(portal.browser(), 'oak');
  });

  test.each(['before', 'in the midst'])('of votes at once, a hold %s: every acknowledged one is counted, and no other', async (when) => {
    const { portal, publisher } = await town();
    const voters = Array.from({ length: 20 }, () => portal.browser());
    const votes = (some: Browser[]) => some.map((voter) => vote(voter, 'oak'));
    const first = when === 'before' ? [] : votes(voters.slice(0, 10));
    const hold = suspended(publisher);
    const responses = await Promise.all([...first, ...votes(voters.slice(first.length))]);
    await hold;
    const taken = responses.filter(({ status }) => status === 201).length;
    for (const response of responses.filter(({ status }) => status !== 201)) await toldOnHold(response);
    expect((await tallyFor(portal.browser())).people).toBe(taken);
    const late = await Promise.all(votes(voters));
    // Each is known with what it sent before, or refused: nobody is added.
    expect(late.filter(({ status }) => status === 201)).toEqual([]);
    expect((await tallyFor(portal.browser())).people).toBe(taken);
    await expectVotesToAddUp();
  });
});

describe('everybody sees', () => {
  test('since when and why, in the list of all entries', async () => {
    const { portal, publisher } = await town();
    await suspended(publisher);
    const { entries } = await shaped(await portal.browser().get('/api/entries'), 200, entriesReply);
    expect(entries.map(({ slug, hold }) => [slug, hold]).sort()).toEqual([
      ['first-trees', { since: told.since, words }],
      ['shade-facts', null],
      ['well-square', null],
    ]);
  });

  test('the whole history, the latest first', async () => {
    const { portal, publisher } = await town();
    const history = async () => shaped(await portal.browser().get('/api/polls/first-trees/holds'), 200, holdsReply);
    expect(await history()).toEqual({ hold: null, periods: [] });
    await suspended(publisher);
    portal.now = '2026-11-24T08:00:00+02:00';
    await resumed(publisher);
    portal.now = '2026-11-25T08:00:00+02:00';
    await suspended(publisher);
    expect(await history()).toEqual({
      hold: { since: '2026-11-25T06:00:00.000Z', words },
      periods: [
        { from: '2026-11-25T06:00:00.000Z', reason: words, until: null, resumedBecause: null },
        { from: told.since, reason: words, until: '2026-11-24T06:00:00.000Z', resumedBecause: { en: 'The map is right now.' } },
      ],
    });
    await refused(await portal.browser().get('/api/polls/none/holds'), 404, 'not-found');
  });

  test('both acts among what changed', async () => {
    const { portal, publisher } = await town();
    await suspended(publisher);
    portal.now = '2026-11-24T08:00:00+02:00';
    await resumed(publisher);
    const { changes } = await shaped(await portal.browser().get('/api/changes'), 200, changesReply);
    expect(changes.slice(0, 2)).toEqual([
      { at: '2026-11-24T06:00:00.000Z', slug: 'first-trees', kind: 'poll', what: 'resumed' },
      { at: told.since, slug: 'first-trees', kind: 'poll', what: 'suspended' },
    ]);
  });
});

describe('an official', () => {
  test('sees what may be suspended: what is open and takes something, what is suspended on top', async () => {
    const portal = new Portal(
      await aPoll(),
      await aPoll({ slug: 'closed', closes: '2026-11-20T08:00:00+02:00' }),
      await aConsultation(),
      await aConsultation({ slug: 'silent', comments: null }),
    );
    const publisher = await signedIn(portal, 'publisher');
    await suspended(publisher, wellSquare);
    const { entries } = await shaped(await publisher.get('/api/office/holds'), 200, officeHoldsReply);
    expect(entries.map(({ kind, slug, hold }) => [kind, slug, hold?.words ?? null])).toEqual([
      ['consultation', 'well-square', words],
      ['poll', 'first-trees', null],
    ]);
    for (const [slug, code] of [['closed', 'closed'] as const]) {
      await refused(await put(publisher, { act: 'hold' }, { kind: 'poll', slug }), 409, code);
    }
    for (const slug of ['silent', 'none'])
      await refused(await put(publisher, { act: 'hold' }, { kind: 'consultation', slug }), 404, 'not-found');
  });

  test('is told where a colleague was faster, and only one act is on record', async () => {
    const { portal, publisher } = await town();
    const colleague = await signedIn(portal, 'admin');
    const responses = await Promise.all([put(publisher, { act: 'hold' }), put(colleague, { act: 'hold' })]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await rows('holds')).toHaveLength(1);
    await resumed(publisher);
    await refused(await put(colleague, { act: 'resume' }), 409, 'changed-meanwhile');
    const acts = (await actsAfter(env.DB, 0, 100)).filter(({ act }) => act.startsWith('holds.'));
    expect(acts.map(({ act, subject }) => [act, subject])).toEqual([
      ['holds.hold', 'polls/first-trees'],
      ['holds.resume', 'polls/first-trees'],
    ]);
    // The log says that it was done; the reason stands where the public reads it.
    expect(JSON.stringify(acts)).not.toContain('map');
  });

  test.each([
    ['no reason', {}],
    ['an empty reason', { en: '  ' }],
    ['a reason in a language that the portal is not in', { fr: 'Une carte.' }],
    ['a reason without end', { en: 'x'.repeat(601) }],
  ])('gives a reason: %s is refused', async (_, reason) => {
    const { publisher } = await town();
    await refused(await put(publisher, { act: 'hold', words: reason }), 400, 'invalid');
    expect(await rows('holds')).toEqual([]);
  });

  test('can resume what closed meanwhile, so that no hold lasts for ever', async () => {
    const { portal, publisher } = await town();
    await suspended(publisher);
    portal.now = closes;
    expect((await shaped(await publisher.get('/api/office/holds'), 200, officeHoldsReply)).entries).toHaveLength(1);
    expect((await resumed(publisher)).hold).toBeNull();
  });

  test('of one department suspends nothing that is another department’s or all of the body’s', async () => {
    const { portal } = await town();
    const gardener = await signedIn(portal, 'publisher', 'gardens');
    await refused(await put(gardener, { act: 'hold' }), 403, 'not-allowed');
    expect((await shaped(await gardener.get('/api/office/holds'), 200, officeHoldsReply)).entries).toEqual([]);
  });
});

test('what an operator imports happened at another time, and comes in', async () => {
  const { portal, publisher } = await town();
  await suspended(publisher, wellSquare);
  const comments = [{ sourceId: '1', author: 'a', body: 'More shade.', language: 'en', at: '2026-11-20T08:00:00+02:00', rejected: false }];
  const headers = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
  const response = await portal.browser().send('POST', '/api/imports/consultations/well-square/comments', { body: { comments }, headers });
  expect(response.status).toBe(200);
  expect(await rows('comments')).toHaveLength(1);
});

describe('the database refuses', () => {
  test.each([
    ['a second hold', "insert into holds select 'x', subject, 'hold', words, at, official from holds", 'suspended already'],
    ['an end of nothing', "insert into holds select 'x', 'polls/other', 'resume', words, at, official from holds", 'not suspended'],
    ['a reason that is none', "insert into holds select 'x', 'polls/other', 'hold', '{}', at, official from holds", 'CHECK'],
    ['re-writing a reason', "update holds set words = '{}'", 'append-only'],
    ['deleting a hold', 'delete from holds', 'append-only'],
  ])('%s', async (_, sql, reason) => {
    const { publisher } = await town();
    await suspended(publisher);
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(reason);
    expect(await rows('held')).toHaveLength(1);
  });
});
