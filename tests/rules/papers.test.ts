/** Which papers are read twice, what their numbers are, and when two readings say the same. */
import { fc, test as given } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { drawOf, isSame, numberOf, sampleBelow, sampleOf } from '../../worker/papers/rules.ts';
import { keyed } from '../../worker/platform/keys.ts';

const secret = 'a secret of the tests, long enough to be one';
const drawn = async (count: number, batch = 'polls/first-trees') =>
  Promise.all(
    Array.from({ length: count }, async (_, place) => ({ number: place, draw: drawOf(await keyed(secret, 'sample', batch, `${place}`)) })),
  );

describe('the sample of a batch', () => {
  test('is about one in ten', async () => {
    const sample = sampleOf(await drawn(5000));
    expect(sample.length).toBeGreaterThan(400);
    expect(sample.length).toBeLessThan(600);
  });

  test('is the same whoever asks, in whatever order, and another for another entry', async () => {
    const papers = await drawn(200);
    const numbers = (sample: typeof papers) => sample.map(({ number }) => number).sort();
    expect(numbers(sampleOf(await drawn(200)))).toEqual(numbers(sampleOf(papers.toReversed())));
    expect(numbers(sampleOf(await drawn(200, 'polls/other')))).not.toEqual(numbers(sampleOf(papers)));
  });

  given.prop([fc.array(fc.record({ draw: fc.nat(999_999) }), { minLength: 1 })])('has one paper at least', (papers) => {
    expect(sampleOf(papers).length).toBeGreaterThan(0);
  });

  given.prop([fc.array(fc.record({ draw: fc.nat(999_999) })), fc.array(fc.record({ draw: fc.nat(999_999) }))])(
    'keeps what was drawn when papers are added',
    (papers, more) => {
      const sample = sampleOf([...papers, ...more]);
      for (const paper of papers.filter(({ draw }) => draw < sampleBelow)) expect(sample).toContain(paper);
    },
  );

  test('of no papers is empty', () => {
    expect(sampleOf([])).toEqual([]);
  });
});

describe('the number of a paper', () => {
  test.each([
    ['7', '7'],
    [' 007 ', '7'],
    ['٠٠٧', '7'],
    ['７', '7'],
    ['0', '0'],
    ['a-07', 'A-07'],
    ['a 12/3', 'A12/3'],
    ['ב-12', 'ב-12'],
  ])('%j is %j', (typed, number) => {
    expect(numberOf(typed)).toBe(number);
  });

  test.each(['', '  ', '-1', '=1+1', '<b>', 'x'.repeat(31)])('%j is none', (typed) => {
    expect(numberOf(typed)).toBeNull();
  });

  given.prop([fc.string()])('is kept as it would be typed again', (typed) => {
    const number = numberOf(typed);
    if (number !== null) expect(numberOf(number)).toBe(number);
  });
});

describe('two readings', () => {
  const one = { question: 'heat', option: 'forty' };
  const other = { question: 'water', option: 'for-ever' };
  test('of the same options are the same, in whatever order', () => {
    expect(isSame({ answers: [one, other] }, { answers: [other, one] })).toBe(true);
    expect(isSame({ answers: [one, other] }, { answers: [one] })).toBe(false);
    expect(isSame({ answers: [one] }, { answers: [{ ...one, option: 'eighty' }] })).toBe(false);
  });

  test('of the same words are the same, whatever stands between them', () => {
    const said = { body: 'More shade, please!\n', language: 'en' };
    expect(isSame(said, { body: 'more shade  please', language: 'en' })).toBe(true);
    expect(isSame(said, { body: 'more shade please', language: 'he' })).toBe(false);
    expect(isSame(said, { body: 'no shade, please', language: 'en' })).toBe(false);
  });
});
