/** What of a poll or a quiz gives an answer its meaning, and what people were promised: this may not change once they could take part. */
import type { z } from 'zod';
import { consultationFacts } from '../../worker/comments/contract.ts';
import { pollFacts, pollWords, quizFacts, quizWords } from '../../worker/questionnaires/contract.ts';
import { parsed } from './entries.ts';

/** The facts of a questionnaire, each under the field that says it. */
export interface Facts {
  opens: string;
  /** Until when it is kept who sent what: this may come earlier, and never later than people were promised. */
  keptUntil?: string | undefined;
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
  kind: 'poll' | 'quiz' | 'consultation';
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

export const kinds: Record<'polls' | 'quizzes' | 'consultations', Kind> = {
  polls: {
    kind: 'poll',
    folder: 'polls',
    factsFile: 'poll.yaml',
    could: { act: 'vote', actInIt: 'vote in it' },
    facts: readBy(pollFacts, ({ opens, keptUntil, results, changeable, assurance, options }) => ({
      opens,
      keptUntil,
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
    facts: readBy(quizFacts, ({ opens, keptUntil, questions }) => ({
      opens,
      keptUntil,
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
  consultations: {
    kind: 'consultation',
    folder: 'consultations',
    factsFile: 'consultation.yaml',
    could: { act: 'comment', actInIt: 'comment on it' },
    facts: readBy(consultationFacts, ({ opens, keptUntil }) => ({ opens, keptUntil, fixed: {}, options: {} })),
    // Its words explain: nobody's comment comes to mean something else by them.
    texts: () => null,
  },
};
export type Folder = keyof typeof kinds;
