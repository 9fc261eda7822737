/** Whether the audit log is whole: the chain that its acts make, computed again. Pure. */
import { sha256 } from '../definitions/rules.ts';
import type { StoredAct } from './contract.ts';

/** What the hash of an act is made of, in this order. */
export function hashOf(stored: Omit<StoredAct, 'hash'>): Promise<string> {
  const { place, id, at, official, role, act, subject, before, after, requestId, previous } = stored;
  return sha256(JSON.stringify([previous, place, id, at, official, role, act, subject, before, after, requestId]));
}

/** Where a chain has come to: the place and the hash of its latest act. */
export interface Head {
  place: number;
  hash: string;
}

/** Where every chain begins. */
export const beginning: Head = { place: 0, hash: '' };

/**
 * Where a chain breaks, and how. `changed`: what stands there is not what was hashed. `missing`: an act was taken out. `out-of-order`:
 * acts changed places. `unlinked`: the act follows another one than the one before it, of which the hash was made anew.
 */
export interface Break {
  place: number;
  how: 'changed' | 'missing' | 'out-of-order' | 'unlinked';
}

/** Follows a chain from where it had come to through the next acts, to its new head or to where it first breaks. */
export async function follow(from: Head, acts: readonly StoredAct[]): Promise<{ head: Head; broken: Break | null }> {
  let head = from;
  for (const [index, act] of acts.entries()) {
    const how = await breaks(head, act, () => acts.slice(index + 1));
    if (how) return { head, broken: { place: how === 'missing' ? head.place + 1 : act.place, how } };
    head = { place: act.place, hash: act.hash };
  }
  return { head, broken: null };
}

async function breaks(head: Head, act: StoredAct, rest: () => readonly StoredAct[]): Promise<Break['how'] | null> {
  if ((await hashOf(act)) !== act.hash) return 'changed';
  const expected = head.place + 1;
  if (act.place !== expected) {
    return act.place < expected || rest().some(({ place }) => place === expected) ? 'out-of-order' : 'missing';
  }
  return act.previous === head.hash ? null : 'unlinked';
}

/** Whether acts hold a head that somebody noted earlier: what was cut off at the end, or written anew, doesn't. */
export function holds(acts: readonly Head[], noted: { hash: string; place: number | null }): boolean {
  return acts.some(({ place, hash }) => hash === noted.hash && (noted.place === null || place === noted.place));
}
