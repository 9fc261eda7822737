/** What the Worker of the tests is given: as a deployment, and something besides. */
import type { D1Migration } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

export const bindings = env as Cloudflare.Env & {
  /** Lets two writes of an address through, and no third. */
  TWO_WRITES: RateLimit;
  MIGRATIONS: D1Migration[];
};
