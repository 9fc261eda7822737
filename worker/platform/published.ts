/**
 * Definitions as the site published them, read through the same door as the public (DESIGN §3).
 * Hits are remembered for the life of the isolate, misses never.
 */
import { env, waitUntil } from 'cloudflare:workers';
import type { ZodType } from 'zod';
import { type PublishedIndex, publishedIndex } from '../definitions/contract.ts';
import { type Collection, versionsOf } from '../definitions/rules.ts';

/** Fetches a path of the site, such as `/data/polls/almond-street.json`. */
export type Door = (path: string) => Promise<Response>;

type Handle = (request: Request, env: Env, context: ExecutionContext) => Promise<Response>;

/** The site's own door: what answers the public answers the Worker. */
export function doorThrough(handle: Handle): Door {
  const context = { waitUntil, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  return (path) => handle(new Request(new URL(path, 'https://portal.invalid')), env, context);
}

interface Versioned {
  rules: object;
  words: object;
  versions: { rules: string; words: string };
}

export interface PublishedDefinitions {
  /** The definition of an entry, or null where the site publishes none. Throws where what it publishes is not one. */
  read<Definition extends Versioned>(kind: Collection, slug: string, schema: ZodType<Definition>): Promise<Definition | null>;
  /** All entries in short. */
  index(): Promise<PublishedIndex>;
}

const nothing: PublishedIndex = { languages: [], timeZone: 'UTC', departments: [], readsWithin: 24, entries: [], plans: [], pages: [] };

/** Reads through a door; `remembers` is false where files change under a running Worker, as in development. */
export function publishedThrough(door: Door, remembers: boolean): PublishedDefinitions {
  const hits = new Map<string, unknown>();

  /** What stands at a path, or null where nothing does. `check` throws where it is not what it should be. */
  async function read<Value>(path: string, check: (value: unknown) => Promise<Value> | Value): Promise<Value | null> {
    if (hits.has(path)) return hits.get(path) as Value;
    const response = await door(path);
    if (response.status === 404) return null;
    const type = response.headers.get('content-type') ?? '';
    if (response.status !== 200 || !type.includes('application/json')) {
      throw new Error(`${path} answered ${response.status} ${type}, not a definition`);
    }
    const value = await check(await response.json());
    if (remembers) hits.set(path, value);
    return value;
  }

  return {
    read: <Definition extends Versioned>(kind: Collection, slug: string, schema: ZodType<Definition>) =>
      read(`/data/${kind}/${encodeURIComponent(slug)}.json`, async (value) => {
        const definition = schema.parse(value);
        const versions = await versionsOf(definition);
        if (versions.rules !== definition.versions.rules || versions.words !== definition.versions.words) {
          throw new Error(`the definition of ${slug} states other versions than its own`);
        }
        return definition;
      }),
    index: async () => (await read('/data/index.json', (value) => publishedIndex.parse(value))) ?? nothing,
  };
}
