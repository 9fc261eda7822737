/** Who takes a town hall into a calendar finds it at the right hour, once, with the words as they were written, and cancelled when it is. */
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarEntry, calendarFile } from '../../site/calendar-file.ts';

const evening: CalendarEntry = {
  uid: 'shade-evening.he.events@town.example',
  revised: new Date('2026-11-20T08:00:00Z'),
  starts: '2026-12-08T18:00:00+02:00',
  ends: '2026-12-08T20:00:00+02:00',
  cancelled: false,
  title: 'ערב על צל; שאלות, תשובות',
  description: `First line, with a comma\nsecond line \\ with a backslash\n${'ארוך '.repeat(40)}`,
  location: 'הבית הקהילתי, סמטת הפרדס 8',
  url: 'https://town.example/he/events/shade-evening',
};
const summer = { ...evening, uid: 'summer', starts: '2026-07-08T18:00:00+03:00', ends: '2026-07-09T01:00:00+03:00' };
const file = (entries: CalendarEntry[], name?: string) =>
  calendarFile({
    ...(name ? { name } : {}),
    language: 'he',
    organizer: { name: 'Town Council', email: 'participate@town.example' },
    address: 'https://town.example/he/calendar.ics',
    entries,
  });
const eventsOf = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

test('is read back as it was written', () => {
  const [event] = eventsOf(file([evening]));
  expect(event).toMatchObject({ uid: evening.uid, summary: evening.title, location: evening.location });
  expect(event?.description).toBe(evening.description);
  expect(event?.component.getFirstPropertyValue('url')).toBe(evening.url);
  expect(event?.organizer).toBe('mailto:participate@town.example');
});

test('stands at its instant, in winter and in summer, over midnight too', () => {
  const [winter, night] = eventsOf(file([evening, summer]));
  expect(winter?.startDate.toJSDate().toISOString()).toBe('2026-12-08T16:00:00.000Z');
  expect(winter?.duration.toSeconds()).toBe(2 * 60 * 60);
  expect(night?.startDate.toJSDate().toISOString()).toBe('2026-07-08T15:00:00.000Z');
  expect(night?.endDate.toJSDate().toISOString()).toBe('2026-07-08T22:00:00.000Z');
});

test('is a later version of the same once it is moved or cancelled, and says which', () => {
  const read = (change: Partial<CalendarEntry>) => {
    const [event] = eventsOf(file([{ ...evening, ...change }]));
    return { uid: event?.uid, sequence: event?.sequence ?? 0, status: event?.component.getFirstPropertyValue('status') };
  };
  const announced = read({});
  const moved = read({ revised: new Date('2026-11-21T08:00:00Z'), starts: '2026-12-08T19:00:00+02:00' });
  const cancelled = read({ revised: new Date('2026-11-22T08:00:00Z'), cancelled: true });
  expect([announced, moved, cancelled].map(({ uid }) => uid)).toEqual(Array(3).fill(evening.uid));
  expect([announced, moved, cancelled].map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
  expect(moved.sequence).toBeGreaterThan(announced.sequence);
  expect(cancelled.sequence).toBeGreaterThan(moved.sequence);
  // RFC 5545 knows no larger integer.
  expect(cancelled.sequence).toBeLessThan(2 ** 31);
});

test('is the same text at every build, and follows RFC 5545 line by line', () => {
  const text = file([evening, summer], 'Town halls');
  expect(file([evening, summer], 'Town halls')).toBe(text);
  expect(text).toContain('DTSTAMP:20261120T080000Z');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/);
  expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
});
