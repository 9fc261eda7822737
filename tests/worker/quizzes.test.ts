/** A person answers a quiz once, however often it is tried again, and sees then how others answered. */
import { expect, test } from 'vitest';
import { entriesReply } from '../../worker/definitions/contract.ts';
import { quizRecordedReply, responsesReply } from '../../worker/questionnaires/contract.ts';
import { recountReply } from '../../worker/recount/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aPoll, aQuiz, closes, justBeforeClosing } from '../support/definitions.ts';
import { operator, Portal } from '../support/portal.ts';
import { answer, answered, answering, byQuestion, learners, quizTallyFor, some } from '../support/quizzes.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { receiptFor, voted } from '../support/votes.ts';

const right = { heat: 'sixty-one', water: 'three-summers', trees: 'four-thousand' };

test('answers give their receipt, and are in the tally that comes with it', async () => {
  const quiz = await aQuiz();
  const portal = new Portal(quiz);
  await learners(portal, 4, right);
  const person = portal.browser();
  const { receipt, tally } = await answered(person, some, { body: { ...answering(some), language: 'he' } });
  expect(receipt).toEqual({
    id: receipt.id,
    kind: 'response',
    questionnaire: { kind: 'quiz', slug: 'shade-facts' },
    recordedAt: '2026-11-23T10:00:00.000Z',
    changedAt: null,
    withdrawnAt: null,
    versions: quiz.versions,
    own: true,
    answers: expect.arrayContaining(answering(some).answers),
    changeable: false,
  });
  expect(receipt.answers).toHaveLength(3);
  expect(tally).toMatchObject({ quiz: 'shade-facts', people: 5, channels: { web: 5 }, withheld: null });
  expect(byQuestion(tally)).toEqual({
    heat: { 'sixty-one': 5, forty: 0, eighty: 0 },
    water: { 'three-summers': 4, 'for-ever': 1 },
    trees: { 'four-thousand': 5, 'four-hundred': 0, forty: 0 },
  });
  expect(await receiptFor(person, receipt.id)).toEqual(receipt);
  expect((await rows('responses')).find((row) => row.id === receipt.id)).toMatchObject({
    questionnaire: 'quizzes/shade-facts',
    language: 'he',
    channel: 'web',
  });
  await expectVotesToAddUp();
});

test('a retake is not counted: it is told so with the receipt of the first try, which stays as it was', async () => {
  const portal = new Portal(await aQuiz());
  const [person = portal.browser()] = await learners(portal, 5);
  const before = await quizTallyFor(person);
  for (const again of [right, some]) {
    const { details } = await refused(await answer(person, again), 409, 'already-responded');
    expect((await receiptFor(person, String(details?.receipt))).answers).toEqual(expect.arrayContaining(answering(some).answers));
  }
  expect(await quizTallyFor(person)).toEqual(before);
  expect(await rows('submissions')).toHaveLength(5);
  await expectVotesToAddUp();
});

test('of forty tries of one person at once one counts, whole, and the others get its receipt', async () => {
  const portal = new Portal(await aQuiz(), await aPoll());
  const person = portal.browser();
  await voted(person, 'oak');
  const tries = Array.from({ length: 40 }, (_, index) => answer(portal.browser(person.cookie), index % 2 ? right : some));
  const responses = await Promise.all(tries);
  const recorded = responses.filter(({ status }) => status === 201);
  expect(recorded).toHaveLength(1);
  const { receipt } = await shaped(recorded[0] as Response, 201, quizRecordedReply);
  for (const response of responses.filter(({ status }) => status !== 201)) {
    expect((await refused(response, 409, 'already-responded')).details).toEqual({ receipt: receipt.id });
  }
  expect((await quizTallyFor(person)).people).toBe(1);
  const kept = (await rows('answers')).filter((row) => row.response === receipt.id);
  expect(kept.map(({ question, option }) => ({ question, option }))).toEqual(receipt.answers);
  expect(kept).toHaveLength(3);
  await expectVotesToAddUp();
});

test('forty identical first tries at once, as a browser that gives no rest sends them, are one person’s', async () => {
  const portal = new Portal(await aQuiz());
  const key = crypto.randomUUID();
  const responses = await Promise.all(Array.from({ length: 40 }, () => answer(portal.browser(), some, { key })));
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(39).fill(200), 201]);
  expect((await quizTallyFor(portal.browser())).people).toBe(1);
  await expectVotesToAddUp();
});

test('answers that are sent again because the reply was lost, cookie and all, are the same answers, after the close too', async () => {
  const portal = new Portal(await aQuiz());
  portal.now = justBeforeClosing;
  const key = crypto.randomUUID();
  const lost = await answered(portal.browser(), some, { key });
  const person = portal.browser();
  expect(await shaped(await answer(person, right, { key }), 200, quizRecordedReply)).toEqual(lost);
  portal.now = closes;
  const late = await shaped(await answer(person, some, { key }), 200, quizRecordedReply);
  expect(late.receipt).toEqual(lost.receipt);
  expect((await quizTallyFor(person)).people).toBe(1);
});

test('how others answered is seen after answering and not before, by operators neither, and by everybody from the close on', async () => {
  const portal = new Portal(await aQuiz());
  const [person = portal.browser()] = await learners(portal, 5);
  const sealed = { people: 5, breakdown: null, withheld: 'after-voting', channels: { web: 5 } };
  expect(byQuestion(await quizTallyFor(person))?.water).toEqual({ 'three-summers': 0, 'for-ever': 5 });
  for (const headers of [{}, operator()]) expect(await quizTallyFor(portal.browser(), headers)).toMatchObject(sealed);
  portal.now = justBeforeClosing;
  expect(await quizTallyFor(portal.browser())).toMatchObject(sealed);
  portal.now = closes;
  expect(byQuestion(await quizTallyFor(portal.browser()))?.water).toEqual({ 'three-summers': 0, 'for-ever': 5 });
});

test('what a few people answered is shown to nobody, so that no single answer can be read from it', async () => {
  const portal = new Portal(await aQuiz());
  const [person = portal.browser()] = await learners(portal, 4);
  expect(await quizTallyFor(person)).toMatchObject({ people: 4, breakdown: null, withheld: 'few' });
  portal.now = closes;
  expect(await quizTallyFor(portal.browser())).toMatchObject({ people: 4, breakdown: null, withheld: 'few' });
});

test('a tally that depends on who asks is kept by no cache', async () => {
  const portal = new Portal(await aQuiz());
  const [person = portal.browser()] = await learners(portal, 1);
  const own = await person.get('/api/quizzes/shade-facts/tally');
  expect(own.headers.get('cache-control')).toBe('private, no-store');
  const others = await portal.browser().get('/api/quizzes/shade-facts/tally');
  expect(others.headers.get('cache-control')).toBe('public, max-age=2');
  for (const response of [own, others]) expect(response.headers.get('vary')).toContain('Cookie');
});

test('a receipt that is passed on never shows what was answered', async () => {
  const portal = new Portal(await aQuiz());
  const person = portal.browser();
  const { receipt } = await answered(person);
  const [stranger = portal.browser()] = await learners(portal, 1);
  for (const browser of [portal.browser(), stranger]) {
    expect(await receiptFor(browser, receipt.id)).toEqual({ ...receipt, own: false, answers: null });
  }
});

test('nobody withdraws answers to a quiz, whose first try stays the one that counts', async () => {
  const portal = new Portal(await aQuiz());
  const person = portal.browser();
  const { receipt } = await answered(person);
  await refused(await person.send('DELETE', `/api/responses/${receipt.id}`), 409, 'not-changeable');
  await refused(await portal.browser().send('DELETE', `/api/responses/${receipt.id}`), 403, 'not-yours');
  expect((await quizTallyFor(person)).people).toBe(1);
});

test('a browser finds its quizzes beside its votes, and a poll of the same name is another matter', async () => {
  const portal = new Portal(await aQuiz(), await aPoll({ slug: 'shade-facts' }));
  const person = portal.browser();
  const quiz = (await answered(person)).receipt;
  portal.now = '2026-11-24T12:00:00+02:00';
  const poll = (await voted(person, 'oak', {}, 'shade-facts')).receipt;
  const { responses } = await shaped(await person.get('/api/responses/mine'), 200, responsesReply);
  expect(responses).toEqual([poll, { ...quiz, answers: expect.arrayContaining(answering(some).answers) }]);
  expect((await quizTallyFor(person)).people).toBe(1);
});

test('the list of all entries says how many answered, and a recount finds the same', async () => {
  const portal = new Portal(await aQuiz());
  await learners(portal, 6);
  const { entries } = entriesReply.parse(await (await portal.browser().get('/api/entries')).json());
  expect(entries).toMatchObject([{ kind: 'quiz', slug: 'shade-facts', people: 6 }]);
  const { recounted, differences } = await shaped(await portal.browser().get('/api/recount', operator()), 200, recountReply);
  expect(recounted).toMatchObject({ responses: 6, answers: 18 });
  expect(differences).toEqual([]);
});
