/** Words that go with a fact: an outcome and the instant of the answer, minutes and theirs, a cancellation and its reason. */
import type { Problem } from './problem.ts';

export interface Pair {
  /** The text, by its field in the words. */
  field: string;
  text: string | undefined;
  /** The field of the facts that asks for it, and whether it does. */
  fact: string;
  said: boolean;
  factsFile: string;
  /** What to write, each where the other stands alone. */
  write: { text: string; fact: string };
  /** What the facts lack where the text stands alone: "when it was answered". */
  unsaid: string;
}

/** The text is there exactly where the fact is. */
export function pairOf(file: string, { field, text, fact, said, factsFile, write, unsaid }: Pair): Problem[] {
  const isThere = Boolean(text?.trim());
  if (said && !isThere) {
    return [{ file, field, wrong: `is missing, and ${factsFile} says ${fact}`, remedy: `write ${write.text}, or remove ${fact}` }];
  }
  if (!said && isThere) {
    return [{ file, field, wrong: `is there, and ${factsFile} doesn't say ${unsaid}`, remedy: `write ${write.fact}, or remove ${field}` }];
  }
  return [];
}
