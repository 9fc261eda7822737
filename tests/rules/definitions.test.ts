/** Readers are told the phase, the days left and the version that are true at their instant. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  byUrgency,
  canonical,
  closingSoon,
  daysBetween,
  matches,
  noticeAt,
  noticeOf,
  phaseAt,
  phaseOf,
  sha256,
  versionsOf,
} from '../../worker/definitions/rules.ts';

const opens = '2026-11-02T08:00:00+02:00';
const closes = '2026-12-03T20:00:00+02:00';
const answerBy = '2027-01-10T00:00:00+02:00';
const answeredAt = '2027-01-12T09:00:00+02:00';
const at = Date.parse;

describe('the phase', () => {
  test.each([
    [at(opens) - 1, 'upcoming'],
    [at(opens), 'open'],
    [at(closes) - 1, 'open'],
    [at(closes), 'closed'],
    [at(answeredAt) - 1, 'closed'],
    [at(answeredAt), 'answered'],
  ])('at %i is %s', (now, phase) => {
    expect(phaseAt({ opens, closes, answerBy, answeredAt }, now)).toBe(phase);
  });

  test('stays closed where no answer was published, and where one is stated before the close it waits for the close', () => {
    expect(phaseAt({ opens, closes, answerBy }, at('2040-01-01T00:00:00Z'))).toBe('closed');
    expect(phaseAt({ opens, closes, answeredAt: opens }, at(closes) - 1)).toBe('open');
    expect(phaseAt({ opens, closes, answeredAt: opens }, at(closes))).toBe('answered');
  });

  test('of a town hall that does not take place is never "open", not even at its hour', () => {
    const entry = { schedule: { opens, closes }, cancelled: true };
    expect([at(opens) - 1, at(opens), at(closes) - 1, at(closes)].map((now) => phaseOf(entry, now))).toEqual([
      'upcoming',
      'closed',
      'closed',
      'closed',
    ]);
    expect(phaseOf({ ...entry, cancelled: false }, at(opens))).toBe('open');
  });

  test.prop([fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') }), fc.nat(), fc.nat()])(
    'only ever goes forward',
    (now, later, still) => {
      const order = ['upcoming', 'open', 'closed', 'answered'];
      const places = [now, now + later, now + later + still].map((instant) =>
        order.indexOf(phaseAt({ opens, closes, answerBy, answeredAt }, instant)),
      );
      expect(places).toEqual([...places].sort((one, other) => one - other));
    },
  );
});

describe('the notice', () => {
  test.each([
    [at(closes) - closingSoon - 1, null],
    [at(closes) - closingSoon, 'closing-soon'],
    [at(closes) - 1, 'closing-soon'],
    [at(closes), null],
    [at(answerBy) - 1, null],
    [at(answerBy), 'overdue'],
    [at(answeredAt) - 1, 'overdue'],
    [at(answeredAt), null],
    [at(opens) - 1, null],
  ])('at %i is %s', (now, notice) => {
    expect(noticeAt({ opens, closes, answerBy, answeredAt }, now)).toBe(notice);
  });

  test('never says overdue where no answer was promised', () => {
    expect(noticeAt({ opens, closes }, at('2040-01-01T00:00:00Z'))).toBeNull();
  });
});

describe('days between instants', () => {
  // Clocks in Jerusalem go forward on 27 March 2026 at 02:00 and back on 25 October 2026 at 02:00.
  test.each([
    ['the night of 23 hours', '2026-03-26T23:30:00+02:00', '2026-03-28T00:10:00+03:00', 2],
    ['the day of 23 hours itself', '2026-03-27T00:30:00+02:00', '2026-03-27T23:30:00+03:00', 0],
    ['the day of 25 hours itself', '2026-10-25T00:10:00+03:00', '2026-10-25T23:50:00+02:00', 0],
    ['over the day of 25 hours', '2026-10-24T23:50:00+03:00', '2026-10-26T00:10:00+02:00', 2],
    ['a minute over midnight', '2026-11-23T23:59:30+02:00', '2026-11-24T00:00:30+02:00', 1],
    ['back in time', '2026-11-24T00:00:30+02:00', '2026-11-23T23:59:30+02:00', -1],
    ['over a leap day', '2028-02-28T12:00:00+02:00', '2028-03-01T12:00:00+02:00', 2],
  ])('%s', (_, from, to, days) => {
    expect(daysBetween(at(from), at(to), 'Asia/Jerusalem')).toBe(days);
  });

  const instant = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });
  const zone = fc.constantFrom('Asia/Jerusalem', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC');
  test.prop([instant, instant, instant, zone])('are whole, and add up in every zone', (one, two, three, timeZone) => {
    const days = (from: number, to: number) => daysBetween(from, to, timeZone);
    expect(Number.isInteger(days(one, two))).toBe(true);
    expect(days(one, two) + days(two, three)).toBe(days(one, three));
    expect(days(one, two) + days(two, one)).toBe(0);
  });
});

describe('versions', () => {
  type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
  const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>);
  /** The same value with the keys of every object in the opposite order. */
  const reversed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, reversed(inner)]),
    );
  };

  test.prop([json, json])('are the same however the keys are ordered', async (rules, words) => {
    const turned = { rules: reversed(rules) as object, words: reversed(words) as object };
    expect(canonical(turned)).toBe(canonical({ words, rules }));
    expect(await versionsOf(turned)).toEqual(await versionsOf({ rules, words }));
  });

  test.prop([json])('keep every value: the stored text gives back what was published', (part) => {
    expect(JSON.parse(canonical(part))).toEqual(JSON.parse(JSON.stringify(part)));
  });

  test('change with every word and with the order of options', async () => {
    const one = await versionsOf({ rules: { options: ['yes', 'no'] }, words: { title: 'Trees' } });
    const other = await versionsOf({ rules: { options: ['no', 'yes'] }, words: { title: 'Trees.' } });
    expect(one.rules).not.toBe(other.rules);
    expect(one.words).not.toBe(other.words);
  });

  test('are SHA-256, so that anybody can compute them', async () => {
    expect(await sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(canonical({ b: 1, a: [{ d: null, c: 'ש' }] })).toBe('{"a":[{"c":"ש","d":null}],"b":1}');
  });
});

test('lists begin with what closes first, then what opens first, then the latest to close', () => {
  const entry = (phase: 'open' | 'upcoming' | 'closed' | 'answered', day: number) => ({
    phase,
    schedule: { opens: `2026-11-${day}T08:00:00Z`, closes: `2026-12-${day}T08:00:00Z` },
  });
  const inOrder = [
    entry('open', 11),
    entry('open', 12),
    entry('upcoming', 13),
    entry('upcoming', 14),
    entry('closed', 16),
    entry('closed', 15),
    entry('answered', 18),
    entry('answered', 17),
  ];
  expect([...inOrder].reverse().sort(byUrgency)).toEqual(inOrder);
});

test('a town hall that is on is not said to close soon; its late minutes are told', () => {
  const schedule = { opens: '2026-12-01T18:00:00Z', closes: '2026-12-01T20:00:00Z', answerBy: '2026-12-10T00:00:00Z' };
  const during = at('2026-12-01T19:00:00Z');
  expect(noticeOf({ kind: 'event', schedule }, during)).toBeNull();
  expect(noticeOf({ kind: 'poll', schedule }, during)).toBe('closing-soon');
  expect(noticeOf({ kind: 'event', schedule }, at('2026-12-11T00:00:00Z'))).toBe('overdue');
});

describe('a narrowed list', () => {
  const entry = { kind: 'poll', phase: 'open' as const, topics: ['green'], areas: ['old-town'], words: { en: {}, he: {} } };

  test('holds what is all that was asked for at once', () => {
    expect(matches(entry, {})).toBe(true);
    expect(matches(entry, { kind: 'poll', phase: 'open', topic: 'green', area: 'old-town', language: 'he' })).toBe(true);
  });

  test.each([{ kind: 'quiz' }, { phase: 'closed' }, { topic: 'money' }, { area: 'station' }, { language: 'ar' }])(
    'leaves out what is not %o',
    (other) => {
      expect(matches(entry, { kind: 'poll', phase: 'open', topic: 'green', area: 'old-town', language: 'he', ...other })).toBe(false);
    },
  );

  test('has no plan where a phase is asked for, for a plan has none', () => {
    const { phase: _phase, ...plan } = { ...entry, kind: 'plan' };
    expect(matches(plan, { phase: 'open' })).toBe(false);
    expect(matches(plan, { kind: 'plan' })).toBe(true);
  });
});
