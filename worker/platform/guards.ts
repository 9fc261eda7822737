/** What every request passes before a route sees it. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { createMiddleware } from 'hono/factory';
import { timingSafeEqual } from 'hono/utils/buffer';
import { largestBody } from './contract.ts';
import { refuseWith } from './envelope.ts';
import type { Environment } from './environment.ts';

const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Refuses writing that another site started: `Origin` and `Sec-Fetch-Site` are compared for every content type, for
 * hono's `csrf()` looks at form types only. A request without either header doesn't come from a browser's page.
 */
export const sameOrigin: MiddlewareHandler<Environment> = createMiddleware(async (c, next) => {
  const upgrade = c.req.header('upgrade')?.toLowerCase() === 'websocket';
  if (!writing.has(c.req.method) && !upgrade) return next();
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const foreign = origin !== undefined && origin !== new URL(c.req.url).origin;
  if (foreign || site === 'cross-site' || site === 'same-site') {
    return refuseWith(c, 403, 'cross-origin', 'Writing is only possible from the pages of this portal.');
  }
  return next();
});

/** Writes carry JSON, whole and in UTF-8, and not more than {@link largestBody}. */
export const wellFormed: MiddlewareHandler<Environment> = every(
  bodyLimit({
    maxSize: largestBody,
    onError: (c) => refuseWith(c, 413, 'too-large', `The body is larger than ${largestBody} bytes.`),
  }),
  createMiddleware<Environment>(async (c, next) => {
    if (!writing.has(c.req.method)) return next();
    const bytes = await c.req.arrayBuffer();
    // Nothing has no type: browsers send an empty PUT with a length of zero.
    if (bytes.byteLength === 0) return next();
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') {
      return refuseWith(c, 415, 'wrong-content-type', 'Send application/json.');
    }
    try {
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return refuseWith(c, 400, 'invalid', 'The body is not JSON in UTF-8.');
    }
    return next();
  }),
);

/**
 * Slows floods from one address. The address itself is kept nowhere; and this never decides who has voted.
 * The work of an operator (imports) and of officials is not slowed: a whole town hall may have one address.
 */
export const unhurried: MiddlewareHandler<Environment> = createMiddleware(async (c, next) => {
  if (!writing.has(c.req.method) || c.get('official') || (await isOperator(c))) return next();
  return slowed(c, next);
});

/** The same for an address where reading leaves something behind; writing was counted before. */
export const unhurriedReading: MiddlewareHandler<Environment> = createMiddleware(async (c, next) =>
  writing.has(c.req.method) ? next() : slowed(c, next),
);

const slowed: MiddlewareHandler<Environment> = async (c, next) => {
  const { success } = await c.env.WRITES_BY_ADDRESS.limit({ key: networkOf(c.req.header('cf-connecting-ip') ?? 'unknown') });
  if (success) return next();
  c.header('Retry-After', '60');
  return refuseWith(c, 429, 'too-many', 'Too much at once from one address. Try again in a minute.');
};

/** One household: an IPv4 address, or the first 64 bits of an IPv6 one, which a single line has 2^64 addresses under. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, tail === undefined ? 0 : 8 - groups.length - after.length)).fill('0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}

/** Lets only a request with the operator's token through. */
export const operatorOnly: MiddlewareHandler<Environment> = createMiddleware(async (c, next) => {
  if (await isOperator(c)) return next();
  return refuseWith(c, 401, 'unauthorised', "This needs the operator's token.");
});

/** Whether a request carries the operator's token. */
export async function isOperator(c: Context<Environment>): Promise<boolean> {
  const token = c.env.OPERATOR_TOKEN;
  const given = c.req.header('authorization')?.match(/^Bearer (.+)$/)?.[1];
  return token !== undefined && token.length >= 32 && given !== undefined && (await timingSafeEqual(given, token));
}
