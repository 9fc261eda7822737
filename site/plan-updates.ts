/** What becomes of a form by which an official posts what has happened to a commitment, or corrects what was posted. */
import { timeZone } from 'virtual:portal';
import type { AstroGlobal } from 'astro';
import { type Status, statuses } from '../worker/definitions/rules.ts';
import { updateForm } from '../worker/plans/contract.ts';
import { longestNote, refuseUpdate } from '../worker/plans/rules.ts';
import { readForm } from './form.ts';
import * as m from './i18n/compiled/messages.js';
import { problemOf, sentenceFor } from './i18n/errors.ts';
import { dateTime, type Locale, number } from './i18n/locale.ts';
import { officeRoutes } from './i18n/routes.ts';
import { instantOf } from './local-time.ts';
import { wordsIn } from './words.ts';

/** What stands in the fields. */
export interface TypedUpdate {
  status: Status | null;
  /** A day and an hour where the portal is. */
  at: string;
  words: Record<string, string>;
  evidence: string;
}

/** A form that comes back, with what is wrong beside the fields. */
export interface RefusedUpdate {
  status: number;
  typed: TypedUpdate;
  wrong: Partial<Record<'form' | 'status' | 'at' | 'words' | 'evidence', string>>;
}

interface Meant {
  plan: string;
  adopted: string;
  commitment: string;
  /** The update that it corrects. */
  corrects: string | undefined;
}

/** Answers with where to go on, or with the form that comes back. */
export async function takeUpdate(
  { request, locals }: Pick<AstroGlobal, 'request' | 'locals'>,
  locale: Locale,
  { plan, adopted, commitment, corrects }: Meant,
): Promise<Response | RefusedUpdate> {
  const posted = await readForm(request);
  const empty: TypedUpdate = { status: null, at: '', words: {}, evidence: '' };
  if (!posted.ok) return { status: posted.status, typed: empty, wrong: { form: sentenceFor(locale, posted) } };
  const { fields } = posted;
  const typed: TypedUpdate = {
    status: statuses.find((one) => one === fields.get('status')) ?? null,
    at: fields.get('at') ?? '',
    words: wordsIn(fields),
    evidence: (fields.get('evidence') ?? '').trim(),
  };
  const { status, words, evidence } = typed;
  const at = instantOf(typed.at, timeZone);
  const wrong = wrongIn(locale, typed, at, adopted, locals.now);
  if (Object.keys(wrong).length > 0 || !status || !at) return { status: 400, typed, wrong };
  const answer = await locals.api.api.office.plans[':slug'].commitments[':id'].updates.$post({
    param: { slug: plan, id: commitment },
    json: {
      expecting: Number(fields.get('expecting')) || 0,
      status,
      at,
      ...(Object.keys(words).length > 0 ? { words } : {}),
      ...(evidence ? { evidence } : {}),
      ...(corrects ? { corrects } : {}),
    },
  });
  if (answer.ok) {
    const done = corrects ? 'correct' : 'update';
    return Response.redirect(new URL(officeRoutes.commitment(locale, plan, commitment, { done }), request.url), 303);
  }
  return { status: answer.status, typed, wrong: { form: sentenceFor(locale, await problemOf(answer)) } };
}

/** What is wrong with each field, in the reader's language. The API refuses the same. */
function wrongIn(
  locale: Locale,
  { status, words, evidence }: TypedUpdate,
  at: string | null,
  adopted: string,
  now: number,
): RefusedUpdate['wrong'] {
  const t = { locale };
  const wrong: RefusedUpdate['wrong'] = {};
  if (!status) wrong.status = m.plan_error_status({}, t);
  if (!at) wrong.at = m.plan_error_when({}, t);
  if (Object.values(words).some((text) => text.length > longestNote)) {
    wrong.words = m.reply_too_long({ maximum: number(locale, longestNote) }, t);
  }
  if (evidence && !updateForm.shape.evidence.safeParse(evidence).success) wrong.evidence = m.plan_error_evidence({}, t);
  if (status && at) {
    const refusal = refuseUpdate({ status, at, words }, adopted, now);
    if (refusal === 'in-the-future') wrong.at = m.plan_error_future({}, t);
    if (refusal === 'before-adoption') wrong.at = m.plan_error_before({ instant: dateTime(locale, adopted) }, t);
  }
  if (status === 'not-doing' && Object.keys(words).length === 0) wrong.words = m.plan_error_reason({}, t);
  return wrong;
}
