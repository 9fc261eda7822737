/** Where a comment stands, and why one is hidden, in words. */
import type { Comment, HidingReason } from '../../worker/comments/contract.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

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

/** One sentence on the state of a comment, to its author or to anybody. */
export function stateOf(locale: Locale, comment: Pick<Comment, 'state' | 'hiddenFor'>): string {
  const t = { locale };
  switch (comment.state) {
    case 'waiting':
      return m.state_waiting({}, t);
    case 'published':
      return m.state_published({}, t);
    case 'hidden':
      return m.state_hidden({ reason: comment.hiddenFor ? reasonOf(locale, comment.hiddenFor) : '' }, t);
    case 'withdrawn':
      return m.state_withdrawn({}, t);
  }
}
