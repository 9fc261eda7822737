/** What the island of a quiz asks of the portal: the right answers, to record a try, and how others answered. */
import type { QuizDefinition, QuizRecorded, QuizTally, ResponseForm } from '../../worker/questionnaires/contract.ts';
import * as m from '../i18n/compiled/messages.js';
import { problemOf, sentenceFor } from '../i18n/errors.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Asked } from './asked.ts';
import { act, api } from './client.ts';
import { keep } from './receipts.ts';
import { type Told, toldOf } from './told.ts';

/** How the receipt of a quiz is kept on the device. */
export function subjectOf(quiz: string): string {
  return `quizzes/${quiz}`;
}

/** What is told of each question, or null where it could not be loaded. */
export async function loadTold(quiz: string, questions: readonly Asked[]): Promise<Record<string, Told> | null> {
  try {
    const response = await fetch(`/data/quizzes/${quiz}.json`);
    return response.ok ? toldOf((await response.json()) as QuizDefinition, questions) : null;
  } catch {
    return null;
  }
}

export type Sent =
  | { tag: 'counted'; receipt: string; tally: QuizTally }
  /** The first try counts and this isn't it; or the quiz closed meanwhile. */
  | { tag: 'already-responded'; receipt: string }
  | { tag: 'closed' }
  /** Sending it again with the same key is safe. */
  | { tag: 'failed'; sentence: string };

/** Sends the answers of a first try. */
export async function sendAnswers(locale: Locale, quiz: string, key: string, answers: ResponseForm['answers']): Promise<Sent> {
  try {
    const response = await act(() =>
      api.quizzes[':slug'].responses.$post({
        param: { slug: quiz },
        header: { 'idempotency-key': key },
        json: { answers, language: locale },
      }),
    );
    if (response.ok) {
      const { receipt, tally } = (await response.json()) as QuizRecorded;
      keep(subjectOf(quiz), receipt.id);
      return { tag: 'counted', receipt: receipt.id, tally };
    }
    const refusal = await problemOf(response);
    if (refusal.code === 'closed') return { tag: 'closed' };
    if (refusal.code !== 'already-responded') return { tag: 'failed', sentence: sentenceFor(locale, refusal) };
    const receipt = String(refusal.details?.receipt);
    keep(subjectOf(quiz), receipt);
    return { tag: 'already-responded', receipt };
  } catch {
    // Nothing came back: the answers may be recorded or not.
    return { tag: 'failed', sentence: m.error_connection({}, { locale }) };
  }
}

/** How others answered, as far as this browser may see it. It is extra: without it the score is told all the same. */
export async function othersOf(quiz: string): Promise<QuizTally | undefined> {
  const response = await api.quizzes[':slug'].tally.$get({ param: { slug: quiz } }).catch(() => null);
  return response?.ok ? ((await response.json()) as QuizTally) : undefined;
}
