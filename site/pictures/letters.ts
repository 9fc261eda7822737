/** Lines of text for drawings: SVG breaks none by itself, so that they are measured and broken here. Node alone, at build time. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

const installed = createRequire(join(process.cwd(), 'package.json'));

/** Rubik as single weights: the rasteriser reads neither WOFF2 nor the axes of a variable font. */
export const font: ResvgRenderOptions['font'] = {
  loadSystemFonts: false,
  fontFiles: ['400Regular/Rubik_400Regular.ttf', '500Medium/Rubik_500Medium.ttf', '700Bold/Rubik_700Bold.ttf'].map((file) =>
    installed.resolve(`@expo-google-fonts/rubik/${file}`),
  ),
  defaultFontFamily: 'Rubik',
};

export type Weight = 400 | 500 | 700;
export type Direction = 'ltr' | 'rtl';

export interface Letters {
  size: number;
  weight: Weight;
  /** Of the language that the words are in. */
  direction: Direction;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The content of a `text` element: isolated in its own direction, for the rasteriser takes every paragraph for a left-to-right one. */
export function isolated(text: string, direction: Direction): string {
  return escaped(`${direction === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`);
}

/** How wide the ink of a text is at 100 pixels. */
function inkOf(text: string, weight: Weight, direction: Direction): number {
  const words = `<text font-family="Rubik" font-size="100" font-weight="${weight}">${isolated(text, direction)}</text>`;
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${words}</svg>`, { font }).getBBox()?.width ?? 0;
}

const known = new Map<string, number>();

/** How far a word moves the pen at 100 pixels: a bar on both sides makes its empty edges count. Words come again in other lines and sizes. */
function advanceOf(word: string, weight: Weight, direction: Direction): number {
  const key = `${weight} ${direction} ${word}`;
  const advance = known.get(key) ?? inkOf(`|${word}|`, weight, direction) - inkOf('||', weight, direction);
  known.set(key, advance);
  return advance;
}

/** How wide a line is, in pixels. */
export function widthOf(text: string, { size, weight, direction }: Letters): number {
  const words = text.split(' ');
  const sum = words.reduce((total, word) => total + advanceOf(word, weight, direction), 0);
  return ((sum + (words.length - 1) * advanceOf(' ', weight, direction)) * size) / 100;
}

/** A text in lines that are no wider than `width`; a word that is wider by itself is cut. */
function brokenAt(text: string, width: number, letters: Letters): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, letters) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (widthOf(line, letters) > width) {
      const characters = [...line];
      let fitting = characters.length - 1;
      while (fitting > 1 && widthOf(characters.slice(0, fitting).join(''), letters) > width) fitting -= 1;
      lines.push(characters.slice(0, fitting).join(''));
      line = characters.slice(fitting).join('');
    }
  }
  return [...lines, line];
}

/** The same number of lines, of lengths as even as may be: no last word stands alone. */
function broken(text: string, width: number, letters: Letters): string[] {
  const lines = brokenAt(text, width, letters);
  let best = lines;
  for (let narrower = width * 0.95; narrower > width / 2; narrower -= width * 0.05) {
    const other = brokenAt(text, narrower, letters);
    if (other.length > lines.length) break;
    best = other;
  }
  return best;
}

/** The largest of the sizes in which a text fits a box, and its lines. Where none does, the last lines are left out, and it shows. */
export function fitted(
  text: string,
  box: { width: number; height: number; lineHeight: number; sizes: number[] },
  letters: Omit<Letters, 'size'>,
): { size: number; lines: string[] } {
  for (const size of box.sizes) {
    // A word that had to be cut is a reason to try a smaller size, as a line too many is.
    const longest = Math.max(...text.split(/\s+/).map((word) => widthOf(word, { ...letters, size })));
    if (longest > box.width) continue;
    const lines = broken(text, box.width, { ...letters, size });
    if (lines.length * size * box.lineHeight <= box.height) return { size, lines };
  }
  const size = box.sizes.at(-1) ?? 32;
  const lines = brokenAt(text, box.width, { ...letters, size });
  const shown = lines.slice(0, Math.max(1, Math.floor(box.height / (size * box.lineHeight))));
  if (shown.length < lines.length) shown.push(`${shown.pop()?.replace(/\s*\S+$/, '')} …`);
  return { size, lines: shown };
}
