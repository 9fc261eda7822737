/** Definitions for pages that are rendered on demand, with the words in the reader's language or the nearest there is. */
import { type ConsultationDefinition, consultationDefinition } from '../worker/comments/contract.ts';
import type { PublishedPlan } from '../worker/definitions/contract.ts';
import { type EventDefinition, eventDefinition } from '../worker/events/contract.ts';
import { type PlanDefinition, planDefinition } from '../worker/plans/contract.ts';
import { type PollDefinition, pollDefinition, type QuizDefinition, quizDefinition } from '../worker/questionnaires/contract.ts';
import { defaultLocale, type Locale, locales } from './i18n/locale.ts';

/** Words in a language, or else in the default one, or else in any; and which language they are in. */
export function pick<Words>(words: Record<string, Words>, locale: Locale): { words: Words; language: string } {
  for (const language of [locale, defaultLocale, ...locales, ...Object.keys(words)]) {
    const found = words[language];
    if (found) return { words: found, language };
  }
  throw new Error('a definition has words in one language at least');
}

export function readPoll(locals: App.Locals, slug: string | undefined): Promise<PollDefinition | null> {
  return locals.published.read('polls', slug ?? '', pollDefinition);
}

export function readQuiz(locals: App.Locals, slug: string | undefined): Promise<QuizDefinition | null> {
  return locals.published.read('quizzes', slug ?? '', quizDefinition);
}

export function readConsultation(locals: App.Locals, slug: string | undefined): Promise<ConsultationDefinition | null> {
  return locals.published.read('consultations', slug ?? '', consultationDefinition);
}

export function readEvent(locals: App.Locals, slug: string | undefined): Promise<EventDefinition | null> {
  return locals.published.read('events', slug ?? '', eventDefinition);
}

export function readPlan(locals: App.Locals, slug: string | undefined): Promise<PlanDefinition | null> {
  return locals.published.read('plans', slug ?? '', planDefinition);
}

const indexes = new WeakMap<App.Locals, Promise<PublishedPlan[]>>();

/** All plans in short: read once for a page, however many of its parts ask. */
export function readPlans(locals: App.Locals): Promise<PublishedPlan[]> {
  const known = indexes.get(locals) ?? locals.published.index().then(({ plans }) => plans);
  indexes.set(locals, known);
  return known;
}

/** The options of a poll with their labels, in order. */
export function optionsOf(poll: Pick<PollDefinition, 'rules' | 'words'>, locale: Locale) {
  return (poll.rules.questions[0]?.options ?? []).map(({ id }) => {
    const labels = Object.fromEntries(
      Object.entries(poll.words).flatMap(([language, words]) => (words.options[id] ? [[language, words.options[id]]] : [])),
    );
    const { words: label, language } = pick(labels, locale);
    return { id, label, language };
  });
}
