/**
 * What finds what: words compared as people write them. Hebrew and Arabic glue small words to the next one ("in the library" is one
 * word), so a word is looked for with and without them. Pure: used by the search page, its island and the Worker.
 */

/** The longest query that is looked for. */
export const longestQuery = 200;

/** More words than this narrow nothing further. */
const mostWords = 8;

/** What stands before a Hebrew word and belongs to others: and, the, in, to, from, that, as; alone and in the usual pairs. */
const hebrewPrefixes = [
  ...['ה', 'ו', 'ב', 'ל', 'מ', 'ש', 'כ'],
  ...['וה', 'וב', 'ול', 'ומ', 'וש', 'וכ', 'שה', 'שב', 'של', 'שמ', 'כש', 'מה', 'לכ', 'בה', 'לה', 'מש', 'כה'],
  ...['ושה', 'ושב', 'כשה', 'ומה', 'שמה', 'מכה'],
];

/** The same in Arabic: and, so, in, like, for, each also before the article. */
const arabicPrefixes = ['ال', 'و', 'ف', 'ب', 'ك', 'ل', 'وال', 'فال', 'بال', 'كال', 'لل', 'وب', 'ول', 'وبال', 'ولل'];

/** Hebrew words that are left over when a longer word loses its first letter, and that stand on every page. */
const littleWords = new Set(
  'אל אם אמ או את גם הם המ הן הנ זה זו זאת יש כי כל כן כנ לא לו לה לי מה מי נא עד על עם עמ פה רק של שם שמ בו בה בי'.split(' '),
);

/** A way in which a language glues small words to the next one. */
interface Gluing {
  prefixes: readonly string[];
  /** How many letters a word has at least without its prefix. */
  shortest: number;
}

const gluings: Record<string, Gluing> = {
  he: { prefixes: hebrewPrefixes, shortest: 2 },
  ar: { prefixes: arabicPrefixes, shortest: 3 },
};

/** Whether something may stand glued before it. */
function bearsPrefix(word: string, { shortest }: Gluing): boolean {
  return word.length >= shortest && !littleWords.has(word);
}

/** A text without what readers don't type: points and marks, stretched letters, kinds of quotes and hyphens, capitals. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u05f3\u05f4'"\u2018\u2019\u201c\u201d]/g, '')
    .replace(/ٱ/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[ךםןףץ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
}

/** The words of a text, folded. What joins words, such as a maqaf, parts them here. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a query as they were typed, without what can't be seen or found. */
export function typedWords(query: string): string[] {
  const typed = query.normalize('NFC').replace(/[\u05f3\u05f4'"\u2018\u2019\u201c\u201d]/g, '');
  return [...new Set(typed.match(/[\p{L}\p{N}\p{Mn}]+/gu) ?? [])].slice(0, mostWords);
}

/** A word without the small words that may stand glued before it: all readings, the longest first, without the word itself. */
function unglued(word: string, gluing: Gluing): string[] {
  const rests = gluing.prefixes.filter((prefix) => word.startsWith(prefix)).map((prefix) => word.slice(prefix.length));
  return rests.filter((rest) => bearsPrefix(rest, gluing)).sort((one, other) => other.length - one.length);
}

/** What else a word may be a form of. */
function readingsOf(word: string, language: string): string[] {
  const gluing = gluings[language];
  if (gluing) return unglued(word, gluing);
  return language === 'en' && /[^s]s$/.test(word) && word.length > 3 ? [word.slice(0, -1)] : [];
}

/** A word bare of marks: its letters as they are typed, final ones too, for indexes that keep them. */
function bare(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

/** The forms in which a word may stand in a text: as typed, without its prefix, and with others. */
export function variantsOf(word: string, language: string): string[] {
  const typed = bare(word);
  const gluing = gluings[language];
  if (!gluing) return [typed];
  const rests = unglued(typed, gluing);
  const bearing = [typed, ...rests.slice(-1)].filter((stem) => bearsPrefix(stem, gluing));
  return [...new Set([typed, ...rests, ...bearing.flatMap((stem) => gluing.prefixes.map((prefix) => prefix + stem))])];
}

/** How near a word of a text is to a word of a query: 3 the same, 2 it begins with it, 1 but for glued words, 0 not. */
function nearness(inText: string, asked: string, language: string): number {
  if (inText === asked) return 3;
  if (asked.length > 1 && inText.startsWith(asked)) return 2;
  const [texts, askings] = [readingsOf(inText, language), readingsOf(asked, language)];
  if (texts.includes(asked) || askings.includes(inText) || texts.some((text) => askings.includes(text))) return 1;
  return texts.some((text) => asked.length > 2 && text.startsWith(asked)) ? 1 : 0;
}

/** How near a text is to a query: 0 where a word of the query is not in it, else the nearness of all its words together. */
export function closeness(text: string, query: string, language: string): number {
  const inText = wordsOf(text);
  const nearest = [...new Set(wordsOf(query))]
    .slice(0, mostWords)
    .map((asked) => Math.max(0, ...inText.map((word) => nearness(word, asked, language))));
  return nearest.length > 0 && !nearest.includes(0) ? nearest.reduce((sum, near) => sum + near, 0) / nearest.length : 0;
}

/** Whether all words of a query are in a text, be it with other glued words. */
export function matchesAll(text: string, query: string, language: string): boolean {
  return closeness(text, query, language) > 0;
}

/** A piece of a text, and whether it is one of the words that were looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

/** A text in pieces, so that the words that were looked for can be marked. Together they are the text. */
export function piecesOf(text: string, query: string, language: string): Piece[] {
  const asked = wordsOf(query).slice(0, mostWords);
  const pieces: Piece[] = [];
  for (const part of text.split(/([\p{L}\p{N}\p{Mn}\u05f3\u05f4'"]+)/u)) {
    if (part === '') continue;
    const found = wordsOf(part).some((word) => asked.some((one) => nearness(word, one, language) > 0));
    const last = pieces.at(-1);
    if (last?.found === found) last.text += part;
    else pieces.push({ text: part, found });
  }
  return pieces;
}
