/** What the sample is drawn with: chance that is the same at every start. */
import { createHash } from 'node:crypto';
import { UUID } from 'uuidv7';

export type Random = () => number;

/** Numbers from 0 to 1 that are the same at every start: mulberry32, begun with the name of what they are for. */
export function generatorOf(name: string): Random {
  let state = createHash('sha256').update(name).digest().readInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Each name as often as it is counted, in any order. */
export function counted(counts: Record<string, number>, random: Random): string[] {
  const names = Object.entries(counts).flatMap(([name, number]) => Array<string>(number).fill(name));
  return shuffled(names, random);
}

/** An instant from one to before another: sooner rather than later, and seldom at night in the sample's time zone. */
export function instantBetween(from: number, until: number, random: Random): number {
  const at = Math.floor(from + (until - from) * random() ** 1.5);
  const asleep = random() < 0.9 && (new Date(at).getUTCHours() + 3) % 24 < 7;
  const morning = at + 9 * 60 * 60 * 1000;
  return asleep && morning < until ? morning : at;
}

/** An id as the Worker makes them, of an instant that has passed. */
export function idAt(at: number, random: Random): string {
  const bits = (count: number) => Math.floor(random() * 2 ** count);
  return UUID.fromFieldsV7(at, bits(12), bits(30), bits(32)).toString();
}
