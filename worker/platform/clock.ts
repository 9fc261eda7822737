/** What time it is: the server's time of arrival, or the instant that a test fixed. */
import type { Bindings } from './environment.ts';

export function clock(env: Pick<Bindings, 'FIXED_NOW'>): number {
  return env.FIXED_NOW ? Date.parse(env.FIXED_NOW) : Date.now();
}
