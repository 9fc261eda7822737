/** Where a commitment stands follows from its dated updates alone, and the figures of a plan from its commitments. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { statuses } from '../../worker/definitions/rules.ts';
import {
  byStatus,
  commitmentsFrom,
  counted,
  earlierOf,
  isLate,
  type PostedUpdate,
  progressAt,
  refuseUpdate,
  sinceAt,
  statusAt,
  updatesUntil,
  withPosted,
} from '../../worker/plans/rules.ts';

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

/** Updates as officials post them: each may correct one that was posted before it on the same commitment and was not corrected yet. */
const posted = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 40 }).map(on), status: fc.constantFrom(...statuses), corrects: fc.option(fc.nat()) }), {
    maxLength: 10,
  })
  .map((written) => {
    const standing: string[] = [];
    return written.map(({ corrects, ...update }, place): PostedUpdate => {
      const [corrected = null] = corrects === null ? [] : standing.splice(corrects % Math.max(1, standing.length), 1);
      standing.push(`u-${place}`);
      const id = `u-${place}`;
      return {
        ...update,
        id,
        plan: 'square',
        commitment: 'benches',
        postedAt: on(50 + place),
        evidence: null,
        words: {},
        corrects: corrected,
      };
    });
  });

describe('what officials post on a commitment', () => {
  test.prop([posted])('counts until it is corrected: each correction takes one out, and what it said stays to be read', (all) => {
    const counting = counted(all);
    const corrections = all.filter(({ corrects }) => corrects !== null);
    expect(counting).toHaveLength(all.length - corrections.length);
    for (const { corrects } of corrections) expect(counting.map(({ id }) => id)).not.toContain(corrects);
    const readable = counting.flatMap((update) => [update, ...earlierOf(update, all)]);
    expect(readable.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  test.prop([updates, posted, anInstant])('is told with what was published, and never with what was corrected', (published, all, now) => {
    const plan = { slug: 'square', commitments: [{ id: 'benches', updates: published }] };
    const [merged] = withPosted([plan], all);
    const [benches] = merged?.commitments ?? [];
    const counting = counted(all).map(({ at, status }) => ({ at, status }));
    expect(benches?.updates).toEqual([...published, ...counting]);
    expect(statusAt(benches ?? { updates: [] }, now)).toBe(statusAt({ updates: [...published, ...counting] }, now));
    expect(plan.commitments[0]?.updates).toBe(published);
  });

  test('of one instant counts as later than what was published, and the one posted later as later', () => {
    const at = on(3);
    const one = { plan: 'square', commitment: 'benches', at, evidence: null, words: {}, corrects: null };
    const plan = { slug: 'square', commitments: [{ id: 'benches', updates: [{ at, status: 'planned' as const }] }] };
    const all: PostedUpdate[] = [
      { ...one, id: 'a', status: 'under-way', postedAt: on(4) },
      { ...one, id: 'b', status: 'done', postedAt: on(5) },
    ];
    const standing = (some: PostedUpdate[]) =>
      withPosted([plan], some).map(({ commitments }) =>
        statusAt(commitments[0] ?? plan.commitments[0] ?? { updates: [] }, begin + 9 * day),
      );
    expect([[], all.slice(0, 1), all].map(standing)).toEqual([['planned'], ['under-way'], ['done']]);
  });

  test('belongs to its plan and its commitment alone', () => {
    const commitments = ['benches', 'lamps'].map((id) => ({ id, updates: [] }));
    const plans = ['square', 'buses'].map((slug) => ({ slug, commitments }));
    const update = { id: 'a', plan: 'buses', commitment: 'lamps', status: 'done' as const, at: on(1), postedAt: on(2) };
    const merged = withPosted(plans, [{ ...update, evidence: null, words: {}, corrects: null }]);
    expect(merged.map((plan) => plan.commitments.map(({ updates }) => updates.length))).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test.each([
    ['what is still to come', { at: on(10.001), status: 'done' as const, words: {} }, 'in-the-future'],
    ['what was before anybody was bound', { at: on(-0.001), status: 'under-way' as const, words: {} }, 'before-adoption'],
    ['nothing to be done without a reason', { at: on(5), status: 'not-doing' as const, words: {} }, 'reason-missing'],
    ['nothing to be done with a reason', { at: on(5), status: 'not-doing' as const, words: { en: 'Too dear.' } }, null],
    ['what is so at this instant', { at: on(10), status: 'done' as const, words: {} }, null],
    ['what was so from the first instant', { at: on(0), status: 'planned' as const, words: {} }, null],
  ])('is judged: %s', (_, update, refusal) => {
    expect(refuseUpdate(update, on(0), begin + 10 * day)).toBe(refusal);
  });
});
