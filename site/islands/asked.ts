/** A question of a quiz as a page asks it. */

/** A question as it is asked: nothing in it tells the right answer. */
export interface Asked {
  id: string;
  question: string;
  hint?: string | undefined;
  options: { id: string; label: string }[];
  /** The language of all these words. */
  language: string;
}

/** The field of a plain form that holds the answer to a question. */
export function fieldOf(question: string): string {
  return `answer.${question}`;
}
