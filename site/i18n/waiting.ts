/** How long somebody waits, and until when they were promised not to, in words. */
import * as m from './compiled/messages.js';
import { dateTime, days, type Locale, number } from './locale.ts';

const hour = 60 * 60 * 1000;

/** So many hours are said as hours; what is longer as days of the calendar. */
const shortest = 48;

/** "Waits for 5 hours", "Waits for 3 days". */
export function waitOf(locale: Locale, since: string, now: number): string {
  const t = { locale };
  const hours = Math.max(0, Math.floor((now - Date.parse(since)) / hour));
  if (hours < 1) return m.queue_waits_short({}, t);
  if (hours < shortest) return m.queue_waits_hours({ count: hours, number: number(locale, hours) }, t);
  const count = days(since, now);
  return m.queue_waits_days({ count, number: number(locale, count) }, t);
}

/** Until when it is promised, or how late that is. */
export function promiseOf(locale: Locale, promisedBy: string, now: number): { late: boolean; words: string } {
  const t = { locale };
  const over = now - Date.parse(promisedBy);
  if (over < 0) return { late: false, words: m.queue_promised({ instant: dateTime(locale, promisedBy) }, t) };
  const hours = Math.floor(over / hour);
  if (hours < 1) return { late: true, words: m.queue_late_short({}, t) };
  if (hours < shortest) return { late: true, words: m.queue_late_hours({ count: hours, number: number(locale, hours) }, t) };
  const count = days(promisedBy, now);
  return { late: true, words: m.plan_days_late({ count, number: number(locale, count) }, t) };
}
