/** Where commitments stand, in words. */
import type { Status } from '../../worker/definitions/rules.ts';
import type { Progress } from '../../worker/plans/rules.ts';
import * as m from './compiled/messages.js';
import { type Locale, number } from './locale.ts';

export function statusName(locale: Locale, status: Status): string {
  const t = { locale };
  switch (status) {
    case 'planned':
      return m.plan_status_planned({}, t);
    case 'under-way':
      return m.plan_status_under_way({}, t);
    case 'done':
      return m.plan_status_done({}, t);
    case 'not-doing':
      return m.plan_status_not_doing({}, t);
  }
}

/** `2 of 6 commitments are done, 1 is late.` */
export function progressSentence(locale: Locale, { done, all, late }: Progress): string {
  const t = { locale };
  const sum = m.plan_done_of({ count: done, number: number(locale, done), all: number(locale, all) }, t);
  return late === 0 ? `${sum}.` : m.plan_sum({ done: sum, late: m.plan_late({ count: late, number: number(locale, late) }, t) }, t);
}
