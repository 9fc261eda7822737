/** Where a comment stands, and why one is hidden, in words. */
import type { Comment, HidingReason } from '../../worker/comments/contract.ts';
import type { ErasureGround } from '../../worker/erasures/rules.ts';
import type { ReportReason } from '../../worker/objections/rules.ts';
import * as m from './compiled/messages.js';
import { date, type Locale } from './locale.ts';

export function reasonOf(locale: Locale, reason: HidingReason): string {
  const t = { locale };
  switch (reason) {
    case 'personal-data':
      return m.reason_personal_data({}, t);
    case 'insult':
      return m.reason_insult({}, t);
    case 'threat':
      return m.reason_threat({}, t);
    case 'off-topic':
      return m.reason_off_topic({}, t);
    case 'advertising':
      return m.reason_advertising({}, t);
    case 'unlawful':
      return m.reason_unlawful({}, t);
    case 'repeated':
      return m.reason_repeated({}, t);
    case 'rejected-at-source':
      return m.reason_rejected_at_source({}, t);
  }
}

/** For what somebody reported a comment: a reason of the published list, or danger. */
export function reportReasonOf(locale: Locale, reason: ReportReason): string {
  return reason === 'danger' ? m.queue_report_danger({}, { locale }) : reasonOf(locale, reason);
}

/** On which ground a text was erased. */
export function groundOf(locale: Locale, ground: ErasureGround): string {
  const t = { locale };
  switch (ground) {
    case 'authors-request':
      return m.erase_ground_authors_request({}, t);
    case 'court-order':
      return m.erase_ground_court_order({}, t);
    case 'others-data':
      return m.erase_ground_others_data({}, t);
  }
}

/** One sentence on the state of a comment, to its author or to anybody. */
export function stateOf(locale: Locale, comment: Pick<Comment, 'state' | 'hiddenFor'> & Partial<Pick<Comment, 'erased'>>): string {
  const t = { locale };
  switch (comment.state) {
    case 'waiting':
      return m.state_waiting({}, t);
    case 'published':
      return m.state_published({}, t);
    case 'hidden':
      return m.state_hidden({ reason: comment.hiddenFor ? reasonOf(locale, comment.hiddenFor) : '' }, t);
    case 'withdrawn':
      return comment.erased
        ? m.erase_stub({ date: date(locale, comment.erased.at), ground: groundOf(locale, comment.erased.ground) }, t)
        : m.state_withdrawn({}, t);
  }
}
