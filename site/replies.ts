/** What becomes of a form by which an official answers a comment, or changes or withdraws what was answered. */
import type { AstroGlobal } from 'astro';
import { longestReply } from '../worker/replies/rules.ts';
import { readForm } from './form.ts';
import * as m from './i18n/compiled/messages.js';
import { problemOf, sentenceFor } from './i18n/errors.ts';
import { type Locale, number } from './i18n/locale.ts';
import { officeRoutes } from './i18n/routes.ts';
import { wordsIn } from './words.ts';

export const replyActs = ['post', 'edit', 'withdraw'] as const;
type ReplyAct = (typeof replyActs)[number];

/** A form that comes back, with everything that was typed. */
export interface RefusedReply {
  act: ReplyAct;
  /** The reply that was to be changed; empty where one was to be posted. */
  reply: string;
  status: number;
  error: string;
  words: Record<string, string>;
  department: string | undefined;
}

/** Answers with where to go on, or with the form that comes back. */
export async function takeReply(
  page: Pick<AstroGlobal, 'request' | 'locals'>,
  locale: Locale,
  comment: string,
): Promise<Response | RefusedReply> {
  const t = { locale };
  const posted = await readForm(page.request);
  const nothing = { act: 'post', reply: '', words: {}, department: undefined } as const;
  if (!posted.ok) return { ...nothing, status: posted.status, error: sentenceFor(locale, posted) };
  const { fields } = posted;
  const words = wordsIn(fields);
  const act = replyActs.find((one) => one === fields.get('act')) ?? 'post';
  const reply = fields.get('reply') ?? '';
  const department = fields.get('department') ?? undefined;
  const back = (status: number, error: string): RefusedReply => ({ act, reply, status, error, words, department });
  if (act !== 'withdraw') {
    if (Object.keys(words).length === 0) return back(400, m.reply_empty({}, t));
    if (Object.values(words).some((text) => text.length > longestReply)) {
      return back(400, m.reply_too_long({ maximum: number(locale, longestReply) }, t));
    }
  }
  const answer = await send(page.locals.api.api.office.replies, { act, reply, comment, words, department, seen: fields.get('expecting') });
  if (answer.ok) return Response.redirect(new URL(officeRoutes.answers(locale, { comment, done: act }), page.request.url), 303);
  const problem = await problemOf(answer);
  if (answer.status === 404) return back(404, m.reply_unanswerable({}, t));
  if (answer.status === 403) return back(403, m.reply_of_another({}, t));
  return back(answer.status, problem.code === 'invalid' ? m.reply_empty({}, t) : sentenceFor(locale, problem));
}

function send(
  api: App.Locals['api']['api']['office']['replies'],
  {
    act,
    reply,
    comment,
    words,
    department,
    seen,
  }: Pick<RefusedReply, 'act' | 'reply' | 'words' | 'department'> & { comment: string; seen: string | null },
) {
  if (act === 'withdraw') return api[':id'].$delete({ param: { id: reply } });
  if (act === 'edit') return api[':id'].$put({ param: { id: reply }, json: { expecting: Number(seen) || 1, words } });
  // The empty name is that of the whole public body; who is there for one department has no choice.
  return api.$post({ json: { comment, words, ...(department === undefined ? {} : { department: department || null }) } });
}
