/** The headers of every answer that the Worker gives. Static files get the same from `_headers`, which the build writes. */
import { createMiddleware } from 'hono/factory';

/** For every kind of answer. */
export const commonHeaders = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/**
 * What any page may do at the most. Pages carry a second, stricter policy with the hashes of their scripts, that Astro
 * writes (in a `meta` where prerendered); a browser enforces both. Framing can only be refused here.
 */
export const framing = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

/** JSON runs nothing. */
export const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const withHeaders = createMiddleware(async (c, next) => {
  await next();
  if (c.res.webSocket) return;
  const answer = new Response(c.res.body, c.res);
  for (const [name, value] of Object.entries(commonHeaders)) answer.headers.set(name, value);
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  answer.headers.append('Content-Security-Policy', isPage ? framing : nothing);
  c.res = undefined;
  c.res = answer;
});
