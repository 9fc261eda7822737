/** The Worker: the app, and Astro for every other request. The only file of the Worker that knows Astro. */
import { handle } from '../site/handle.ts';
import { words } from '../site/i18n/letters.ts';
import { createApp } from './app.ts';
import type { Bindings } from './platform/environment.ts';
import { doorThrough, publishedThrough } from './platform/published.ts';
import { scheduled } from './scheduled.ts';

export { Broadcaster } from './live/broadcaster.ts';

const published = publishedThrough(doorThrough(handle), !import.meta.env.DEV);
const app = createApp({ published, words });
app.all('*', (c) => handle(c.req.raw, c.env, c.executionCtx as ExecutionContext));

export default {
  fetch: app.fetch,
  scheduled: (_, env) => scheduled(env, { published, words }),
} satisfies ExportedHandler<Bindings>;
