/** What a vote is refused for, and that nobody sees a sealed tally early. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { assurances } from '../../worker/definitions/rules.ts';
import {
  audience,
  changeable,
  named,
  questionnaireOf,
  refuse,
  refuseTime,
  threshold,
  withholds,
} from '../../worker/questionnaires/rules.ts';
import { aPoll, closes, now, opens } from '../support/definitions.ts';

const { rules } = await aPoll();
const at = Date.parse;
const oak = { answers: [{ question: 'tree', option: 'oak' }] };

describe('a vote', () => {
  test('is taken between the dates, for an option of the poll', () => {
    expect(refuse(rules, oak, 'open', at(now))).toBeNull();
  });

  test.each([
    ['a millisecond early', oak, at(opens) - 1, { tag: 'not-open', opens }],
    ['at the close', oak, at(closes), { tag: 'closed', closes }],
    ['after it was answered', oak, at('2040-01-01T00:00:00Z'), { tag: 'closed', closes }],
    ['for another question', { answers: [{ question: 'bench', option: 'oak' }] }, at(now), { tag: 'unknown-question', question: 'bench' }],
    ['for another option', { answers: [{ question: 'tree', option: 'palm' }] }, at(now), { tag: 'unknown-option', question: 'tree' }],
    [
      'for a name that every object has',
      { answers: [{ question: 'tree', option: 'constructor' }] },
      at(now),
      { tag: 'unknown-option', question: 'tree' },
    ],
  ])('%s is refused', (_, response, instant, refusal) => {
    expect(refuse(rules, response, 'open', instant)).toEqual(refusal);
  });

  test.prop([fc.constantFrom(...assurances), fc.constantFrom(...assurances)])(
    'needs the assurance that the poll asks for, or more',
    (asked, given) => {
      const weaker = assurances.indexOf(given) < assurances.indexOf(asked);
      expect(refuse({ ...rules, assurance: asked }, oak, given, at(now))).toEqual(weaker ? { tag: 'assurance-too-low' } : null);
    },
  );

  test.prop([fc.string()])('names an option exactly or is refused', (option) => {
    const known = rules.questions[0]?.options.some(({ id }) => id === option);
    expect(refuse(rules, { answers: [{ question: 'tree', option }] }, 'open', at(now)) === null).toBe(known);
  });

  test('opens and closes to the millisecond', () => {
    expect(refuseTime(rules, at(opens))).toBeNull();
    expect(refuseTime(rules, at(closes) - 1)).toBeNull();
  });

  test('can be changed only where the poll says so and only while it is open', () => {
    expect(changeable(rules, at(now))).toBe(true);
    expect(changeable(rules, at(closes))).toBe(false);
    expect(changeable({ ...rules, changeable: false }, at(now))).toBe(false);
  });
});

describe('a sealed tally', () => {
  const beforeTheClose = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at(closes) - 1 });
  const afterTheClose = fc.integer({ min: at(closes), max: at('2030-01-01T00:00:00Z') });
  const people = fc.nat({ max: 1_000_000 });

  test.prop([beforeTheClose, fc.boolean(), people])(
    'is withheld from everyone until the close, whoever asks',
    (instant, responded, count) => {
      expect(withholds(audience({ ...rules, results: 'at-close' }, instant), responded, count)).toBe('at-close');
    },
  );

  test.prop([beforeTheClose, people])('after voting is withheld from those who have not voted', (instant, count) => {
    expect(withholds(audience({ ...rules, results: 'after-voting' }, instant), false, count)).toBe('after-voting');
  });

  test.prop([
    fc.constantFrom('live', 'after-voting', 'at-close'),
    afterTheClose,
    fc.boolean(),
    fc.integer({ min: threshold, max: 1_000_000 }),
  ])('is everybody’s from the close on', (results, instant, responded, count) => {
    expect(withholds(audience({ ...rules, results }, instant), responded, count)).toBeNull();
  });

  test('of a few people is withheld from everybody, so that no single vote can be read', () => {
    for (const responded of [true, false]) {
      expect(withholds('everybody', responded, threshold - 1)).toBe('few');
      expect(withholds('everybody', responded, threshold)).toBeNull();
    }
    expect(withholds('respondents', true, threshold - 1)).toBe('few');
    expect(withholds('respondents', true, threshold)).toBeNull();
    expect(threshold).toBe(5);
  });
});

test('a questionnaire is found by the name that the database gives it, and nothing else is', () => {
  for (const kind of ['poll', 'quiz'] as const)
    expect(named(questionnaireOf({ kind, slug: 'first-trees' }))).toEqual({ kind, slug: 'first-trees' });
  for (const name of ['', 'trees', 'consultations/first-trees', 'constructor/x']) expect(named(name)).toBeNull();
});
