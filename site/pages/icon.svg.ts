/** The mark for the tab of a browser. */
import type { APIRoute } from 'astro';
import { tabIcon } from '../pictures/icon.ts';

export const GET: APIRoute = () => new Response(tabIcon, { headers: { 'content-type': 'image/svg+xml' } });
