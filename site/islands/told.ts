/** What is told of a question once it is answered. */
import type { QuizDefinition } from '../../worker/questionnaires/contract.ts';

export interface Told {
  right: string;
  /** In Markdown. */
  explanation: string;
  /** Where it can be checked, as the facts write it, and how that place is called. */
  source: { address: string; name: string | undefined } | null;
}

/** The right answer of each question, with its explanation in the language that the question was asked in. */
export function toldOf(quiz: QuizDefinition, asked: readonly { id: string; language: string }[]): Record<string, Told> {
  return Object.fromEntries(
    asked.map(({ id, language }) => {
      const words = quiz.words[language]?.questions[id];
      const address = quiz.sources[id];
      return [
        id,
        {
          right: quiz.rules.questions.find((question) => question.id === id)?.right ?? '',
          explanation: words?.explanation ?? '',
          source: address === undefined ? null : { address, name: words?.source },
        },
      ];
    }),
  );
}
