/** Reads what a plain form posted, within bounds. */
import { type ErrorCode, largestBody } from '../worker/platform/contract.ts';

export type Posted = { ok: true; fields: URLSearchParams } | { ok: false; code: ErrorCode; status: 400 | 413 | 415 };

/** The fields of a posted form; or why they can't be read: too much, another type, not UTF-8. */
export async function readForm(request: Request): Promise<Posted> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return { ok: false, code: 'wrong-content-type', status: 415 };
  const bytes = await readBounded(request.body);
  if (!bytes) return { ok: false, code: 'too-large', status: 413 };
  const text = new TextDecoder().decode(bytes);
  const fields = new URLSearchParams(text);
  // Where the bytes were not UTF-8 a replacement character stands that nobody typed.
  const replaced = [...fields.values()].some((value) => value.includes('\uFFFD'));
  if (replaced && !/%EF%BF%BD/i.test(text)) return { ok: false, code: 'invalid', status: 400 };
  return { ok: true, fields };
}

/**
 * What is too much is read to its end and dropped: a browser that still sends when the answer comes shows a lost connection in its
 * place. How long that can go on is bounded before the Worker: by what Cloudflare lets through in one request.
 */
async function readBounded(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length <= largestBody) chunks.push(chunk);
  }
  if (length > largestBody) return null;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Hands the cookies of an answer of the API on to the browser. */
export function passCookies(from: { headers: Headers }, to: Headers): void {
  for (const cookie of from.headers.getSetCookie()) to.append('set-cookie', cookie);
}

/**
 * The idempotency key of a post: the form's own, or a new one for a browser that is known. Null where neither is there: then
 * a page to check is answered, which makes the browser known and carries the key, so that a lost answer can't count twice.
 */
export async function keyOf(fields: URLSearchParams, api: App.Locals['api']['api']): Promise<string | null> {
  const carried = fields.get('key');
  if (carried) return carried;
  const { known } = await (await api.participant.$get()).json();
  return known ? crypto.randomUUID() : null;
}

/** Makes the browser known under a new key, which it gives back. */
export async function beginFirstAct(api: App.Locals['api']['api'], headers: Headers): Promise<string> {
  const key = crypto.randomUUID();
  passCookies(await api.participant.$put({ header: { 'idempotency-key': key } }), headers);
  return key;
}
