/** The app factory: every feature under /api, behind the same guards. Knows nothing of Astro. */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { openAPIRouteHandler } from 'hono-openapi';
import { audit } from './audit/routes.ts';
import { changes } from './changes/routes.ts';
import { ownComments } from './comments/mine.ts';
import { reactions } from './comments/reactions.ts';
import { comments } from './comments/routes.ts';
import { definitions } from './definitions/routes.ts';
import { desk } from './desk/routes.ts';
import { erasures } from './erasures/routes.ts';
import { holds } from './holds/routes.ts';
import { imports } from './imports/routes.ts';
import { deliver, type Words } from './mail/deliver.ts';
import { mail } from './mail/routes.ts';
import { operatorModeration } from './moderation/operator.ts';
import { moderation } from './moderation/routes.ts';
import { moderationLog } from './moderation-log/routes.ts';
import { objections } from './objections/routes.ts';
import { invitations } from './officials/invitations.ts';
import { officials } from './officials/routes.ts';
import { signingIn } from './officials/signing-in.ts';
import { knowsOfficial } from './officials/who.ts';
import { readings } from './papers/readings.ts';
import { papers } from './papers/routes.ts';
import { participants, unchangedSecret } from './participants/routes.ts';
import { plans } from './plans/routes.ts';
import { clock } from './platform/clock.ts';
import { notFound, refuseWith } from './platform/envelope.ts';
import type { Environment } from './platform/environment.ts';
import { sameOrigin, unhurried, wellFormed } from './platform/guards.ts';
import { withHeaders } from './platform/headers.ts';
import { logged } from './platform/log.ts';
import type { PublishedDefinitions } from './platform/published.ts';
import { quizzes } from './questionnaires/quizzes.ts';
import { receipts } from './questionnaires/receipts.ts';
import { polls } from './questionnaires/routes.ts';
import { moderationQueue } from './queue/routes.ts';
import { recounting } from './recount/routes.ts';
import { replies } from './replies/routes.ts';
import { retention } from './retention/routes.ts';

/** What the app needs from its surroundings: the definitions that the site published, and the words of letters to officials. */
export interface Ports {
  published: PublishedDefinitions;
  words: Words;
}

export function createApp({ published, words }: Ports) {
  const app = new Hono<Environment>();
  app.use(withHeaders);
  app.use('/api/*', requestId({ headerName: '', generator: () => crypto.randomUUID() }), async (c, next) => {
    c.set('published', published);
    c.set('now', clock(c.env));
    c.set('official', null);
    c.set('deliver', () => {
      const delivered = deliver(c.env, { published, words }).catch((error) => logged(error, { requestId: c.get('requestId') }));
      c.executionCtx.waitUntil(delivered);
      return delivered;
    });
    await next();
    c.header('X-Request-Id', c.get('requestId'));
  });
  app.use('/api/*', sameOrigin, unchangedSecret);
  app.use('/api/office/*', knowsOfficial);
  app.use('/api/*', unhurried, wellFormed);

  const api = app
    .route('/api', participants)
    .route('/api', definitions)
    .route('/api', changes)
    .route('/api', polls)
    .route('/api', quizzes)
    .route('/api', receipts)
    .route('/api', ownComments)
    .route('/api', comments)
    .route('/api', reactions)
    .route('/api', replies)
    .route('/api', plans)
    .route('/api', holds)
    .route('/api', retention)
    .route('/api', erasures)
    .route('/api', imports)
    .route('/api', operatorModeration)
    .route('/api', moderation)
    .route('/api', moderationQueue)
    .route('/api', moderationLog)
    .route('/api', objections)
    .route('/api', invitations)
    .route('/api', signingIn)
    .route('/api', officials)
    .route('/api', mail)
    .route('/api', audit)
    .route('/api', desk)
    .route('/api', papers)
    .route('/api', readings)
    .route('/api', recounting);

  app.get('/api/openapi.json', openAPIRouteHandler(app, { documentation, excludeStaticFile: false }));
  app.all('/api/*', (c) => notFound(c));
  app.onError((error, c) => {
    // hono's own, for a body that is missing where one is needed
    if (error instanceof HTTPException && error.status === 400) return refuseWith(c, 400, 'invalid', 'The body is not JSON in UTF-8.');
    // What happened goes to the log with the request's id; the answer tells nothing internal.
    logged(error, { requestId: c.get('requestId') });
    c.header('Retry-After', '5');
    return refuseWith(c, 503, 'unavailable', 'Something failed here. Nothing was lost: send the same again with the same key.');
  });
  return api;
}

/** What pages and islands know of the API. */
export type Api = ReturnType<typeof createApp>;

const documentation = {
  openapi: '3.1.0',
  info: {
    title: 'Kikar',
    version: '1',
    description: 'Everything that the pages of this portal do, as JSON. Definitions of polls and consultations are at /data/.',
  },
  components: { securitySchemes: { operator: { type: 'http', scheme: 'bearer' } } },
} as const;
