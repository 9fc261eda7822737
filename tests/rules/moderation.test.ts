/** What belongs together is found in any script and any order, and whoever decides is told the truth. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  decisionBackTo,
  decisions,
  floodFrom,
  floodWithin,
  found,
  grouped,
  largestBulk,
  promisedBy,
  readSeen,
  refuseDecision,
  type Standing,
  stateAfter,
  waitingSince,
  writeSeen,
} from '../../worker/moderation/rules.ts';

interface Written {
  id: string;
  author: string;
  body: string;
  submittedAt: number;
}

/** Comments of as many people, hours apart. */
const said = (...bodies: string[]): Written[] =>
  bodies.map((body, n) => ({ id: `${n}`, author: `author ${n}`, body, submittedAt: n * 3_600_000 }));
/** Which ids stand together, whatever the order. */
const sets = (comments: readonly Written[]) =>
  grouped(comments)
    .map((group) => group.comments.map(({ id }) => id).sort())
    .sort((one, other) => String(one).localeCompare(String(other)));

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', ' ', '.', 'א', 'More shade on the square, please!', 'צל בכיכר הבאר, בבקשה', 'المزيد من الظل في الساحة'),
);
const comment = fc.record({
  id: fc.uuid(),
  author: fc.constantFrom('one', 'two', 'three'),
  body: text,
  submittedAt: fc.nat({ max: 3_600_000 }),
});
const many = fc.uniqueArray(comment, { maxLength: 40, selector: ({ id }) => id });

describe('what belongs together', () => {
  test.prop([many])('every comment stands in one group, and none is lost', (comments) => {
    const ids = grouped(comments).flatMap((group) => group.comments.map(({ id }) => id));
    expect([...ids].sort()).toEqual(comments.map(({ id }) => id).sort());
  });

  test.prop([many.chain((comments) => fc.tuple(fc.constant(comments), fc.shuffledSubarray(comments, { minLength: comments.length })))])(
    'the groups are the same in whatever order comments are read',
    ([comments, shuffled]) => {
      expect(sets(shuffled)).toEqual(sets(comments));
    },
  );

  test.prop([fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).filter((words) => /[\p{L}\p{N}]/u.test(words))])(
    'the same words always stand together, in any script, however they are spaced',
    (words) => {
      expect(sets(said(words, 'Something else entirely, about a bus.', `  ${words} `))).toContainEqual(['0', '2']);
    },
  );

  test.prop([fc.array(fc.constantFrom('', ' ', '\u200B', '\n'), { minLength: 2, maxLength: 6 })])('nothing is like nothing', (bodies) => {
    expect(grouped(said(...bodies)).map(({ comments }) => comments.length)).toEqual(bodies.map(() => 1));
  });

  test.prop([many])('a reason is told only where there is more than one comment, and always then', (comments) => {
    for (const group of grouped(comments)) expect(group.because.length > 0).toBe(group.comments.length > 1);
  });

  test('a word more or less, another end, another case: still nearly the same, in four scripts', () => {
    for (const [one, other] of [
      [
        'Please plant almond trees along the northern side of the square.',
        'Please plant more almond trees along the northern side of the square!!',
      ],
      ['בבקשה לשתול עצי שקד לאורך הצד הצפוני של הכיכר, לפני הקיץ.', 'בבקשה לשתול עצי שקד לאורך הצד הצפוני של הכיכר לפני הקיץ, תודה'],
      [
        'نرجو زراعة أشجار اللوز على طول الجانب الشمالي من الساحة قبل الصيف',
        'نرجو زراعة أشجار اللوز على طول الجانب الشمالي من الساحة قبل حلول الصيف',
      ],
      [
        'Посадите, пожалуйста, миндаль вдоль северной стороны площади до лета.',
        'ПОСАДИТЕ пожалуйста миндаль вдоль северной стороны площади, до лета!',
      ],
    ] as const) {
      const [group, ...rest] = grouped(said(one, other));
      expect(rest, one).toEqual([]);
      expect(group?.because).toEqual(['alike']);
    }
  });

  test('who says something else about the same is not put with others', () => {
    const different = said(
      'More benches in the shade, so that old people can rest.',
      'More trees on the square, and fewer cars around it.',
      'Yes.',
      'No.',
      'Please keep the market where it is on Fridays.',
      'Please move the market away from the square on Fridays.',
    );
    expect(grouped(different)).toHaveLength(different.length);
  });

  test('five of one author within ten minutes are a flood; four are not, nor five in a longer time', () => {
    const bodies = ['A fountain?', 'Benches!', 'Who asked us', 'Parking, what else', 'Nothing at all.', 'The bus is late.'];
    const at = (author: string, minutes: number[]) =>
      minutes.map((minute, n) => ({ id: `${author}${n}`, author, body: `${bodies[n]}${author}`, submittedAt: minute * 60_000 }));
    const flood = at('x', [0, 2, 4, 6, 10, 30]);
    expect(grouped(flood).map(({ because, comments }) => [because, comments.length])).toEqual([
      [['flood'], floodFrom],
      [[], 1],
    ]);
    expect(grouped(at('x', [0, 2, 4, 6]))).toHaveLength(4);
    expect(grouped(at('x', [0, 2, 4, 6, floodWithin / 60_000 + 0.1]))).toHaveLength(5);
    const others = at('y', [0, 0, 0, 5, 6, 7]).slice(3);
    expect(grouped([...at('x', [0, 2, 4]), ...others])).toHaveLength(6);
  });

  test('no group is larger than what can be decided at once', () => {
    const same = Array.from({ length: 450 }, () => 'Plant trees on the northern side of the square.');
    expect(grouped(said(...same)).map(({ comments }) => comments.length)).toEqual([largestBulk, largestBulk, 50]);
  });

  test('five hundred comments are put together while one would not notice', () => {
    const words = Array.from({ length: 900 }, (_, n) => (n * 48_271 * 7 ** (n % 5)).toString(36).slice(0, 2 + (n % 7)));
    const body = (n: number) => Array.from({ length: 55 }, (_, k) => words[(n * 37 + k * k * 13 + n * k * 7) % 900]).join(' ');
    const comments = said(...Array.from({ length: 500 }, (_, n) => (n % 5 ? body(n) : body(0).slice(0, -n % 30))));
    grouped(comments);
    const start = performance.now();
    grouped(comments);
    // measured: 20 ms; the bound is for a machine that does something else besides
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('a decision', () => {
  const standing = (facts: Partial<Standing> = {}): Standing => ({
    state: 'waiting',
    channel: 'web',
    body: 'More shade.',
    submittedAt: 1,
    decided: 0,
    report: null,
    reportedAt: null,
    appealedAt: null,
    hiddenBy: null,
    ...facts,
  });
  const order = { from: 'waiting', seen: { decision: 5, report: 5 }, decision: 'publish', official: 'dana' } as const;

  test('leads to a state, and back', () => {
    for (const state of found) expect(stateAfter(decisionBackTo(state))).toBe(state);
    for (const decision of decisions) expect(decisionBackTo(stateAfter(decision))).toBe(decision);
  });

  test('is taken where everything is as it was seen', () => {
    expect(refuseDecision(standing({ decided: 5 }), order)).toBeNull();
    expect(refuseDecision(standing({ decided: 6 }), order)).toBe('changed-meanwhile');
    for (const state of ['published', 'hidden', 'withdrawn'] as const) {
      expect(refuseDecision(standing({ state }), order)).toBe('changed-meanwhile');
    }
    expect(refuseDecision(standing({ body: '' }), order)).toBe('changed-meanwhile');
  });

  test('publishes again only where a report that was seen is open', () => {
    const again = { ...order, from: 'published' } as const;
    expect(refuseDecision(standing({ state: 'published' }), again)).toBe('changed-meanwhile');
    expect(refuseDecision(standing({ state: 'published', report: 5, reportedAt: 2 }), again)).toBeNull();
    expect(refuseDecision(standing({ state: 'published', report: 6, reportedAt: 2 }), again)).toBe('changed-meanwhile');
    expect(refuseDecision(standing({ state: 'published' }), { ...again, decision: 'hide' })).toBeNull();
  });

  test('about an appeal is another one’s than of who hid the comment', () => {
    const appeal = { ...order, from: 'hidden' } as const;
    const appealed = standing({ state: 'hidden', appealedAt: 3, hiddenBy: 'dana' });
    expect(refuseDecision(appealed, appeal)).toBe('needs-another');
    expect(refuseDecision(appealed, { ...appeal, official: 'noa' })).toBeNull();
    expect(refuseDecision({ ...appealed, hiddenBy: null }, { ...appeal, official: null })).toBe('needs-another');
    expect(refuseDecision({ ...appealed, appealedAt: null }, appeal)).toBeNull();
  });

  test('is waited for since somebody wrote, reported or appealed, and by nobody for what was imported', () => {
    const since = { submittedAt: 1, reportedAt: 2, appealedAt: 3 };
    expect(waitingSince(standing(since))).toBe(1);
    expect(waitingSince(standing({ ...since, state: 'published' }))).toBe(2);
    expect(waitingSince(standing({ ...since, state: 'hidden' }))).toBe(3);
    expect(waitingSince(standing({ ...since, state: 'withdrawn' }))).toBeNull();
    expect(waitingSince(standing({ ...since, channel: 'import' }))).toBeNull();
    expect(promisedBy(0, 24)).toBe(86_400_000);
  });

  test.prop([fc.nat(), fc.nat()])('what was seen is told and understood again', (decision, report) => {
    expect(readSeen(writeSeen({ decision, report }))).toEqual({ decision, report });
  });
});
