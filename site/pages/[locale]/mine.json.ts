/** Everything that this browser has sent, to keep. */
import type { APIRoute } from 'astro';
import { contributionsOf } from '../../contributions.ts';

export const prerender = false;

export const GET: APIRoute = async ({ locals }) =>
  new Response(JSON.stringify(await contributionsOf(locals.api.api), null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-contributions.json"',
      'cache-control': 'private, no-store',
    },
  });
