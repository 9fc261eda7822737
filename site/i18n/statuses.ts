/** Where a commitment stands, in words. */
import type { Status } from '../../worker/definitions/rules.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

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
