/**
 * Which texts say nearly the same, in any script. Pure. Texts are compared by the runs of four characters that they share
 * (Jaccard's index), of which a fixed sample of each text is looked at: those with the smallest hashes (Broder's sketches).
 */
import { normalized } from '../comments/rules.ts';

/** Texts that share this part of their runs, of all that the two have, say nearly the same. */
export const alikeFrom = 0.6;

const run = 4;
/** So many of its runs stand for a text; a short one has fewer, and is compared exactly. */
const sample = 128;
/** Two texts are compared where they share this part of so many of their first; of two alike ones hardly any pair in a million shares less. */
const doors = 32;
const worthComparing = 0.4;

/** Sets that grow together, each named by one of its members (Galler and Fischer's forest). */
export class Groups {
  readonly #parents: Int32Array;

  constructor(members: number) {
    this.#parents = Int32Array.from({ length: members }, (_, member) => member);
  }

  of(member: number): number {
    let root = member;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    for (let one = member; one !== root; ) {
      const next = this.#parents[one] as number;
      this.#parents[one] = root;
      one = next;
    }
    return root;
  }

  join(one: number, other: number): void {
    // the smaller name stays, so that the order of joining doesn't matter
    const [name, joining] = [this.of(one), this.of(other)].sort((a, b) => a - b) as [number, number];
    this.#parents[joining] = name;
  }
}

/** Joins the texts that say nearly the same. An empty one is like no other. */
export function joinAlike(texts: readonly string[], groups: Groups): void {
  const sketches = texts.map(sketchOf);
  const behind = new Map<number, number[]>();
  const shared = new Uint16Array(texts.length);
  for (const [index, sketch] of sketches.entries()) {
    shared.fill(0);
    for (const door of sketch.subarray(0, doors)) {
      const others = behind.get(door) ?? [];
      for (const other of others) shared[other] = (shared[other] as number) + 1;
      others.push(index);
      behind.set(door, others);
    }
    for (let other = 0; other < index; other += 1) {
      const sketchThere = sketches[other] as Uint32Array;
      const enough = Math.max(1, Math.min(doors, sketch.length, sketchThere.length) * worthComparing);
      if ((shared[other] as number) < enough || groups.of(other) === groups.of(index)) continue;
      if (isAlike(sketch, sketchThere)) groups.join(other, index);
    }
  }
}

/** The smallest hashes of the runs of a text, in ascending order and each once. */
function sketchOf(text: string): Uint32Array {
  const plain = normalized(text);
  if (!plain) return new Uint32Array();
  const hashes = new Uint32Array(Math.max(1, plain.length - run + 1));
  for (let start = 0; start < hashes.length; start += 1) hashes[start] = hashOf(plain, start, Math.min(plain.length, start + run));
  return hashes
    .sort()
    .filter((hash, place) => hash !== hashes[place - 1])
    .subarray(0, sample);
}

/** Whether two sketches share enough of the sample of both together. Ends as soon as too little is left to be shared. */
function isAlike(one: Uint32Array, other: Uint32Array): boolean {
  const largest = Math.min(sample, one.length + other.length);
  const allowed = largest * (1 - alikeFrom);
  let [here, there, shared, alone] = [0, 0, 0, 0];
  while (shared + alone < largest && here < one.length && there < other.length) {
    const left = one[here] as number;
    const right = other[there] as number;
    if (left === right) shared += 1;
    else if (++alone > allowed) return false;
    if (left <= right) here += 1;
    if (right <= left) there += 1;
  }
  const rest = Math.min(largest - shared - alone, one.length - here + other.length - there);
  return shared / (shared + alone + rest) >= alikeFrom;
}

/** FNV-1a, then mixed (as the end of MurmurHash3), so that the smallest hashes are a fair sample. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let place = start; place < end; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
