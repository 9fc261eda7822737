/** What becomes of a comment that a plain form posted. */
import type { AstroGlobal } from 'astro';
import { beginFirstAct, keyOf, passCookies, readForm } from './form.ts';
import { problemOf, sentenceFor } from './i18n/errors.ts';
import type { Locale } from './i18n/locale.ts';
import { routes } from './i18n/routes.ts';

export type Taken =
  | { tag: 'recorded'; response: Response }
  /** A first act: the page to check carries these fields. */
  | { tag: 'check'; fields: { body: string; language: string; key: string; replyTo?: string } }
  /** Gone back from the page to check, to go on writing. */
  | { tag: 'edited'; typed: string; language: string; replyTo?: string | undefined; error?: undefined; receipt?: undefined }
  | {
      tag: 'refused';
      status: number;
      error: string;
      typed: string;
      language: string;
      replyTo?: string | undefined;
      receipt?: string | undefined;
    };

export async function takeComment(
  page: Pick<AstroGlobal, 'request' | 'response' | 'locals'>,
  locale: Locale,
  consultation: string,
): Promise<Taken> {
  const { api } = page.locals.api;
  const posted = await readForm(page.request);
  if (!posted.ok) return { tag: 'refused', status: posted.status, error: sentenceFor(locale, posted), typed: '', language: locale };
  // A browser sends line ends as CR LF; what was typed has one character there.
  const typed = (posted.fields.get('body') ?? '').replaceAll('\r\n', '\n');
  const language = posted.fields.get('language') || locale;
  const replyTo = posted.fields.get('replyTo') || undefined;
  const reply = replyTo ? { replyTo } : {};
  if (posted.fields.has('edit')) return { tag: 'edited', typed, language, replyTo };
  const key = await keyOf(posted.fields, api);
  if (!key && typed.trim()) {
    return { tag: 'check', fields: { body: typed, language, ...reply, key: await beginFirstAct(api, page.response.headers) } };
  }
  const response = await api.consultations[':slug'].comments.$post({
    param: { slug: consultation },
    header: { 'idempotency-key': key ?? crypto.randomUUID() },
    json: { body: typed, language, ...reply },
  });
  if (response.ok) {
    const receipt = await response.json();
    const headers = new Headers({ location: routes.receipt(locale, receipt.id) });
    passCookies(response, headers);
    return { tag: 'recorded', response: new Response(null, { status: 303, headers }) };
  }
  const problem = await problemOf(response);
  return {
    tag: 'refused',
    status: response.status,
    error: sentenceFor(locale, problem),
    typed,
    language,
    replyTo,
    receipt: problem.details?.receipt?.toString(),
  };
}
