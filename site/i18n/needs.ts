/** What a list says under an entry: until when, and what it needs of the reader. */
import type { PublishedEntry } from '../../worker/definitions/contract.ts';
import type { Phase } from '../../worker/definitions/rules.ts';
import * as m from './compiled/messages.js';
import { needOfEvent } from './events.ts';
import { dateTime, type Locale, lastDayBefore } from './locale.ts';

/** One sentence. Without a phase (on a static page) it holds whenever it is read. */
export function needOf(locale: Locale, entry: PublishedEntry & { phase?: Phase }): string {
  const { kind, schedule, phase } = entry;
  if (kind === 'event') return needOfEvent(locale, entry);
  const t = { locale };
  const closes = dateTime(locale, schedule.closes);
  if (phase === 'upcoming') return m.opens_at({ instant: dateTime(locale, schedule.opens) }, t);
  if (phase === 'open') {
    if (kind === 'poll') return m.need_poll({ instant: closes }, t);
    return kind === 'quiz' ? m.need_quiz({ instant: closes }, t) : m.need_consultation({ instant: closes }, t);
  }
  if (phase === 'closed' && schedule.answerBy) {
    return m.closed_answer_by({ instant: closes, date: lastDayBefore(locale, schedule.answerBy) }, t);
  }
  if (phase) return m.closed_at({ instant: closes }, t);
  return m.last_moment({ instant: closes }, t);
}
