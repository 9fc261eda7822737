/** Who asks: the official whose session the request's cookie names. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Environment } from '../platform/environment.ts';
import { authentication } from './authentication.ts';
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
