/** A quiz takes one answer to each question, and its score is what a person would count by hand. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { mark, refuse, score } from '../../worker/questionnaires/rules.ts';
import { aQuiz, closes, now, opens } from '../support/definitions.ts';

const { rules } = await aQuiz();
const at = Date.parse(now);
type Answers = { question: string; option: string }[];

/** An answer to every question, in any order. */
const complete = fc
  .tuple(
    ...rules.questions.map(({ id, options }) =>
      fc.record({ question: fc.constant(id), option: fc.constantFrom(...options.map((option) => option.id)) }),
    ),
  )
  .chain((answers) => fc.shuffledSubarray(answers, { minLength: answers.length }));
const someQuestion = fc.nat({ max: rules.questions.length - 1 });
const refusalOf = (answers: Answers) => refuse(rules, { answers }, 'open', at);

describe('answers to a quiz', () => {
  test.prop([complete])('to each question one, in whatever order, are taken', (answers) => {
    expect(refusalOf(answers)).toBeNull();
  });

  test.prop([complete, someQuestion])('without one of them are refused, and it is named', (answers, place) => {
    const missing = answers[place]?.question;
    expect(refusalOf(answers.filter(({ question }) => question !== missing))).toEqual({ tag: 'unanswered', question: missing });
  });

  test.prop([complete, complete, someQuestion])('with two to one question are refused, alike or not', (answers, others, place) => {
    const twice = others[place];
    if (!twice) throw new Error('each question has an answer');
    expect(refusalOf([...answers, twice])).toEqual({ tag: 'answered-twice', question: twice.question });
    // nor does a second answer stand in for one that is missing
    const missing = answers.find(({ question }) => question !== twice.question)?.question;
    expect(refusalOf([...answers.filter(({ question }) => question !== missing), twice])).not.toBeNull();
  });

  test.prop([complete, fc.string(), someQuestion])('name questions and options exactly or are refused', (answers, name, place) => {
    const ids: string[] = rules.questions.map(({ id }) => id);
    const options: string[] = rules.questions.find(({ id }) => id === answers[place]?.question)?.options.map(({ id }) => id) ?? [];
    fc.pre(!ids.includes(name) && !options.includes(name));
    const renamed = answers.map((answer, index) => (index === place ? { ...answer, question: name } : answer));
    expect(refusalOf(renamed)).toEqual({ tag: 'unknown-question', question: name });
    const otherwise = answers.map((answer, index) => (index === place ? { ...answer, option: name } : answer));
    expect(refusalOf(otherwise)).toEqual({ tag: 'unknown-option', question: answers[place]?.question });
  });

  test('an option of another question is no option', () => {
    const answers = rules.questions.map(({ id }) => ({ question: id, option: 'four-hundred' }));
    expect(refusalOf(answers)).toEqual({ tag: 'unknown-option', question: 'heat' });
  });

  test('are taken between the dates only', () => {
    const answers = rules.questions.map(({ id, right }) => ({ question: id, option: right }));
    expect(refuse(rules, { answers }, 'open', Date.parse(opens) - 1)).toEqual({ tag: 'not-open', opens });
    expect(refuse(rules, { answers }, 'open', Date.parse(opens))).toBeNull();
    expect(refuse(rules, { answers }, 'open', Date.parse(closes))).toEqual({ tag: 'closed', closes });
  });
});

describe('the score', () => {
  test.prop([complete])('counts the questions whose answer is the right one', (answers) => {
    const marked = mark(rules, answers);
    const byHand = answers.filter(({ question, option }) =>
      rules.questions.some(({ id, right }) => id === question && right === option),
    ).length;
    expect(score(marked)).toBe(byHand);
    expect(marked.map(({ question }) => question)).toEqual(rules.questions.map(({ id }) => id));
  });

  test.prop([complete])('does not depend on the order in which the questions were answered', (answers) => {
    expect(mark(rules, answers)).toEqual(mark(rules, answers.toReversed()));
  });

  test.prop([complete, someQuestion])('changes by one at most with one answer', (answers, place) => {
    const before = score(mark(rules, answers));
    const { question } = answers[place] ?? { question: '' };
    const right = rules.questions.find(({ id }) => id === question)?.right ?? '';
    const after = score(
      mark(
        rules,
        answers.map((answer) => (answer.question === question ? { question, option: right } : answer)),
      ),
    );
    expect([0, 1]).toContain(after - before);
  });

  test('of nothing is nothing, and what was not answered is not right', () => {
    const marked = mark(rules, []);
    expect(score(marked)).toBe(0);
    expect(marked).toEqual(rules.questions.map(({ id, right }) => ({ question: id, chosen: null, right, correct: false })));
  });

  test('of right answers alone is the number of questions', () => {
    expect(
      score(
        mark(
          rules,
          rules.questions.map(({ id, right }) => ({ question: id, option: right })),
        ),
      ),
    ).toBe(rules.questions.length);
  });
});
