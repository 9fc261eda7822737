/** How pages of the office take what a moderator decides with a plain form. */
import type { AstroGlobal } from 'astro';
import type { DecisionForm, History } from '../worker/moderation/contract.ts';
import { lists } from '../worker/moderation/rules.ts';
import { pick } from './definitions.ts';
import { readForm } from './form.ts';
import { found } from './found.ts';
import * as m from './i18n/compiled/messages.js';
import { problemOf, sentenceFor } from './i18n/errors.ts';
import type { Locale } from './i18n/locale.ts';
import type { Told } from './islands/queue.svelte.ts';
import type { LeftOut, Narrowed, Titles } from './islands/queue-sending.ts';

/** What is about to be hidden: the fields that the form which asks for the reason carries on. */
export interface Hiding {
  comments: string[];
  from: string;
  seen: string;
  following: string | undefined;
  reason: string | undefined;
  note: string;
}

export type Taken =
  | { tag: 'done'; response: Response }
  /** The reason is asked next. */
  | { tag: 'reason'; hiding: Hiding }
  /** Some comments were left as they are. */
  | { tag: 'left'; left: LeftOut[] }
  | { tag: 'refused'; status: number; error: string; hiding: Hiding | null };

/** What became of a decision that a plain form posted. `action` is the page that it goes on with. */
export async function takeDecision(page: Pick<AstroGlobal, 'request' | 'locals'>, locale: Locale, action: string): Promise<Taken> {
  const { moderation } = page.locals.api.api.office;
  const posted = await readForm(page.request);
  if (!posted.ok) return { tag: 'refused', status: posted.status, error: sentenceFor(locale, posted), hiding: null };
  const { fields } = posted;
  const decision = fields.get('decision');
  if (decision === 'undo') {
    const requests = (fields.get('request') ?? '').split(',').filter(Boolean);
    for (const request of requests) {
      const answer = await moderation.undo.$post({ json: { request } });
      if (!answer.ok) return { tag: 'refused', status: answer.status, error: sentenceFor(locale, await problemOf(answer)), hiding: null };
    }
    return done(action, { done: 'undo', count: fields.get('count') ?? '1' }, undefined);
  }
  const hiding = hidingOf(fields);
  if (hiding.comments.length === 0) return { tag: 'refused', status: 400, error: m.queue_none_ticked({}, { locale }), hiding: null };
  if (decision === 'hide' && !hiding.reason) {
    if (!fields.has('asked')) return { tag: 'reason', hiding };
    return { tag: 'refused', status: 400, error: sentenceFor(locale, { code: 'reason-missing' }), hiding };
  }
  const { comments, from, seen, reason, note } = hiding;
  const json = { comments, from, seen, decision, ...(decision === 'hide' && { reason }), ...(note && { note }) } as DecisionForm;
  const answer = await moderation.decisions.$post({ json });
  if (!answer.ok) {
    const problem = await problemOf(answer);
    const { code } = problem;
    if (code === 'changed-meanwhile' || code === 'needs-another') return { tag: 'left', left: await leftOf(page.locals, comments, code) };
    const error = sentenceFor(locale, problem);
    return { tag: 'refused', status: answer.status, error, hiding: decision === 'hide' ? hiding : null };
  }
  const { request, decided, left } = await answer.json();
  if (left.length > 0) return { tag: 'left', left };
  return done(action, { done: decision ?? '', count: String(decided.length), request }, hiding.following);
}

/** So many are told one by one. */
const told = 20;

/** Where comments stand that were all left as they are. */
async function leftOf(locals: App.Locals, ids: readonly string[], because: LeftOut['because']): Promise<LeftOut[]> {
  const all = ids.slice(0, told).map(async (id): Promise<LeftOut[]> => {
    const history = await found<History>(await locals.api.api.office.comments[':id'].history.$get({ param: { id } }));
    if (!history) return [];
    const { state, hiddenFor, latest } = history.comment;
    return [{ id, because, state, hiddenFor, decidedAt: latest?.at ?? null }];
  });
  return (await Promise.all(all)).flat();
}

function done(action: string, told: Record<string, string>, following: string | undefined): Taken {
  const location = `${action}${action.includes('?') ? '&' : '?'}${new URLSearchParams(told)}${following ? `#${following}` : ''}`;
  return { tag: 'done', response: new Response(null, { status: 303, headers: { location } }) };
}

function hidingOf(fields: URLSearchParams): Hiding {
  return {
    comments: fields.getAll('comments').flatMap((some) => some.split(',').filter(Boolean)),
    from: fields.get('from') ?? '',
    seen: fields.get('seen') ?? '',
    following: /^entry-[0-9a-f-]{36}$/.exec(fields.get('following') ?? '')?.[0],
    reason: fields.get('reason') ?? undefined,
    // A browser sends line ends as CR LF; what was typed has one character there.
    note: (fields.get('note') ?? '').replaceAll('\r\n', '\n').trim(),
  };
}

/** What the address of the queue narrows it to. */
export function narrowedBy(query: URLSearchParams): Narrowed {
  const list = lists.find((one) => one === query.get('list')) ?? 'waiting';
  const field = (name: 'consultation' | 'language' | 'after') => (query.get(name) ? { [name]: query.get(name) ?? '' } : {});
  return { list, ...field('consultation'), ...field('language'), ...field('after') };
}

/** What was done before the page was asked for, as the address tells it. */
export function toldBy(query: URLSearchParams): Told | null {
  const decision = (['publish', 'hide', 'undo'] as const).find((one) => one === query.get('done'));
  const count = Number(query.get('count'));
  if (!decision || !Number.isInteger(count) || count < 1) return null;
  const request = query.get('request');
  return { decision, count, requests: request && decision !== 'undo' ? [request] : [] };
}

/** The titles of consultations in the reader's language, or the nearest there is. */
export async function titlesOf(locals: App.Locals, locale: Locale, slugs: readonly string[]): Promise<Titles> {
  const { entries } = await locals.published.index();
  return Object.fromEntries(
    entries.flatMap(({ kind, slug, words }) => {
      if (kind !== 'consultation' || !slugs.includes(slug)) return [];
      const { words: title, language } = pick(words, locale);
      return [[slug, { title: title.title, language }]];
    }),
  );
}
