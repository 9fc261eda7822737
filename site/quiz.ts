/** What pages show of a quiz, in the reader's language or the nearest there is. */
import type { QuizDefinition } from '../worker/questionnaires/contract.ts';
import { pick } from './definitions.ts';
import type { Locale } from './i18n/locale.ts';
import type { Asked } from './islands/asked.ts';

/** Words of one question in every language that has them. */
function wordsOf(quiz: QuizDefinition, id: string, locale: Locale) {
  const words = Object.entries(quiz.words).flatMap(([language, { questions }]) =>
    questions[id] ? [[language, questions[id]] as const] : [],
  );
  return pick(Object.fromEntries(words), locale);
}

/** The questions in their order. */
export function questionsOf(quiz: QuizDefinition, locale: Locale): Asked[] {
  return quiz.rules.questions.map(({ id, options }) => {
    const { words, language } = wordsOf(quiz, id, locale);
    const { question, hint } = words;
    return {
      id,
      question,
      hint,
      options: options.map((option) => ({ id: option.id, label: words.options[option.id] ?? option.id })),
      language,
    };
  });
}
