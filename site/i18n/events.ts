/** Town halls in words: when they take place, what lists say of them, and where they stand. */
import type { PublishedEntry, Schedule } from '../../worker/definitions/contract.ts';
import { type Notice, noticeAt, type Phase, phaseAt } from '../../worker/definitions/rules.ts';
import { pick } from '../definitions.ts';
import * as m from './compiled/messages.js';
import { date, dateTime, days, type Locale, lastDayBefore, number, time } from './locale.ts';

/** From when until when: `18:00–20:00`, with the day on which it ends where that is another. */
export function hoursOf(locale: Locale, starts: string, ends: string): string {
  const t = { locale };
  const from = time(locale, starts);
  // The end lies outside: what ends at midnight belongs to the day before.
  if (days(starts, Date.parse(ends) - 1) > 0) return m.event_when_days({ from, until: dateTime(locale, ends) }, t);
  return m.event_from_until({ from, until: time(locale, ends) }, t);
}

/** `Tuesday 8 December 2026, 18:00–20:00` */
export function whenOf(locale: Locale, starts: string, ends: string): string {
  return m.event_when({ date: date(locale, starts), hours: hoursOf(locale, starts, ends) }, { locale });
}

/** What a list says under a town hall: when and where. It holds whenever it is read. */
export function needOfEvent(
  locale: Locale,
  { schedule, cancelled, words }: Pick<PublishedEntry, 'schedule' | 'cancelled' | 'words'>,
): string {
  const t = { locale };
  const { where } = pick(words, locale).words;
  const said = {
    when: whenOf(locale, schedule.opens, schedule.closes),
    // The name of a place may be in another language: it is isolated from the sentence around it.
    where: where ? `\u2068${where}\u2069` : m.event_online({}, t),
  };
  return cancelled ? m.event_need_cancelled(said, t) : m.event_need(said, t);
}

/** Where a town hall stands at an instant, in words, and the tone of its mark. */
export function stateOfEvent(
  locale: Locale,
  schedule: Schedule,
  cancelled: boolean,
  at: string,
): { words: string; tone: Phase | NonNullable<Notice> | 'cancelled' } {
  const t = { locale };
  const now = Date.parse(at);
  const phase = phaseAt(schedule, now);
  if (cancelled) return { words: m.event_cancelled({}, t), tone: 'cancelled' };
  switch (phase) {
    case 'upcoming': {
      const left = days(at, schedule.opens);
      if (left > 1) return { words: m.event_in_days({ count: left, number: number(locale, left) }, t), tone: phase };
      const hour = { time: time(locale, schedule.opens) };
      return { words: left === 1 ? m.event_tomorrow(hour, t) : m.event_today(hour, t), tone: phase };
    }
    case 'open':
      return { words: m.event_on_now({}, t), tone: phase };
    case 'closed': {
      if (!schedule.answerBy) return { words: m.event_took_place({}, t), tone: phase };
      if (noticeAt(schedule, now) !== 'overdue') {
        return { words: m.event_minutes_promised({ date: lastDayBefore(locale, schedule.answerBy) }, t), tone: phase };
      }
      const late = Math.max(1, days(Date.parse(schedule.answerBy) - 1, at));
      return { words: m.event_minutes_late({ count: late, number: number(locale, late) }, t), tone: 'overdue' };
    }
    case 'answered':
      return { words: m.event_minutes_published({}, t), tone: phase };
  }
}
