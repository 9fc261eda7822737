/** A promise to forget is due at its instant, never while anybody can take part; and what was suspended is told in its periods. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type HoldAct, periodsOf } from '../../worker/holds/rules.ts';
import { inOrder, isDue, stateAt } from '../../worker/retention/rules.ts';

const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('forgetting', () => {
  test.prop([instant, instant, instant, instant])(
    'is due from its instant on, once taking part is over',
    (opens, closes, keptUntil, at) => {
      const now = Date.parse(at);
      const due = isDue({ schedule: { opens, closes }, keptUntil }, now);
      const isOver = now >= Date.parse(opens) && now >= Date.parse(closes);
      expect(due).toBe(isOver && now >= Date.parse(keptUntil));
      expect(isDue({ schedule: { opens, closes } }, now)).toBe(false);
    },
  );

  test('stands where the dates say', () => {
    const now = Date.parse('2028-01-01T00:00:00Z');
    const [past, future] = ['2027-12-31T00:00:00Z', '2028-01-02T00:00:00Z'];
    expect(stateAt({ keptUntil: future, carriedOutAt: null }, now)).toBe('kept');
    expect(stateAt({ keptUntil: past, carriedOutAt: null }, now)).toBe('due');
    expect(stateAt({ keptUntil: past, carriedOutAt: past }, now)).toBe('carried-out');
    expect(stateAt({ keptUntil: null, carriedOutAt: null }, now)).toBe('no-date');
  });

  const standing = fc.record({ keptUntil: fc.option(instant), carriedOutAt: fc.option(instant) });
  test.prop([fc.array(standing)])('is listed by what comes first, with what was carried out at the end', (entries) => {
    const order = entries.toSorted(inOrder);
    const place = ({ keptUntil, carriedOutAt }: (typeof entries)[number]) => (carriedOutAt ? 2 : keptUntil ? 0 : 1);
    expect(order.map(place)).toEqual(order.map(place).toSorted());
    const coming = order.filter((entry) => place(entry) === 0).map(({ keptUntil }) => Date.parse(keptUntil ?? ''));
    expect(coming).toEqual(coming.toSorted((one, other) => one - other));
  });
});

describe('suspensions', () => {
  test.prop([fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { maxLength: 20 })])(
    'make periods, of which only the latest may last',
    (instants) => {
      const acts = instants
        .toSorted((one, other) => one - other)
        .map((at, place) => ({ act: (place % 2 === 0 ? 'hold' : 'resume') as HoldAct, at, words: String(at) }));
      const periods = periodsOf(acts);
      expect(periods).toHaveLength(Math.ceil(acts.length / 2));
      for (const [place, { from, until, reason, resumedBecause }] of periods.entries()) {
        expect(reason).toBe(String(from));
        if (until === null) expect(place).toBe(0);
        else expect(until).toBeGreaterThan(from);
        expect(resumedBecause).toBe(until === null ? null : String(until));
      }
    },
  );
});
