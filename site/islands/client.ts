/** The API as islands call it: typed, on the page's own origin. */
import { hc } from 'hono/client';
import type { Api } from '../../worker/app.ts';

export const api = hc<Api>('/').api;
