/** What the queue of moderators says: its lists, what can be decided, what was done. */
import type { QueuedComment } from '../../worker/moderation/contract.ts';
import type { List } from '../../worker/moderation/rules.ts';
import * as m from './compiled/messages.js';
import { type Locale, number } from './locale.ts';

export function listName(locale: Locale, list: List): string {
  const t = { locale };
  switch (list) {
    case 'waiting':
      return m.queue_list_waiting({}, t);
    case 'reported':
      return m.queue_list_reported({}, t);
    case 'appealed':
      return m.queue_list_appealed({}, t);
    case 'hidden':
      return m.queue_list_hidden({}, t);
    case 'mine':
      return m.queue_list_mine({}, t);
  }
}

/** What stands in place of a list with nothing in it. */
export function emptyList(locale: Locale, list: List): string {
  const t = { locale };
  switch (list) {
    case 'waiting':
      return m.queue_empty_waiting({}, t);
    case 'reported':
      return m.queue_empty_reported({}, t);
    case 'appealed':
      return m.queue_empty_appealed({}, t);
    case 'hidden':
      return m.queue_empty_hidden({}, t);
    case 'mine':
      return m.queue_empty_mine({}, t);
  }
}

/** What can be decided about comments that stand in one state, by the names of the buttons. */
export function decisionNames(
  locale: Locale,
  comments: readonly Pick<QueuedComment, 'state' | 'appeal' | 'reports'>[],
): { publish?: string; hide?: string } {
  const t = { locale };
  const [first] = comments;
  const several = comments.length > 1;
  switch (first?.state) {
    case undefined:
      return {};
    case 'waiting':
      return several
        ? { publish: m.queue_publish_all({}, t), hide: m.queue_hide_all({}, t) }
        : { publish: m.queue_publish({}, t), hide: m.queue_hide({}, t) };
    case 'published': {
      const hide = several ? m.queue_hide_all({}, t) : m.queue_hide({}, t);
      if (first.reports.length === 0) return { hide };
      return { publish: several ? m.queue_leave_all({}, t) : m.queue_leave({}, t), hide };
    }
    case 'hidden': {
      const publish = several ? m.queue_publish_after_all_several({}, t) : m.queue_publish_after_all({}, t);
      return first.appeal ? { publish, hide: m.queue_keep_hidden({}, t) } : { publish };
    }
  }
}

/** What was done a moment ago. */
export function toldSentence(locale: Locale, { decision, count }: { decision: 'publish' | 'hide' | 'undo'; count: number }): string {
  const t = { locale };
  const counted = { count, number: number(locale, count) };
  switch (decision) {
    case 'publish':
      return m.queue_told_publish(counted, t);
    case 'hide':
      return m.queue_told_hide(counted, t);
    case 'undo':
      return m.queue_told_undo(counted, t);
  }
}
