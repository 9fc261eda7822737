/** Answers that can't be taken are refused with their reason, and nothing of them is recorded. */
import { afterEach, expect, test } from 'vitest';
import { expectNothingInternal, refused } from '../support/answers.ts';
import { aQuiz, closes, opens } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { answer, answered, answering, some } from '../support/quizzes.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';

afterEach(expectVotesToAddUp);

async function expectNothingRecorded(): Promise<void> {
  for (const table of ['responses', 'answers', 'submissions', 'definitions', 'tallies', 'turnouts']) expect(await rows(table)).toEqual([]);
}

test.each(['other-facts', 'constructor'])('to a quiz that there is not: %s', async (slug) => {
  const portal = new Portal(await aQuiz());
  const browser = portal.browser();
  await refused(await answer(browser, some, {}, slug), 404, 'not-found');
  await refused(await browser.get(`/api/quizzes/${slug}/tally`), 404, 'not-found');
  expect(browser.cookie).toBeNull();
  await expectNothingRecorded();
});

test('before the opening, telling when it opens', async () => {
  const portal = new Portal(await aQuiz());
  portal.now = '2026-11-02T07:59:59.999+02:00';
  const browser = portal.browser();
  expect((await refused(await answer(browser), 409, 'not-open')).details).toEqual({ opens });
  await expectNothingRecorded();
  portal.now = opens;
  await answered(browser);
});

test('after the close, telling when it closed', async () => {
  const portal = new Portal(await aQuiz());
  portal.now = closes;
  expect((await refused(await answer(portal.browser()), 409, 'closed')).details).toEqual({ closes });
  await expectNothingRecorded();
});

const { heat, ...withoutHeat } = some;
const all = answering(some).answers;
const heatAgain = (option: string) => ({ question: 'heat', option });

test.each([
  ['without one of the questions', answering(withoutHeat), 'unanswered', { question: 'heat' }],
  ['with one question answered twice', { answers: [...all, heatAgain('forty')] }, 'answered-twice', { question: 'heat' }],
  ['with the same answer twice', { answers: [...all, heatAgain(heat)] }, 'answered-twice', { question: 'heat' }],
  [
    'with a second answer in the place of a missing one',
    { answers: [...answering(withoutHeat).answers, { question: 'water', option: 'for-ever' }] },
    'answered-twice',
    { question: 'water' },
  ],
  ['with a question that there is not', { answers: [...all, { question: 'shade', option: 'forty' }] }, 'unknown-question', undefined],
  ['with an option that there is not', answering({ ...some, heat: 'ninety' }), 'unknown-option', undefined],
  ['with an option of another question', answering({ ...some, heat: 'for-ever' }), 'unknown-option', undefined],
  ['with a name that every object has', answering({ ...some, heat: 'constructor' }), 'unknown-option', undefined],
] as const)('%s', async (_, body, code, details) => {
  const portal = new Portal(await aQuiz());
  const browser = portal.browser();
  const error = await refused(await answer(browser, {}, { body }), 400, code);
  expect(error.fields?.map(({ path }) => path)).toEqual(['answers']);
  expect(error.details).toEqual(details);
  expect(browser.cookie).toBeNull();
  await expectNothingRecorded();
  // Nothing stands in the way of the right form.
  await answered(browser);
});

test.each([
  ['without any answer', { answers: [] }],
  ['with more answers than any quiz has questions', { answers: Array.from({ length: 21 }, () => all[0]) }],
  ['with a list of options', { answers: [{ question: 'heat', option: ['forty'] }] }],
  ['with a score of its own', { ...answering(some), score: 3 }],
  ['by another channel', { ...answering(some), channel: 'paper' }],
])('%s', async (_, body) => {
  const portal = new Portal(await aQuiz());
  const response = await answer(portal.browser(), {}, { body });
  expectNothingInternal(await response.clone().text());
  await refused(response, 400, 'invalid');
  await expectNothingRecorded();
});

test('without a key that makes it harmless to send them again', async () => {
  const portal = new Portal(await aQuiz());
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(answering(some));
  await refused(await portal.request('/api/quizzes/shade-facts/responses', { method: 'POST', headers, body }), 400, 'invalid');
  await expectNothingRecorded();
});
