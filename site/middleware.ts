/** Gives pages that are rendered on demand the API, in-process: a typed client whose fetch is the app itself; and the definitions. */
import { defineMiddleware } from 'astro:middleware';
import { hc } from 'hono/client';
import type { Api } from '../worker/app.ts';
import { clock } from '../worker/platform/clock.ts';
import type { PublishedDefinitions } from '../worker/platform/published.ts';

/** All that a page asks of the app. */
interface App {
  fetch(request: Request, env: unknown, context: ExecutionContext): Response | Promise<Response>;
}

interface Portal {
  app: App;
  published: PublishedDefinitions;
}
let portal: Promise<Portal> | undefined;

/** The app and its definitions, made at the first request that needs it: prerendering never does, and must not load what only a Worker has. */
async function open(): Promise<Portal> {
  const [{ createApp }, { doorThrough, publishedThrough }, { handle }, { words }] = await Promise.all([
    import('../worker/app.ts'),
    import('../worker/platform/published.ts'),
    import('./handle.ts'),
    import('./i18n/letters.ts'),
  ]);
  const published = publishedThrough(doorThrough(handle), !import.meta.env.DEV);
  return { app: createApp({ published, words }), published };
}

export const onRequest = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next();
  const { env } = await import('cloudflare:workers');
  portal ??= open();
  const { app, published } = await portal;
  context.locals.published = published;
  context.locals.now = clock(env as Env);
  const passed = ['cookie', 'user-agent', 'origin', 'sec-fetch-site', 'cf-connecting-ip'];
  context.locals.api = hc<Api>(context.url.origin, {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      for (const name of passed) {
        const value = context.request.headers.get(name);
        if (value !== null) request.headers.set(name, value);
      }
      return app.fetch(request, env, context.locals.cfContext);
    },
  });
  return next();
});
