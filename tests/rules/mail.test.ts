/** When letters are tried again, what is said of a failure, and when officials are reminded. */
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { nextAttempt, withoutLink, withoutSecrets } from '../../worker/mail/rules.ts';
import { digestDay, isSilent, promiseAt } from '../../worker/reminders/rules.ts';

const hour = 60 * 60 * 1000;

test('a letter is tried for almost a day, after ever longer pauses', () => {
  const attempts: number[] = [0];
  for (let next = nextAttempt(1, 0); next !== null; next = nextAttempt(attempts.length, next)) attempts.push(next);
  expect(attempts.slice(0, 5).map((at) => at / 60_000)).toEqual([0, 1, 6, 21, 81]);
  const pauses = attempts.slice(1).map((at, place) => at - (attempts[place] ?? 0));
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(attempts.at(-1)).toBeGreaterThan(20 * hour);
  expect(attempts.at(-1)).toBeLessThan(24 * hour);
});

property.prop([fc.string({ unit: 'binary' }), fc.string({ minLength: 6 }), fc.string({ unit: 'binary' })])(
  'what a mail server said is told on one short line, without the secret in it',
  (before, secret, after) => {
    const told = withoutSecrets(`${before}${secret}${after}`, [secret]);
    expect(told.length).toBeLessThanOrEqual(200);
    expect(told).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    expect(told).not.toContain(secret);
  },
);

test('what stays of a letter is no link', () => {
  expect(withoutLink({ kind: 'sign-in', path: '/en/office/links/token' })).toEqual({ kind: 'sign-in' });
  expect(withoutLink({ kind: 'danger', comment: 'c' })).toEqual({ kind: 'danger', comment: 'c' });
});

test.each([
  ['2026-11-24T06:59:59+02:00', null],
  ['2026-11-24T07:00:00+02:00', '2026-11-24'],
  ['2026-11-24T09:59:59+02:00', '2026-11-24'],
  ['2026-11-24T10:00:00+02:00', null],
  // in summer time
  ['2026-07-01T07:00:00+03:00', '2026-07-01'],
  ['2026-07-01T06:59:59+03:00', null],
])('the letter of the morning at %s: %s', (instant, day) => {
  expect(digestDay(Date.parse(instant), 'Asia/Jerusalem')).toBe(day);
});

test('the morning is that of the portal’s time zone', () => {
  expect(digestDay(Date.parse('2026-11-24T23:30:00Z'), 'Pacific/Auckland')).toBeNull();
  expect(digestDay(Date.parse('2026-11-24T19:30:00Z'), 'Pacific/Auckland')).toBe('2026-11-25');
});

const schedule = { opens: '2026-11-01T00:00:00Z', closes: '2026-11-10T00:00:00Z', answerBy: '2026-12-01T00:00:00Z' };

test.each([
  ['2026-11-09T00:00:00Z', null],
  ['2026-11-16T23:59:59Z', null],
  ['2026-11-17T00:00:00Z', 'due'],
  ['2026-11-30T23:59:59Z', 'due'],
  ['2026-12-01T00:00:00Z', 'overdue'],
])('an answer promised for 1 December is, at %s, %s', (instant, promise) => {
  expect(promiseAt({ kind: 'consultation', slug: 'a', schedule }, Date.parse(instant))).toBe(promise);
});

test('nobody is reminded of minutes, or of what was answered', () => {
  const now = Date.parse('2026-12-02T00:00:00Z');
  expect(promiseAt({ kind: 'event', slug: 'a', schedule }, now)).toBeNull();
  expect(promiseAt({ kind: 'poll', slug: 'a', schedule: { ...schedule, answeredAt: '2026-11-20T00:00:00Z' } }, now)).toBeNull();
});

test('a commitment is silent after 90 days without an update, unless it is finished', () => {
  const now = Date.parse('2026-11-24T00:00:00Z');
  const ago = (days: number) => now - days * 24 * hour;
  expect(isSilent({ status: 'under-way', last: ago(90) }, now)).toBe(false);
  expect(isSilent({ status: 'under-way', last: ago(91) }, now)).toBe(true);
  expect(isSilent({ status: 'done', last: ago(91) }, now)).toBe(false);
});
