/**
 * Looks through all words of all pages in the reader's language, with pagefind's index, which the build makes. Its program comes
 * when somebody searches and not before.
 */
import { type Piece, piecesOf, typedWords, variantsOf } from '../../worker/finding/rules.ts';
import type { Findable, Hit } from '../finding.ts';

/** What is used of pagefind's program (https://pagefind.app/docs/api). */
interface Pagefind {
  options(options: { excerptLength: number }): Promise<void>;
  search(term: string): Promise<{ results: Result[] }>;
}

interface Result {
  id: string;
  score: number;
  data(): Promise<{ url: string; excerpt: string; meta: { title?: string; kind?: Findable } }>;
}

/** The address is no module of this build: it is made after it. */
const program = '/pagefind/pagefind.js';
let opened: Promise<Pagefind> | undefined;

async function open(): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ program)) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  return pagefind;
}

/** The most results that are shown. */
const most = 50;

/** All pages that hold every word of a query in some form, exact ones first. */
export async function findInFullText(query: string, language: string): Promise<Hit[]> {
  opened ??= open();
  // What failed is tried again at the next word.
  opened.catch(() => {
    opened = undefined;
  });
  const pagefind = await opened;
  const forWords = await Promise.all(typedWords(query).map((word) => pagesWith(pagefind, word, language)));
  const [first, ...others] = forWords;
  const everywhere = [...(first ?? [])].filter(([id]) => others.every((pages) => pages.has(id)));
  const ranked = everywhere.map(([id, { result }]) => {
    const all = forWords.flatMap((pages) => pages.get(id) ?? []);
    const strange = all.filter(({ exact }) => !exact).length;
    return { result, strange, score: all.reduce((sum, page) => sum + page.result.score, 0) };
  });
  ranked.sort((one, other) => one.strange - other.strange || other.score - one.score);
  const pages = await Promise.all(ranked.slice(0, most).map(({ result }) => result.data()));
  return pages.map(({ url, excerpt, meta }) => ({
    kind: meta.kind ?? 'page',
    href: url,
    language,
    title: meta.title ?? url,
    excerpt: cutFrom(
      meta.title ?? url,
      markedBy(excerpt).flatMap((piece) => (piece.found ? [piece] : piecesOf(piece.text, query, language))),
    ),
  }));
}

interface PageWithWord {
  result: Result;
  /** Whether the word stands there as it was typed, or begins so. */
  exact: boolean;
}

/** The pages that a word is on in any form, each with its best result. */
async function pagesWith(pagefind: Pagefind, word: string, language: string): Promise<Map<string, PageWithWord>> {
  const [typed = word, ...forms] = variantsOf(word, language);
  // Between quotes pagefind takes whole words: a form that merely begins like another word is another word.
  const answers = await Promise.all([typed, ...forms.map((form) => `"${form}"`)].map((term) => pagefind.search(term)));
  const pages = new Map<string, PageWithWord>();
  for (const [place, { results }] of answers.entries()) {
    const exact = place === 0;
    for (const result of results) {
      const known = pages.get(result.id);
      if (!known || (!known.exact && known.result.score < result.score)) pages.set(result.id, { result, exact });
    }
  }
  return pages;
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&#x27;': "'" };

/** Says where an excerpt begins or ends in the midst of the words: a page begins with its title. */
function cutFrom(title: string, pieces: Piece[]): Piece[] {
  const text = pieces
    .map((piece) => piece.text)
    .join('')
    .trim();
  const whole = { begins: title.startsWith(text.slice(0, 12)), ends: /[.!?؟]$/.test(text) };
  return [...(whole.begins ? [] : [{ text: '… ', found: false }]), ...pieces, ...(whole.ends ? [] : [{ text: ' …', found: false }])];
}

/** An excerpt of pagefind, whose only markup is `<mark>`, in pieces of text. */
function markedBy(excerpt: string): Piece[] {
  return excerpt.split(/<\/?mark>/).map((text, place) => ({
    // The index has hyphens where the text has a maqaf: see operator/index-search.ts.
    text: text.replace(/&[a-z#\d]+;/g, (entity) => entities[entity] ?? entity).replace(/(?<=[א-ת])-(?=[א-ת])/g, '־'),
    found: place % 2 === 1,
  }));
}
