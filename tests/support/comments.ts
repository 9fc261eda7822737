/** Comments on the consultation `well-square`, as people write them. */
import { expect } from 'vitest';
import type { HidingReason, Reaction } from '../../worker/comments/contract.ts';
import {
  type Comment,
  type CommentReceipt,
  type CommentsPage,
  commentReceipt,
  commentReply,
  commentsReply,
  contributionsReply,
  type Thread,
  threadReply,
} from '../../worker/comments/contract.ts';
import { moderatedReply } from '../../worker/moderation/contract.ts';
import { shaped } from './answers.ts';
import { type Browser, operator, type Portal, type Sending } from './portal.ts';

const address = (consultation: string) => `/api/consultations/${consultation}/comments`;

interface Said extends Sending {
  language?: string;
  replyTo?: string;
  on?: string;
}

/** Sends a comment, and gives back whatever is answered. */
export function say(
  browser: Browser,
  body: string,
  { language = 'en', replyTo, on = 'well-square', ...sending }: Said = {},
): Promise<Response> {
  return browser.send('POST', address(on), { body: { body, language, ...(replyTo && { replyTo }) }, ...sending });
}

/** Comments, and expects that it was recorded. */
export async function said(browser: Browser, body: string, saying: Said = {}): Promise<CommentReceipt> {
  return shaped(await say(browser, body, saying), 201, commentReceipt);
}

export function react(browser: Browser, comment: string, reaction: Reaction, sending: Sending = {}): Promise<Response> {
  return browser.send('PUT', `/api/comments/${comment}/reaction`, { body: { reaction }, ...sending });
}

export async function reacted(browser: Browser, comment: string, reaction: Reaction): Promise<Comment> {
  return shaped(await react(browser, comment, reaction), 200, commentReply);
}

export async function pageFor(browser: Browser, query = '', on = 'well-square'): Promise<CommentsPage> {
  return shaped(await browser.get(`${address(on)}${query}`), 200, commentsReply);
}

/** Every page of a list, one after the other. */
export async function allPages(browser: Browser, query: string, on = 'well-square'): Promise<Comment[]> {
  const comments: Comment[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: CommentsPage = await pageFor(browser, `?${query}${after && `&after=${encodeURIComponent(after)}`}`, on);
    comments.push(...page.comments);
    after = page.next;
  }
  return comments;
}

export async function threadFor(browser: Browser, id: string, query = ''): Promise<Thread> {
  return shaped(await browser.get(`/api/comments/${id}${query}`), 200, threadReply);
}

export async function receiptFor(browser: Browser, id: string): Promise<CommentReceipt> {
  return shaped(await browser.get(`/api/comments/${id}/receipt`), 200, commentReceipt);
}

export async function contributionsOf(browser: Browser) {
  return shaped(await browser.get('/api/comments/mine'), 200, contributionsReply);
}

export function moderate(portal: Portal, id: string, decision: { decision: 'publish' } | { decision: 'hide'; reason: HidingReason }) {
  return portal.browser().send('POST', `/api/moderation/comments/${id}`, { body: decision, headers: operator() });
}

export async function moderated(portal: Portal, id: string, reason?: HidingReason) {
  const decision = reason ? ({ decision: 'hide', reason } as const) : ({ decision: 'publish' } as const);
  return shaped(await moderate(portal, id, decision), 200, moderatedReply);
}

export async function withdrawn(browser: Browser, id: string): Promise<void> {
  expect((await browser.send('DELETE', `/api/comments/${id}`)).status).toBe(204);
}
