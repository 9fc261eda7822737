/** The kinds of entries in words. */
import type { EntryKind } from '../../worker/definitions/rules.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

/** What an entry is: `Consultation`, `Poll` … */
export function kindName(locale: Locale, kind: EntryKind): string {
  const t = { locale };
  switch (kind) {
    case 'consultation':
      return m.kind_consultation({}, t);
    case 'poll':
      return m.kind_poll({}, t);
    case 'quiz':
      return m.kind_quiz({}, t);
    case 'event':
      return m.kind_event({}, t);
    case 'plan':
      return m.kind_plan({}, t);
  }
}
