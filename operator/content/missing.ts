/** Words that a language lacks: nothing that stops a build, for another language stands in, but something to be known. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { counted } from '../command.ts';
import type { Entry } from './entries.ts';
import type { Problem } from './problem.ts';

/** Begins each text of a skeleton that waits to be replaced. */
export const mark = '✎';

/** So many names are told in a row. */
const most = 12;

export interface Lack {
  language: string;
  /** What is missing: all words of an entry, one text, a message of the interface; or words that still are those of the skeleton. */
  what: 'words' | 'text' | 'message' | 'own words';
  /** The folder of the entry, or the file. */
  where: string;
  /** The field of a text, or the key of a message. */
  field?: string;
}

/** What an entry lacks in the languages of the portal. A text that is told as a problem is not told again. */
export function missingOfEntry({ folder, words }: Entry, languages: string[], problems: Problem[]): Lack[] {
  const offered = languages.map((language) => ({ language, words: words.get(language) }));
  const files = [...words.values()].map(({ file }) => file);
  const told = problems.flatMap(({ file, field }) => (field && files.includes(file) ? [field] : []));
  const fields = new Map(offered.map(({ language, words }) => [language, textsOf(words?.value, words?.body)]));
  const known = new Set([...fields.values()].flat());
  return offered.flatMap(({ language, words }): Lack[] => {
    if (!words) return [{ language, what: 'words', where: folder }];
    // What can't be read at all is a problem, not a gap.
    if (words.value === undefined) return [];
    const lacking = [...known].filter((field) => !fields.get(language)?.includes(field));
    const untold = lacking.filter((field) => !told.some((other) => field === other || field.startsWith(`${other}.`)));
    return [
      ...untold.map((field): Lack => ({ language, what: 'text', where: folder, field })),
      ...(`${JSON.stringify(words.value)}${words.body}`.includes(mark) ? [{ language, what: 'own words', where: folder } as const] : []),
    ];
  });
}

/** How the Markdown below the front matter is called among the fields. */
const below = 'text below the words';

/** The fields of words that say something, as `commitments.avenue.themes`. */
function textsOf(value: unknown, body = '', field = ''): string[] {
  const own = body.trim() ? [below] : [];
  if (Array.isArray(value)) return value.length > 0 ? [field, ...own] : own;
  if (typeof value === 'object' && value !== null) {
    return [...Object.entries(value).flatMap(([key, part]) => textsOf(part, '', field ? `${field}.${key}` : key)), ...own];
  }
  return value === undefined || value === null || value === '' ? own : [field, ...own];
}

/** Messages of the interface that the default language has and another lacks. `folder`: where the messages are. */
export function missingMessages(folder: string, languages: string[], defaultLanguage: string): Lack[] {
  const keysIn = (language: string): string[] | null => {
    const file = join(folder, `${language}.json`);
    return existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, 'utf8'))) : null;
  };
  const wanted = keysIn(defaultLanguage) ?? [];
  return languages.flatMap((language) => {
    // A language without any message is a problem, not a gap.
    const keys = keysIn(language) ?? wanted;
    const lacking = wanted.filter((key) => !keys.includes(key));
    return lacking.map((field): Lack => ({ language, what: 'message', where: `site/i18n/messages/${language}.json`, field }));
  });
}

/** Lists what is missing, by language and place, and ends with a line for each language. `entries`: how many there are. */
export function tellMissing(missing: Lack[], entries: number): string[] {
  const languages = Map.groupBy(missing, ({ language }) => language);
  if (languages.size === 0) return [];
  return [
    ...[...languages].flatMap(([language, lacks]) => listOf(lacks).map((line) => `${language}: ${line}.`)),
    'Missing words, where pages show another language and say so, or go without:',
    ...[...languages].map(([language, lacks]) => `${language}: ${summaryOf(lacks, entries)}.`),
  ];
}

/** What is missing in one language, place by place. */
function listOf(lacks: Lack[]): string[] {
  const list = (what: Lack['what'], placeOf: (lack: Lack) => string, nameOf: (lack: Lack) => string, line: (place: string) => string) =>
    [...Map.groupBy(of(lacks, what), placeOf)].map(([place, here]) => `${line(place)}: ${some(here.map(nameOf))}`);
  const whereOf = ({ where }: Lack) => where;
  const fieldOf = ({ field = '' }: Lack) => field;
  return [
    ...list(
      'words',
      ({ where }) => dirname(where),
      ({ where }) => basename(where),
      (place) => `${place}, no words`,
    ),
    ...list('text', whereOf, fieldOf, (place) => `${place}, no text in`),
    ...list('message', whereOf, fieldOf, (place) => `${place}, no message`),
    ...list(
      'own words',
      ({ where }) => dirname(where),
      ({ where }) => basename(where),
      (place) => `${place}, texts of the skeleton (${mark}) in`,
    ),
  ];
}

/** How much is missing in one language. */
function summaryOf(lacks: Lack[], entries: number): string {
  const [words, texts, messages, skeletons] = [of(lacks, 'words'), of(lacks, 'text'), of(lacks, 'message'), of(lacks, 'own words')];
  const parts: [Lack[], string, string][] = [
    [words, `of ${counted(entries, 'entry', 'entries')} has no words`, `of ${counted(entries, 'entry', 'entries')} have no words`],
    [texts, 'text is missing', 'texts are missing'],
    [messages, 'message of the interface is missing', 'messages of the interface are missing'],
    [skeletons, 'entry still holds texts of the skeleton', 'entries still hold texts of the skeleton'],
  ];
  return parts.flatMap(([found, one, many]) => (found.length > 0 ? [counted(found.length, one, many)] : [])).join(', ');
}

function of(lacks: Lack[], what: Lack['what']): Lack[] {
  return lacks.filter((lack) => lack.what === what);
}

/** Names in a row; of very many the first ones, and how many more there are. */
function some(names: string[]): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
