/** Moderators at work, and people who object, as the tests of the Worker meet them. */
import type { HidingReason } from '../../worker/comments/contract.ts';
import {
  type Decided,
  decisionReply,
  type History,
  historyReply,
  type Queue,
  type QueuedComment,
  queueReply,
} from '../../worker/moderation/contract.ts';
import type { List } from '../../worker/moderation/rules.ts';
import { type Log, logReply } from '../../worker/moderation-log/contract.ts';
import { appealReply, reportReply } from '../../worker/objections/contract.ts';
import type { ReportReason } from '../../worker/objections/rules.ts';
import { shaped } from './answers.ts';
import type { Browser, Portal, Sending } from './portal.ts';

export async function queueFor(moderator: Browser, list: List = 'waiting', query = ''): Promise<Queue> {
  return shaped(await moderator.get(`/api/office/moderation/queue?list=${list}${query}`), 200, queueReply);
}

/** All comments of a page of a list, in its order. */
export const commentsIn = (queue: Queue): QueuedComment[] => queue.groups.flatMap(({ comments }) => comments);

export interface Deciding {
  from?: QueuedComment['state'];
  /** What the moderator had seen: by default everything until now. */
  seen?: string;
  reason?: HidingReason;
  note?: string;
}

/** Sends a decision: hiding where there is a reason, else publishing. Gives back whatever is answered. */
export async function decide(moderator: Browser, comments: readonly string[], { from = 'waiting', seen, reason, note }: Deciding = {}) {
  const body = {
    comments,
    from,
    seen: seen ?? (await queueFor(moderator)).seen,
    ...(reason ? { decision: 'hide', reason } : { decision: 'publish' }),
    ...(note && { note }),
  };
  return moderator.send('POST', '/api/office/moderation/decisions', { body });
}

/** Decides, and expects that at least one of the comments was decided about. */
export async function decided(moderator: Browser, comments: readonly string[], deciding: Deciding = {}): Promise<Decided> {
  return shaped(await decide(moderator, comments, deciding), 200, decisionReply);
}

export function undo(moderator: Browser, request: string): Promise<Response> {
  return moderator.send('POST', '/api/office/moderation/undo', { body: { request } });
}

export async function undone(moderator: Browser, request: string): Promise<Decided> {
  return shaped(await undo(moderator, request), 200, decisionReply);
}

export async function historyFor(moderator: Browser, comment: string): Promise<History> {
  return shaped(await moderator.get(`/api/office/comments/${comment}/history`), 200, historyReply);
}

interface Reporting extends Sending {
  reason?: ReportReason;
  words?: string;
}

export function report(browser: Browser, comment: string, { reason = 'insult', words, ...sending }: Reporting = {}): Promise<Response> {
  return browser.send('POST', `/api/comments/${comment}/reports`, { body: { reason, ...(words && { words }) }, ...sending });
}

export async function reported(browser: Browser, comment: string, reporting: Reporting = {}) {
  return shaped(await report(browser, comment, reporting), 201, reportReply);
}

export function appeal(author: Browser, comment: string, words = 'I said nothing wrong.', sending: Sending = {}): Promise<Response> {
  return author.send('POST', `/api/comments/${comment}/appeal`, { body: { words }, ...sending });
}

export async function appealed(author: Browser, comment: string, words?: string) {
  return shaped(await appeal(author, comment, words), 201, appealReply);
}

export async function logOf(portal: Portal, query = ''): Promise<Log> {
  return shaped(await portal.browser().get(`/api/moderation/log${query}`), 200, logReply);
}
