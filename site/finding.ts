/** What the published index holds of a query: the search without a script, and with one what is in other languages. */
import type { PublishedIndex } from '../worker/definitions/contract.ts';
import type { EntryKind } from '../worker/definitions/rules.ts';
import { closeness, type Piece, piecesOf } from '../worker/finding/rules.ts';
import { type Locale, locales } from './i18n/locale.ts';
import { pageOf, routes } from './i18n/routes.ts';

/** What can be found: entries, action plans, and plain pages. */
export type Findable = EntryKind | 'page';

/** Something found, with what it is about in pieces, so that the words that were looked for can be marked. */
export interface Hit {
  kind: Findable;
  href: string;
  /** The language that its words are in. */
  language: string;
  title: string;
  excerpt: Piece[];
}

interface Candidate {
  kind: Findable;
  slug: string;
  /** A heading and what stands under it, for each language. */
  words: Record<string, { title: string; texts: string[] }>;
}

function candidatesOf({ entries, plans, pages }: PublishedIndex): Candidate[] {
  return [
    ...entries.map(({ kind, slug, words }) => ({
      kind,
      slug,
      words: eachLanguage(words, ({ title, summary, where }) => ({ title, texts: where ? [summary, where] : [summary] })),
    })),
    ...plans.map(({ slug, words, commitments }) => ({
      kind: 'plan' as const,
      slug,
      words: eachLanguage(words, ({ title, summary }, language) => ({
        title,
        texts: [summary, ...commitments.flatMap(({ words: own }) => (own[language] ? [own[language].answer, own[language].said] : []))],
      })),
    })),
    ...pages.map(({ slug, words }) => ({
      kind: 'page' as const,
      slug,
      words: eachLanguage(words, ({ title, summary }) => ({ title, texts: [summary] })),
    })),
  ];
}

function eachLanguage<Words, Made>(words: Record<string, Words>, make: (words: Words, language: string) => Made): Record<string, Made> {
  return Object.fromEntries(Object.entries(words).map(([language, given]) => [language, make(given, language)]));
}

/** What is found in the reader's language, the nearest first, and what only in others. */
export function findIn(index: PublishedIndex, query: string, locale: Locale): { here: Hit[]; elsewhere: Hit[] } {
  const languages = [locale, ...locales.filter((other) => other !== locale)];
  const found = candidatesOf(index).flatMap(({ kind, slug, words }) => {
    for (const language of languages) {
      const own = words[language];
      if (!own) continue;
      const near = closeness([own.title, ...own.texts].join('\n'), query, language);
      if (near === 0) continue;
      const href = kind === 'page' ? routes.page(language, slug) : pageOf(language, kind, slug);
      const excerpt = excerptOf(own.texts, query, language);
      return [{ near: near + 2 * closeness(own.title, query, language), hit: { kind, href, language, title: own.title, excerpt } }];
    }
    return [];
  });
  const hits = found.sort((one, other) => other.near - one.near).map(({ hit }) => hit);
  return { here: hits.filter(({ language }) => language === locale), elsewhere: hits.filter(({ language }) => language !== locale) };
}

/** The text that says most about a query; the first where none does. */
function excerptOf(texts: string[], query: string, language: string): Piece[] {
  const inPieces = texts.map((text) => piecesOf(text, query, language));
  const marks = (pieces: Piece[]) => pieces.filter(({ found }) => found).length;
  return inPieces.reduce((best, pieces) => (marks(pieces) > marks(best) ? pieces : best), inPieces[0] ?? []);
}
