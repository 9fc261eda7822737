/** Whether the interface speaks every language as fully as English: keys, placeholders, plural forms; and says all that it has words for. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'site/i18n/messages');

/** A message is a text, or variants: by plural category (`plural=one`), of a count or an order. */
type Message = string | { declarations?: string[]; selectors?: string[]; match: Record<string, string> }[];
type Messages = Record<string, Message>;

const languages = readdirSync(folder).map((file) => file.replace('.json', ''));
const read = (language: string): Messages => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));
const english = read('en');
const keys = Object.keys(english).filter((key) => key !== '$schema');

const textsOf = (message: Message | undefined): string[] =>
  typeof message === 'string' ? [message] : (message ?? []).flatMap(({ match }) => Object.values(match));
/** Names in a message, each once. In a plural form a number may be written as a word: it needn't be in each form. */
const placeholdersOf = (message: Message | undefined) =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

test('there are messages in English, Hebrew and Arabic', () => {
  expect(languages.sort()).toEqual(expect.arrayContaining(['ar', 'en', 'he']));
});

test.each(languages)('%s has every message, and no other', (language) => {
  const messages = read(language);
  expect({ missing: keys.filter((key) => !(key in messages)), unknown: Object.keys(messages).filter((key) => !(key in english)) }).toEqual({
    missing: [],
    unknown: [],
  });
});

test('every message is said somewhere', () => {
  const files = globSync('site/**/*.{ts,astro,svelte}', { cwd: root, exclude: ['site/i18n/compiled/**'] });
  const said = new Set(files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/\bm\.\w+/g) ?? []));
  expect(keys.filter((key) => !said.has(`m.${key}`))).toEqual([]);
});

test.each(languages)('%s leaves no message empty', (language) => {
  const empty = Object.entries(read(language)).filter(([, message]) => textsOf(message).some((text) => text.trim() === ''));
  expect(empty.map(([key]) => key)).toEqual([]);
});

test.each(languages)('%s has the placeholders of English', (language) => {
  const messages = read(language);
  const different = keys.flatMap((key) => {
    if (!(key in messages)) return [];
    const [here, there] = [placeholdersOf(messages[key]).join(' '), placeholdersOf(english[key]).join(' ')];
    return here === there ? [] : [`${key}: ${here || 'none'}, not ${there || 'none'}`];
  });
  expect(different).toEqual([]);
});

test.each(languages)('%s has all plural forms of its language', (language) => {
  const missing = Object.entries(read(language)).flatMap(([key, message]) => {
    if (typeof message === 'string') {
      const plural = typeof english[key] !== 'string';
      return plural ? [`${key}: has no plural forms`] : [];
    }
    return message.flatMap(({ declarations = [], match }) => {
      const ordinal = declarations.some((declaration) => declaration.includes('type=ordinal'));
      const needed = new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' }).resolvedOptions().pluralCategories;
      if (!declarations.some((declaration) => declaration.includes('plural'))) return [];
      return needed.filter((category) => !(`plural=${category}` in match)).map((category) => `${key}: plural=${category}`);
    });
  });
  expect(missing).toEqual([]);
});
