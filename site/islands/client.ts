/** The API as islands call it: typed, on the page's own origin, by one person. */
import { hc } from 'hono/client';
import { uuidv4 } from 'uuidv7';
import type { Api } from '../../worker/app.ts';

export const api = hc<Api>('/').api;

/** What an island reads of an answer. */
type Answer = Pick<Response, 'ok' | 'json'>;

/** Made at the first act and not before: where pages are rendered, nothing random is to be had while a module loads. */
let key: string | undefined;
/** Asked once for each page, whoever waits for it. */
let identity: ReturnType<typeof identify> | undefined;

/**
 * Sends what a person does. Before the first act of a page the browser gets its identity, so that first acts at the same
 * time, or one sent anew in other words after its answer was lost, are one person's. Where it gets none, that is the answer.
 */
export async function act(send: () => Promise<Answer>): Promise<Answer> {
  identity ??= identify();
  const identified = await identity;
  return identified.ok ? send() : identified.clone();
}

/** Nothing is recorded by it: a failure is forgotten, and the next act asks again with the same key. */
async function identify() {
  try {
    key ??= uuidv4();
    const header = { 'idempotency-key': key };
    const ask = () => api.participant.$put({ header });
    // One tab after the other, so that the second one comes with the cookie of the first.
    const response = await ('locks' in navigator ? navigator.locks.request('participant', ask) : ask());
    if (!response.ok) identity = undefined;
    return response;
  } catch (error) {
    identity = undefined;
    throw error;
  }
}
