/** What of a poll or a quiz gives an answer its meaning: this may not change once people could answer. */
import type { z } from 'zod';
import { pollFacts, pollWords, quizFacts, quizWords } from '../../worker/questionnaires/contract.ts';
import { parsed } from './entries.ts';

/** The facts of a questionnaire, each under the field that says it. */
export interface Facts {
  opens: string;
  /** Values that stay. */
  fixed: Record<string, string>;
  /** What people could choose: nothing is taken away, something may be added. */
  options: Record<string, string[]>;
  /** What people were asked: nothing is taken away and nothing is added, for who has answered all has answered all. */
  questions?: string[];
}

/** Texts, each under its field. */
type Texts = Record<string, string>;

interface Kind {
  kind: 'poll' | 'quiz';
  folder: string;
  factsFile: string;
  /** What people do in it, in sentences. */
  could: { act: string; actInIt: string };
  facts: (value: unknown) => Facts | null;
  texts: (value: unknown) => Texts | null;
}

const readBy =
  <Schema extends z.ZodType, Read>(schema: Schema, read: (value: z.infer<Schema>) => Read) =>
  (value: unknown): Read | null => {
    const found = parsed(schema, value);
    return found === null ? null : read(found);
  };
const under = (field: string, texts: Record<string, string>): Texts =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${field}.${id}`, text]));

export const kinds: Record<'polls' | 'quizzes', Kind> = {
  polls: {
    kind: 'poll',
    folder: 'polls',
    factsFile: 'poll.yaml',
    could: { act: 'vote', actInIt: 'vote in it' },
    facts: readBy(pollFacts, ({ opens, results, changeable, assurance, options }) => ({
      opens,
      fixed: { results, changeable: String(changeable), assurance },
      options: { options },
    })),
    texts: readBy(pollWords, ({ options }) => under('options', options)),
  },
  quizzes: {
    kind: 'quiz',
    folder: 'quizzes',
    factsFile: 'quiz.yaml',
    could: { act: 'answer', actInIt: 'answer it' },
    facts: readBy(quizFacts, ({ opens, questions }) => ({
      opens,
      fixed: Object.fromEntries(questions.map(({ id, right }) => [`questions.${id}.right`, right])),
      options: Object.fromEntries(questions.map(({ id, options }) => [`questions.${id}.options`, options])),
      questions: questions.map(({ id }) => id),
    })),
    texts: readBy(quizWords, ({ questions }) =>
      Object.assign(
        {},
        ...Object.entries(questions).map(([id, { question, options }]) => ({
          [`questions.${id}.question`]: question,
          ...under(`questions.${id}.options`, options),
        })),
      ),
    ),
  },
};
export type Folder = keyof typeof kinds;
