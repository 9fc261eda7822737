/** Words of the public body as a form posts them: a field for each language. */
import { locales } from './i18n/locale.ts';

export function fieldOfWords(language: string): string {
  return `words-${language}`;
}

/** What was written, by language; a language that nothing was written in is left out. */
export function wordsIn(fields: URLSearchParams): Record<string, string> {
  const words = locales.map((language) => [language, (fields.get(fieldOfWords(language)) ?? '').replaceAll('\r\n', '\n').trim()] as const);
  return Object.fromEntries(words.filter(([, text]) => text));
}
