/** How the queue talks to the API. */
import type { Decided, DecisionForm, History, Queue } from '../../worker/moderation/contract.ts';
import type { ErrorCode } from '../../worker/platform/contract.ts';
import * as m from '../i18n/compiled/messages.js';
import { problemOf, sentenceFor } from '../i18n/errors.ts';
import type { Locale } from '../i18n/locale.ts';
import { api } from './client.ts';
import type { Deciding } from './queue-entry.svelte.ts';

export type LeftOut = Decided['left'][number];

/** The titles of consultations, and the language of each. */
export type Titles = Record<string, { title: string; language: string }>;

/** What the list is narrowed to. */
export interface Narrowed {
  list: Queue['list'];
  consultation?: string | undefined;
  language?: string | undefined;
  after?: string | undefined;
}

/** What came of a request: the answer, or why there is none. */
export type Answered<Reply> =
  | { ok: true; reply: Reply }
  | { ok: false; code: ErrorCode | 'no-answer'; sentence: string; details?: Record<string, string | number> | undefined };

/** What is decided about comments that were seen in one state at one time. */
export interface Sent extends Deciding {
  comments: string[];
  from: string;
  seen: string;
}

/** The page outlives a tab that is closed, and a network that swallows requests is not waited for. */
const init = () => ({ init: { keepalive: true, signal: AbortSignal.timeout(30_000) } });

async function answered<Reply>(locale: Locale, ask: () => Promise<{ ok: boolean; json(): Promise<unknown> }>): Promise<Answered<Reply>> {
  try {
    const response = await ask();
    if (response.ok) return { ok: true, reply: (await response.json()) as Reply };
    const problem = await problemOf(response);
    return { ok: false, code: problem.code, sentence: sentenceFor(locale, problem), details: problem.details };
  } catch {
    return { ok: false, code: 'no-answer', sentence: m.queue_no_answer({}, { locale }) };
  }
}

/** Decides. Where all was left as it is, that is an answer too. */
export async function decide(locale: Locale, { decision, reason, note, ...rest }: Sent): Promise<Answered<Decided>> {
  const words = note?.trim() ? { note: note.trim() } : {};
  const json = { ...rest, ...words, decision, ...(decision === 'hide' && { reason }) } as DecisionForm;
  const answer = await answered<Decided>(locale, () => api.office.moderation.decisions.$post({ json }, init()));
  if (answer.ok || (answer.code !== 'changed-meanwhile' && answer.code !== 'needs-another')) return answer;
  const { code: because, details } = answer;
  const state = details?.state as LeftOut['state'];
  return {
    ok: true,
    reply: { request: '', decided: [], left: rest.comments.map((id) => ({ id, because, state, hiddenFor: null, decidedAt: null })) },
  };
}

export function undo(locale: Locale, request: string): Promise<Answered<unknown>> {
  return answered(locale, () => api.office.moderation.undo.$post({ json: { request } }, init()));
}

export function load(locale: Locale, query: Narrowed): Promise<Answered<Queue>> {
  return answered(locale, () => api.office.moderation.queue.$get({ query }));
}

export function historyOf(locale: Locale, id: string): Promise<Answered<History>> {
  return answered(locale, () => api.office.comments[':id'].history.$get({ param: { id } }));
}
