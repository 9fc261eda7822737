/** The Worker of the tests: it lends its Durable Object. Tests call the app themselves, with the definitions that they need. */
export { Broadcaster } from '../../worker/live/broadcaster.ts';

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler;
