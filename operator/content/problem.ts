/** What can be wrong with content: one sentence that names the file, the field, what is wrong and what to do. */

export interface Problem {
  file: string;
  /** The field, as `options.no` or `documents[0].href`; none where the whole file is meant. */
  field?: string | undefined;
  wrong: string;
  /** What to do about it. */
  remedy: string;
}

export function sentenceOf({ file, field, wrong, remedy }: Problem): string {
  return `${file}: ${field ? `\`${field}\` ` : ''}${wrong}; ${remedy}.`;
}

/** `a, b and c` */
export function listed(words: Iterable<string>): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}
