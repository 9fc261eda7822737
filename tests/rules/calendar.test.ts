/** A calendar has every day once, and whatever happens on the day on which it happens here. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { dayBegins, dayOf, daysOf, instantAt, localTimeAt, monthsOf, occasionsOf, weeksOf } from '../../site/calendar.ts';

const zone = 'Asia/Jerusalem';
const anyMonth = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

const entry = (kind: 'event' | 'poll', slug: string, opens: string, closes: string) => ({
  kind,
  slug,
  schedule: { opens, closes },
  words: {},
});

describe('a month', () => {
  test('stands in weeks that begin on the day of the town', () => {
    expect(weeksOf('2026-12', 0)).toEqual([
      [null, null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05'],
      ['2026-12-06', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-12'],
      ['2026-12-13', '2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-19'],
      ['2026-12-20', '2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26'],
      ['2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', null, null],
    ]);
    expect(weeksOf('2026-12', 1)[0]).toEqual([null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
    // February 2026 begins on a Sunday and fills four weeks.
    expect(weeksOf('2026-02', 0)).toHaveLength(4);
  });

  test.prop([anyMonth, fc.integer({ min: 0, max: 6 })])('has every one of its days once, under the right weekday', (month, first) => {
    const weeks = weeksOf(month, first);
    const days = weeks.flat().filter((day) => day !== null);
    const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    expect(days).toEqual(Array.from({ length }, (_, place) => `${month}-${String(place + 1).padStart(2, '0')}`));
    for (const week of weeks) {
      expect(week).toHaveLength(7);
      week.forEach((day, place) => {
        if (day) expect(new Date(day).getUTCDay()).toBe((first + place) % 7);
      });
    }
  });

  test('follows the one before without a gap, over the year too', () => {
    expect(monthsOf(['2027-02-03', '2026-11-30', '2026-12-31'])).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsOf([])).toEqual([]);
  });
});

describe('a day', () => {
  test('is that of the town, whatever offset an instant is written with', () => {
    expect(dayOf('2026-12-08T22:30:00Z', zone)).toBe('2026-12-09');
    expect(dayOf('2026-12-09T00:30:00+02:00', zone)).toBe('2026-12-09');
  });

  test.each([
    ['2026-11-23', '2026-11-22T22:00:00.000Z'],
    ['2026-07-01', '2026-06-30T21:00:00.000Z'],
    // the days on which the clock changes begin before it does
    ['2026-03-27', '2026-03-26T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T21:00:00.000Z'],
  ])('%s begins at its midnight here', (day, instant) => {
    expect(dayBegins(day, zone)).toBe(instant);
    expect(dayOf(instant, zone)).toBe(day);
    expect(dayOf(Date.parse(instant) - 1, zone) < day).toBe(true);
  });

  test.prop([fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(zone, 'UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata')])(
    'begins at a midnight anywhere, on every day',
    (days, somewhere) => {
      const day = new Date(days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      const begins = dayBegins(day, somewhere);
      expect(dayOf(begins, somewhere)).toBe(day);
      expect(dayOf(Date.parse(begins) - 1, somewhere) < day).toBe(true);
    },
  );

  test.prop([fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(zone, 'UTC', 'America/New_York', 'Asia/Kolkata')])(
    'has times of its own, that are instants everywhere',
    (hours, somewhere) => {
      const instant = hours * 60 * 60 * 1000;
      const local = localTimeAt(instant, somewhere);
      const again = Date.parse(instantAt(local, somewhere));
      // an hour that is there twice, where the clock is put back, is one of the two
      expect(localTimeAt(again, somewhere)).toBe(local);
    },
  );

  test('has what goes on past midnight on both days, and what ends at midnight on one', () => {
    expect(daysOf('2026-12-08T22:00:00+02:00', '2026-12-09T01:00:00+02:00', zone)).toEqual(['2026-12-08', '2026-12-09']);
    expect(daysOf('2026-12-08T22:00:00+02:00', '2026-12-09T00:00:00+02:00', zone)).toEqual(['2026-12-08']);
  });

  test('is neither lost nor doubled where the clock changes', () => {
    // 27 March 2026 has 23 hours here, 25 October 2026 has 25.
    expect(daysOf('2026-03-26T20:00:00+02:00', '2026-03-28T20:00:00+03:00', zone)).toEqual(['2026-03-26', '2026-03-27', '2026-03-28']);
    expect(daysOf('2026-10-24T23:30:00+03:00', '2026-10-25T23:30:00+02:00', zone)).toEqual(['2026-10-24', '2026-10-25']);
  });

  test('shows town halls from begin to end and of all others the last day, the earliest first', () => {
    const evening = entry('event', 'evening', '2026-12-08T18:00:00+02:00', '2026-12-08T20:00:00+02:00');
    const night = entry('event', 'night', '2026-12-08T22:00:00+02:00', '2026-12-09T01:00:00+02:00');
    const poll = entry('poll', 'trees', '2026-11-01T08:00:00+02:00', '2026-12-08T19:00:00+02:00');
    const untilMidnight = entry('poll', 'midnight', '2026-11-01T08:00:00+02:00', '2026-12-10T00:00:00+02:00');
    const days = occasionsOf([night, untilMidnight, poll, evening], zone);
    const shown = Object.fromEntries([...days].map(([day, found]) => [day, found.map(({ entry, part }) => `${entry.slug} ${part}`)]));
    expect(shown).toEqual({
      '2026-12-08': ['evening whole', 'trees close', 'night first'],
      '2026-12-09': ['night last', 'midnight close'],
    });
  });
});
