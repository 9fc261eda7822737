/** What an official types as a day and an hour is the instant that is meant where the portal is. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { instantOf, localTime } from '../../site/local-time.ts';

const minute = 60_000;
const zones = ['Asia/Jerusalem', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'];
const instants = fc
  .integer({ min: Date.parse('2020-01-01') / minute, max: Date.parse('2035-01-01') / minute })
  .map((minutes) => minutes * minute);

test.prop([instants, fc.constantFrom(...zones)])('what is shown of an instant reads back as the same local time', (instant, zone) => {
  const local = localTime(instant, zone);
  const back = instantOf(local, zone) ?? '';
  expect(localTime(back, zone)).toBe(local);
  // Another instant only in the hour that comes twice.
  expect(Math.abs(Date.parse(back) - instant)).toBeLessThanOrEqual(60 * minute);
});

test.each([
  ['2026-11-23T12:00', '2026-11-23T12:00:00+02:00'],
  ['2026-07-01T00:30', '2026-07-01T00:30:00+03:00'],
  // The clocks go from 2:00 to 3:00 on 27 March 2026, and from 2:00 back to 1:00 on 25 October.
  ['2026-03-27T01:59', '2026-03-27T01:59:00+02:00'],
  ['2026-03-27T03:00', '2026-03-27T03:00:00+03:00'],
  ['2026-10-25T00:59', '2026-10-25T00:59:00+03:00'],
  ['2026-10-25T02:00', '2026-10-25T02:00:00+02:00'],
])('%s in Jerusalem', (local, instant) => {
  expect(Date.parse(instantOf(local, 'Asia/Jerusalem') ?? '')).toBe(Date.parse(instant));
});

test.each(['', 'today', '2026-11-23', '2026-13-40T12:00', '2026-11-23T12:00Z'])('%j is no day and hour', (text) => {
  expect(instantOf(text, 'Asia/Jerusalem')).toBeNull();
});
