/** Every address of the portal, so that what must hold for all of them is asked of all of them. */
import type { Portal } from './portal.ts';

export const writing = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** The addresses that answer to these methods, with real names in them. */
export function addresses(portal: Portal, methods: readonly string[]) {
  const found = portal.app.routes.filter(({ method, path }) => methods.includes(method) && !path.includes('*'));
  const named = found.map(({ method, path }) => ({
    method,
    path: path
      .replace(':slug', path.includes('/polls/') ? 'first-trees' : path.includes('/quizzes/') ? 'shade-facts' : 'well-square')
      .replace(':id', crypto.randomUUID()),
  }));
  return [...new Map(named.map((one) => [`${one.method} ${one.path.replace(/[0-9a-f-]{36}/, '')}`, one])).values()];
}
