/** The Worker: the app, and Astro for every other request. The only file of the Worker that knows Astro. */
import { handle } from '../site/handle.ts';
import { createApp } from './app.ts';
import type { Bindings } from './platform/environment.ts';
import { doorThrough, publishedThrough } from './platform/published.ts';

export { Broadcaster } from './live/broadcaster.ts';

const app = createApp({ published: publishedThrough(doorThrough(handle), !import.meta.env.DEV) });
app.all('*', (c) => handle(c.req.raw, c.env, c.executionCtx as ExecutionContext));

export default app satisfies ExportedHandler<Bindings>;
