/** Forgets what is over of signing in: nobody needs to know where officials once were. */
import type { Bindings } from '../platform/environment.ts';
import { sessionsKept } from './rules.ts';
import { forgetOver } from './store.ts';

/** Sessions go by the time of better-auth, which is that of the machine. */
export function forgetOldSessions(env: Pick<Bindings, 'DB'>): Promise<void> {
  const now = Date.now();
  return forgetOver(env.DB, { sessions: new Date(now - sessionsKept), links: new Date(now) });
}
