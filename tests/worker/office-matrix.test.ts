/** Everybody in the office reaches what their work needs, and nothing else: every route × every role. */
import { describe, expect, test } from 'vitest';
import { type Role, roles } from '../../worker/officials/rules.ts';
import { signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';

const everybody: readonly Role[] = roles;
/** Who answers comments, and posts progress. */
const answering: readonly Role[] = ['admin', 'publisher', 'editor'];
const id = '00000000-0000-4000-8000-000000000000';

/** Who may, for each route of the office, `:id` and the like as the router has them. `open`: for whoever comes in, signed in or not. */
const matrix: Record<string, readonly Role[] | 'open'> = {
  'GET /api/office/sign-in': 'open',
  'GET /api/office/invitations/:token': 'open',
  'POST /api/office/invitations/accept': 'open',
  'POST /api/office/links': 'open',
  'POST /api/office/links/confirm': 'open',
  'POST /api/office/sign-out': 'open',
  'GET /api/office/single-sign-on': 'open',
  'ALL /api/office/auth/*': 'open',
  'GET /api/office/moderation/queue': ['admin', 'moderator'],
  'POST /api/office/moderation/decisions': ['admin', 'moderator'],
  'POST /api/office/moderation/undo': ['admin', 'moderator'],
  'GET /api/office/comments/:id/history': ['admin', 'moderator'],
  'GET /api/office/me': everybody,
  'PUT /api/office/me': everybody,
  'GET /api/office/me/sessions': everybody,
  'DELETE /api/office/me/sessions/:id': everybody,
  'DELETE /api/office/me/passkeys/:id': everybody,
  'GET /api/office/erasures': ['admin', 'moderator'],
  'GET /api/office/erasures/texts': ['admin', 'moderator'],
  'POST /api/office/erasures': ['admin', 'moderator'],
  'GET /api/office/holds': ['admin', 'publisher'],
  'POST /api/office/holds': ['admin', 'publisher'],
  'GET /api/office/officials': ['admin'],
  'POST /api/office/officials': ['admin'],
  'PUT /api/office/officials/:id': ['admin'],
  'GET /api/office/mail': ['admin'],
  'POST /api/office/mail/retry': ['admin'],
  'GET /api/office/desk': everybody,
  'GET /api/office/audit': ['admin', 'analyst'],
  'GET /api/office/audit.csv': ['admin', 'analyst'],
  'GET /api/office/replies/questions': answering,
  'GET /api/office/replies': answering,
  'POST /api/office/replies': answering,
  'PUT /api/office/replies/:id': answering,
  'DELETE /api/office/replies/:id': answering,
  'GET /api/office/plans': answering,
  'POST /api/office/plans/:slug/commitments/:id/updates': answering,
  'GET /api/office/papers/batches': ['admin', 'publisher', 'analyst', 'clerk'],
  'POST /api/office/papers/batches': ['admin', 'clerk'],
  'GET /api/office/papers/batches/:id': ['admin', 'publisher', 'analyst', 'clerk'],
  'POST /api/office/papers/batches/:id/papers': ['admin', 'clerk'],
  'POST /api/office/papers/batches/:id/close': ['admin', 'clerk'],
  'POST /api/office/papers/batches/:id/withdraw': ['admin', 'publisher'],
  'POST /api/office/papers/:id/second': ['admin', 'clerk'],
  'GET /api/office/papers/:id/difference': ['admin', 'clerk'],
  'POST /api/office/papers/:id/settle': ['admin', 'clerk'],
  'DELETE /api/office/papers/:id': ['admin', 'clerk'],
};

const portal = new Portal();
/** Every route of the office that the app answers at; guards and other middleware are not among them. */
const routes = [
  ...new Set(
    portal.app.routes
      .filter(({ path, method }) => path.startsWith('/api/office/') && (method !== 'ALL' || path === '/api/office/auth/*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

test('every route of the office says who may, and no row is left over', () => {
  expect([...routes].sort()).toEqual(Object.keys(matrix).sort());
});

/** Asks a route with values that fit its address, and a body that needn't fit anything. */
async function ask(who: { send: ReturnType<Portal['browser']>['send']; get: ReturnType<Portal['browser']>['get'] }, route: string) {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replaceAll(/:slug\b/g, 'well-square').replaceAll(/:[a-z]+/gi, id);
  return method === 'GET' ? who.get(address) : who.send(method as 'POST', address, { body: {} });
}

describe.each(Object.entries(matrix).filter(([, who]) => who !== 'open'))('%s', (route, who) => {
  test('nobody signed in: refused, and told so', async () => {
    const response = await ask(new Portal().browser(), route);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'signed-out' } });
  });

  test.each(roles)('%s', async (role) => {
    const response = await ask(await signedIn(new Portal(), role), route);
    if (who.includes(role)) return expect([401, 403]).not.toContain(response.status);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'not-allowed' } });
  });
});
