/** What an error of the API says to a person, in their language. */
import type { ErrorReply } from '../../worker/platform/contract.ts';
import * as m from './compiled/messages.js';
import { dateTime, type Locale, number } from './locale.ts';

type Problem = Pick<ErrorReply['error'], 'code' | 'details'>;

/** One sentence that says what is wrong and what to do about it. */
export function sentenceFor(locale: Locale, { code, details = {} }: Problem): string {
  const t = { locale };
  const instant = (name: string) => dateTime(locale, String(details[name] ?? ''));
  switch (code) {
    case 'not-open':
      return m.error_not_open({ instant: instant('opens') }, t);
    case 'closed':
      return details.closes ? m.error_closed({ instant: instant('closes') }, t) : m.error_closed_now({}, t);
    case 'unknown-question':
    case 'unknown-option':
      return m.error_choose({}, t);
    case 'answered-twice':
    case 'unanswered':
      return m.quiz_error_each({}, t);
    case 'already-responded':
      return m.error_already_responded({}, t);
    case 'not-changeable':
      return m.error_not_changeable({}, t);
    case 'empty':
      return m.error_empty({}, t);
    case 'too-long':
      return m.error_too_long({ length: number(locale, Number(details.length)), maximum: number(locale, Number(details.maximum)) }, t);
    case 'repeated':
      return m.error_repeated({}, t);
    case 'no-replies':
      return m.error_no_replies({}, t);
    case 'not-commentable':
      return m.error_not_commentable({}, t);
    case 'not-yours':
      return m.error_not_yours({}, t);
    case 'not-found':
      return m.error_not_found({}, t);
    case 'too-many':
      return m.error_too_many({}, t);
    case 'too-large':
      return m.error_too_large({}, t);
    case 'assurance-too-low':
      return m.error_assurance({}, t);
    case 'cross-origin':
      return m.error_cross_origin({}, t);
    case 'secret-changed':
      return m.error_not_recording({}, t);
    case 'invalid':
    case 'wrong-content-type':
    case 'unauthorised':
      return m.error_invalid({}, t);
    case 'signed-out':
      return m.error_signed_out({}, t);
    case 'not-allowed':
      return m.error_not_allowed({}, t);
    case 'changed-meanwhile':
      return m.error_changed_meanwhile({}, t);
    case 'on-hold':
      return onHold(locale, details);
    case 'last-admin':
      return m.error_last_admin({}, t);
    case 'link-spent':
      return m.error_link_spent({}, t);
    case 'not-recognised':
      return m.error_not_recognised({}, t);
    case 'other-browser':
      return m.error_other_browser({}, t);
    case 'reason-missing':
      return m.error_reason_missing({}, t);
    case 'needs-another':
      return m.error_needs_another({}, t);
    case 'reported-already':
      return m.error_reported_already({}, t);
    case 'appealed-already':
      return m.error_appealed_already({}, t);
    case 'number-taken':
      return m.error_number_taken({}, t);
    case 'batch-closed':
      return m.error_batch_closed({}, t);
    case 'batch-withdrawn':
      return m.error_batch_withdrawn({}, t);
    case 'not-verified':
      return m.error_not_verified({}, t);
    case 'unavailable':
      return m.error_unavailable({}, t);
  }
}

/** Since when it is suspended, and why: in the reader's language where the reason was given in it. */
function onHold(locale: Locale, details: NonNullable<Problem['details']>): string {
  const reasons = Object.keys(details).filter((name) => name.startsWith('reason-'));
  const reason = details[`reason-${locale}`] ?? details[reasons[0] ?? ''];
  if (!reason) return m.error_on_hold({}, { locale });
  // Isolated by characters (UAX #9): it may be in another direction than the sentence.
  return m.hold_refused({ instant: dateTime(locale, String(details.since)), reason: `\u2068${reason}\u2069` }, { locale });
}

/** What an answer that wasn't a success says; an answer that isn't ours (a proxy's, none at all) counts as unavailable. */
export async function problemOf(response: { json(): Promise<unknown> }): Promise<Problem> {
  try {
    const { error } = (await response.json()) as ErrorReply;
    return error?.code ? error : { code: 'unavailable' };
  } catch {
    return { code: 'unavailable' };
  }
}
