/**
 * The picture that stands for an entry where a link to it is shared: what it is, its name, its key instant, whose it is; and the mark,
 * whose room is filled with what the entry holds. Only what stays true: a picture is kept for years by those who shared it.
 */
import { inside, side, squares } from '../mark.ts';
import { colours, optionColours } from './colours.ts';
import { type Direction, fitted, isolated, type Letters } from './letters.ts';

export const width = 1200;
export const height = 630;
export const margin = 72;
const figure = 344;
const gutter = 64;
const column = width - 2 * margin - figure - gutter;

interface Text {
  text: string;
  direction: Direction;
}

export interface Card {
  /** Of the page: a right-to-left picture is a mirrored one. */
  direction: Direction;
  /** What the entry is. */
  kind: Text;
  title: Text;
  /** Its key instant in a few words, or a sentence. */
  instant: Text;
  town: Text;
  /** Which squares of the room are filled, of nine in reading order. None: the room is empty. */
  filled: readonly number[];
  /** Whether each filled square is an option of a tally, with a colour of its own. */
  options?: boolean;
}

/** Scripts with marks above and below their letters need more room between lines. */
const lineHeights = { latin: 1.14, arabic: 1.32 };
const lineHeightOf = (text: string) => (/\p{Script=Arabic}/u.test(text) ? lineHeights.arabic : lineHeights.latin);

/** The drawing, in SVG. */
export function cardOf({ direction, kind, title, instant, town, filled, options = false }: Card): string {
  const mirrored = direction === 'rtl';
  const edge = mirrored ? width - margin : margin;
  const line = (text: string, y: number, letters: Letters, fill: string) =>
    `<text x="${edge}" y="${y}" text-anchor="${mirrored ? 'end' : 'start'}" font-family="Rubik" font-size="${letters.size}" font-weight="${letters.weight}" fill="${fill}">${isolated(text, letters.direction)}</text>`;

  // From below: the sentence stands on the rule, and the title has the room above it.
  const rule = 520;
  const sentence = fitted(
    instant.text,
    { width: column, height: 106, lineHeight: 1.38, sizes: [29, 27, 25, 23] },
    { weight: 500, direction: instant.direction },
  );
  const step = sentence.size * 1.38;
  const lastLine = rule - 26;
  const sentenceLines = sentence.lines.map((text, row) =>
    line(
      text,
      lastLine - (sentence.lines.length - 1 - row) * step,
      { size: sentence.size, weight: 500, direction: instant.direction },
      colours.ink,
    ),
  );

  const top = 142;
  const lineHeight = lineHeightOf(title.text);
  const room = lastLine - sentence.lines.length * step - 20 - top;
  const heading = fitted(
    title.text,
    { width: column, height: room, lineHeight, sizes: [76, 68, 60, 54, 48, 43, 38, 34, 30] },
    { weight: 700, direction: title.direction },
  );
  const titleLines = heading.lines.map((text, row) =>
    line(
      text,
      top + heading.size * (lineHeight - 0.24 + row * lineHeight),
      { size: heading.size, weight: 700, direction: title.direction },
      colours.ink,
    ),
  );

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    line(kind.text, margin + 28, { size: 30, weight: 700, direction: kind.direction }, colours.olive),
    ...titleLines,
    ...sentenceLines,
    `<rect x="${mirrored ? edge - column : edge}" y="${rule}" width="${column}" height="2" fill="${colours.line}"/>`,
    line(town.text, height - margin + 2, { size: 27, weight: 400, direction: town.direction }, colours.soft),
    markAt(mirrored ? margin : width - margin - figure, (height - figure) / 2, mirrored, filled, options),
    '</svg>',
  ].join('');
}

/** The mark as a large figure, its room filled in reading order. */
function markAt(x: number, y: number, mirrored: boolean, filled: readonly number[], options: boolean): string {
  const cell = figure / side;
  const gap = cell * 0.08;
  const square = (place: { x: number; y: number }, fill: string) => {
    const column = mirrored ? side - 1 - place.x : place.x;
    return `<rect x="${x + column * cell + gap}" y="${y + place.y * cell + gap}" width="${cell - 2 * gap}" height="${cell - 2 * gap}" fill="${fill}"/>`;
  };
  const fillOf = (index: number) => {
    if (!filled.includes(index)) return colours.line;
    return options ? (optionColours[index % optionColours.length] ?? colours.olive) : colours.olive;
  };
  return [
    ...squares.map((place) => square(place, colours.pomegranate)),
    ...(filled.length > 0 ? inside.map((place, index) => square(place, fillOf(index))) : []),
  ].join('');
}
