/** Phases in words. */
import type { Phase } from '../../worker/definitions/rules.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

/** The name of a phase, as lists are narrowed by it. */
export function phaseName(locale: Locale, phase: Phase): string {
  const t = { locale };
  switch (phase) {
    case 'upcoming':
      return m.phase_name_upcoming({}, t);
    case 'open':
      return m.phase_name_open({}, t);
    case 'closed':
      return m.phase_name_closed({}, t);
    case 'answered':
      return m.phase_name_answered({}, t);
  }
}
