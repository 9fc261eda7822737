/** Who asks: the official whose session the request's cookie names; and what all ways in share. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { authentication } from './authentication.ts';
import type { Official } from './contract.ts';
import { findActive } from './store.ts';

/** The session of the request's cookie, or null. */
export async function sessionOf(c: Context<Environment>) {
  if (!c.req.header('cookie')?.includes('office.session_token=')) return null;
  const auth = await authentication(c);
  return auth.api.getSession({ headers: c.req.raw.headers });
}

/** Sets `official` for everything behind it; a disabled one is nobody. */
export const knowsOfficial = createMiddleware<Environment>(async (c, next) => {
  const session = await sessionOf(c);
  c.set('official', session && (await findActive(c.env.DB, session.user.id)));
  return next();
});

/** Writes down who acts, where a request makes somebody an official. */
export const actorFor = (c: Context<Environment>, { id, role }: Pick<Official, 'id' | 'role'>) => ({
  official: id,
  role,
  at: c.get('now'),
  requestId: c.get('requestId'),
});

/** Hands the cookies that better-auth sets on to the browser. */
export function passOn(c: Context<Environment>, headers: Headers | null): void {
  for (const cookie of headers?.getSetCookie() ?? []) c.header('Set-Cookie', cookie, { append: true });
}

/** Refuses a link that was used, or is too old. */
export const spentLink = (c: Context<Environment>) =>
  refuseWith(c, 410, 'link-spent', 'This link was used, or is too old. Ask for another one.');
