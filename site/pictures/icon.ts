/** The mark as an icon, on nothing or on paper. */
import { side, squares } from '../mark.ts';
import { colours } from './colours.ts';

const path = squares.map(({ x, y }) => `M${x + 0.08} ${y + 0.08}h.84v.84h-.84z`).join('');

/** On nothing, for the tab of a browser; in a dark one it is lighter. */
export const tabIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><style>path{fill:${colours.pomegranate}}@media(prefers-color-scheme:dark){path{fill:#ff8fa0}}</style><path d="${path}"/></svg>`;

/** On paper, with room around it: `room` is the share of each side that stays empty. */
export function iconOnPaper(room: number): string {
  const whole = side / (1 - 2 * room);
  const start = -whole * room;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="${start} ${start} ${whole} ${whole}"><rect x="${start}" y="${start}" width="${whole}" height="${whole}" fill="${colours.paper}"/><path fill="${colours.pomegranate}" d="${path}"/></svg>`;
}
