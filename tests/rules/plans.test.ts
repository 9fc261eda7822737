/** Where a commitment stands follows from its dated updates alone, and the figures of a plan from its commitments. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { statuses } from '../../worker/definitions/rules.ts';
import { byStatus, commitmentsFrom, isLate, progressAt, sinceAt, statusAt, updatesUntil } from '../../worker/plans/rules.ts';

const day = 24 * 60 * 60 * 1000;
const begin = Date.parse('2026-06-17T10:00:00+03:00');
const on = (days: number) => new Date(begin + days * day).toISOString();

const anUpdate = fc.record({ at: fc.integer({ min: 0, max: 400 }).map(on), status: fc.constantFrom(...statuses) });
/** Updates of instants that differ, in any order. */
const updates = fc.uniqueArray(anUpdate, { selector: ({ at }) => at, maxLength: 8 });
const aCommitment = fc.record({ by: fc.option(fc.integer({ min: 0, max: 400 }).map(on), { nil: undefined }), updates });
const anInstant = fc.integer({ min: -10, max: 410 }).map((days) => begin + days * day);

describe('the latest update says where a commitment stands', () => {
  test.prop([updates.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), anInstant])(
    'in whatever order updates were written',
    ([written, shuffled], now) => {
      expect(updatesUntil(shuffled, now)).toEqual(updatesUntil(written, now));
      expect(statusAt({ updates: shuffled }, now)).toBe(statusAt({ updates: written }, now));
    },
  );

  test.prop([updates, updates, anInstant])('and what is still to come says nothing', (past, future, now) => {
    const until = past.filter(({ at }) => Date.parse(at) <= now);
    const all = [...future.filter(({ at }) => Date.parse(at) > now), ...until];
    expect(updatesUntil(all, now)).toEqual(updatesUntil(until, now));
    expect(updatesUntil(all, now)).toHaveLength(until.length);
  });

  test('from its very instant on; of two of one instant, the one that stands later', () => {
    const written = [
      { at: on(3), status: 'under-way' as const },
      { at: on(3), status: 'done' as const },
    ];
    expect(statusAt({ updates: written }, begin + 3 * day - 1)).toBe('planned');
    expect(statusAt({ updates: written }, begin + 3 * day)).toBe('done');
  });

  test('and since when it has stood there without a break', () => {
    const stood = {
      updates: [
        { at: on(9), status: 'done' as const },
        ...['done', 'under-way', 'done'].map((status, place) => ({ at: on(place), status: status as 'done' })),
      ],
    };
    expect([-1, 0, 1, 2, 9].map((days) => sinceAt(stood, begin + days * day))).toEqual([null, on(0), on(1), on(2), on(2)]);
  });
});

describe('a commitment is late', () => {
  test.prop([aCommitment, anInstant])('only where it was promised by now, and is neither done nor given up', (commitment, now) => {
    const open = ['planned', 'under-way'].includes(statusAt(commitment, now));
    const due = commitment.by !== undefined && Date.parse(commitment.by) <= now;
    expect(isLate(commitment, now)).toBe(open && due);
  });

  test('from the instant by which it was promised, and not a millisecond before', () => {
    const promised = { by: on(30), updates: [] };
    expect([isLate(promised, begin + 30 * day - 1), isLate(promised, begin + 30 * day)]).toEqual([false, true]);
  });
});

describe('the progress of a plan', () => {
  test.prop([fc.array(aCommitment, { maxLength: 12 }), anInstant])('adds up: every commitment stands somewhere, once', (plan, now) => {
    const progress = progressAt(plan, now);
    expect(progress.all).toBe(plan.length);
    expect(statuses.reduce((sum, status) => sum + progress[status], 0)).toBe(plan.length);
    expect(progress.late).toBe(plan.filter((commitment) => isLate(commitment, now)).length);
    expect(progress.late).toBeLessThanOrEqual(progress.planned + progress['under-way']);
  });

  test('is filled by what is done first', () => {
    const sorted = [...statuses].map((status) => ({ status })).sort(byStatus);
    expect(sorted.map(({ status }) => status)).toEqual(['done', 'under-way', 'planned', 'not-doing']);
  });
});

describe('what came of something', () => {
  const from = (origin: object) => ({ polls: [], events: [], comments: [], ...origin });
  const benches = { id: 'benches', from: from({ consultation: 'square', comments: ['c-1'], polls: ['seats'] }) };
  const lamps = { id: 'lamps', from: from({ events: ['walk'] }) };
  const square = { slug: 'square', consultations: ['square'], commitments: [benches, lamps] };
  const other = { slug: 'other', consultations: ['buses'], commitments: [{ id: 'line', from: from({}) }] };
  const found = (source: Parameters<typeof commitmentsFrom>[1]) =>
    commitmentsFrom([square, other], source).map(({ plan, commitments }) => [plan.slug, ...commitments.map(({ id }) => id)]);

  test.each([
    [{ consultation: 'square' }, [['square', 'benches']]],
    [{ comment: 'c-1' }, [['square', 'benches']]],
    [{ poll: 'seats' }, [['square', 'benches']]],
    [{ event: 'walk' }, [['square', 'lamps']]],
    [{ comment: 'seats' }, []],
    // A plan may answer a consultation as a whole.
    [{ consultation: 'buses' }, [['other']]],
  ])('%j', (source, expected) => {
    expect(found(source)).toEqual(expected);
  });
});
