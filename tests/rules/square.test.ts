/** The square shows every person, or every hundredth of them, and never more or less than there is. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { cells, shades } from '../../worker/questionnaires/rules.ts';

const few = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 11 });
const many = fc
  .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 40 })
  .filter((counts) => counts.reduce((sum, count) => sum + count, 0) >= 100);
const filledBy = (counts: readonly number[]) => {
  const square = cells(counts);
  return counts.map((_, option) => square.filter((cell) => cell === option).length);
};

describe('the square', () => {
  test.prop([fc.oneof(few, many)])('always has a hundred cells, in the order of the options, the empty ones last', (counts) => {
    const square = cells(counts);
    expect(square).toHaveLength(100);
    const places = square.map((cell) => cell ?? counts.length);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test.prop([few])('under a hundred people gives each person one cell', (counts) => {
    expect(filledBy(counts)).toEqual(counts);
  });

  test.prop([many])('from a hundred people on is full, and no share is a whole cell away from the truth', (counts) => {
    const people = counts.reduce((sum, count) => sum + count, 0);
    const shares = filledBy(counts);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
    for (const [option, share] of shares.entries()) {
      const exact = ((counts[option] ?? 0) * 100) / people;
      expect(Math.abs(share - exact)).toBeLessThan(1);
    }
  });

  test.prop([many])('never shows fewer cells for more people, nor any for nobody', (counts) => {
    const shares = filledBy(counts);
    for (const [one, count] of counts.entries()) {
      if (count === 0) expect(shares[one]).toBe(0);
      for (const [other, fewer] of counts.entries()) {
        if (count > fewer) expect(shares[one]).toBeGreaterThanOrEqual(shares[other] ?? 0);
      }
    }
  });

  test.each([
    ['nobody', [0, 0], [0, 0]],
    ['99 people', [98, 1], [98, 1]],
    ['100 people', [99, 1], [99, 1]],
    ['largest remainders win', [1, 1, 298], [1, 0, 99]],
    ['thirds: the first gets the cell that is left', [1000, 1000, 1000], [34, 33, 33]],
    ['one of very many is not seen', [1, 999_999], [0, 100]],
  ])('%s', (_, counts, shares) => {
    expect(filledBy(counts)).toEqual(shares);
  });
});

describe('the colours of a square', () => {
  test.prop([fc.array(fc.nat(1000), { minLength: 2, maxLength: 8 })])('are each option’s own, as long as they last', (counts) => {
    expect(shades(counts)).toEqual(counts.map((_, option) => option));
  });

  test.prop([fc.array(fc.nat(1000), { minLength: 9, maxLength: 40 })])('belong to the most chosen where there are too few', (counts) => {
    const given = shades(counts);
    const own = counts.filter((_, option) => given[option] !== 7);
    const shared = counts.filter((_, option) => given[option] === 7);
    expect(own).toHaveLength(7);
    expect(Math.min(...own)).toBeGreaterThanOrEqual(Math.max(...shared));
    // in the order of the definition, so that the legend reads like the ballot
    expect(given.filter((shade) => shade !== 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
