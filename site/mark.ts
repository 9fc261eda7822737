/** The mark: a square of small squares with one gap on its inline-start edge, the way in. On a ground of five by five. */
export const side = 5;

/** Where its squares are, in a left-to-right script. */
export const squares = [...Array(side * side).keys()]
  .map((place) => ({ x: place % side, y: Math.floor(place / side) }))
  .filter(({ x, y }) => (x === 0 || y === 0 || x === side - 1 || y === side - 1) && !(x === 0 && y === 2));

/** The room inside, in reading order: what a picture fills with people. */
export const inside = [...Array(9).keys()].map((place) => ({ x: 1 + (place % 3), y: 1 + Math.floor(place / 3) }));
