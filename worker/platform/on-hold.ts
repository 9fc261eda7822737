/** Answers that something is suspended. */
import type { Context } from 'hono';
import { refuseWith } from './envelope.ts';

/** 409 `on-hold`: since when, and the reason in every language that it was given in (`reason-en`). */
export function refuseOnHold(c: Context, { since, words }: { since: number; words: Record<string, string> }) {
  const reasons = Object.entries(words).map(([language, text]) => [`reason-${language}`, text]);
  return refuseWith(c, 409, 'on-hold', 'This is suspended: nothing is taken until it is resumed.', {
    details: { since: new Date(since).toISOString(), ...Object.fromEntries(reasons) },
  });
}
