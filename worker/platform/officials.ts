/** What every route of the office asks first: who is there, and whether they may. */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Official } from '../officials/contract.ts';
import { may, type Permission } from '../officials/rules.ts';
import { refuseWith } from './envelope.ts';
import type { Environment } from './environment.ts';

/** Lets only officials through whose role permits something; whose department it is, the route says. */
export function allowed(permission: Permission): MiddlewareHandler<Environment> {
  return createMiddleware(async (c, next) => {
    const official = c.get('official');
    if (!official) return refuseWith(c, 401, 'signed-out', 'Nobody is signed in.');
    if (!may(official, permission)) return notAllowed(c);
    c.header('Cache-Control', 'private, no-store');
    return next();
  });
}

/** Refuses what the role of the official, or their department, doesn't permit. */
export function notAllowed(c: Context<Environment>) {
  return refuseWith(c, 403, 'not-allowed', 'Your role does not permit this.');
}

/** The official behind {@link allowed}. */
export function officialOf(c: Context<Environment>): Official {
  const official = c.get('official');
  if (!official) throw new Error('a route of the office stands before its guard');
  return official;
}

/** Who acts, as the audit log names them: the official, or else the holder of the operator's token. */
export function actorOf(c: Context<Environment>) {
  const official = c.get('official');
  return {
    official: official?.id ?? null,
    role: official?.role ?? ('operator' as const),
    at: c.get('now'),
    requestId: c.get('requestId'),
  };
}
