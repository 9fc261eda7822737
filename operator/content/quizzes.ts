/** Whether a quiz agrees with its words, and whether what it says that answers can be checked in is there. */
import { quizFacts, quizWords } from '../../worker/questionnaires/contract.ts';
import { type Entry, readable } from './entries.ts';
import { keysOf, labelsOf } from './keys.ts';
import { missingSource } from './places.ts';
import type { Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';

/** The questions of an entry where it is a quiz, as far as they can be read. */
function questionsOf(entry: Entry) {
  return entry.kind.folder === 'quizzes' ? readable(quizFacts, entry.facts).questions : undefined;
}

/** What is wrong with the facts of a quiz. */
export function factsOfQuiz(entry: Entry, surroundings: Surroundings): Problem[] {
  return (questionsOf(entry) ?? []).flatMap(({ id, source }) =>
    missingSource(entry.factsFile, `questions.${id}.source`, source, surroundings),
  );
}

/** What is wrong with the words of a quiz in one language: each question, option and source has its text, and no other. */
export function wordsOfQuiz(entry: Entry, file: string, value: unknown): Problem[] {
  const questions = questionsOf(entry);
  const texts = readable(quizWords, value).questions;
  if (!questions || !texts) return [];
  const { factsFile } = entry.kind;
  const ids = questions.map(({ id }) => id);
  return [
    ...keysOf(file, 'questions', texts, ids, factsFile),
    ...questions.flatMap(({ id, options, source }) => {
      const words = texts[id];
      if (!words) return [];
      const field = `questions.${id}`;
      return [
        ...keysOf(file, `${field}.options`, words.options, options, factsFile),
        ...labelsOf(file, `${field}.options`, words.options),
        ...sourceOf(file, `${field}.source`, source, words.source, factsFile),
      ];
    }),
  ];
}

/** A link needs a name, and a name a link. */
function sourceOf(file: string, field: string, href: string | undefined, name: string | undefined, factsFile: string): Problem[] {
  if (href && !name) {
    return [
      { file, field, wrong: `is missing, and ${factsFile} names ${href}`, remedy: 'write the name of the source, or remove it there' },
    ];
  }
  if (name && !href) {
    return [{ file, field, wrong: `is there, and ${factsFile} links to none`, remedy: 'write where it is there, or remove the name' }];
  }
  return [];
}
