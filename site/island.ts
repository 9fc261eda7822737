/** How far the answer of a server island may be kept. A component that is a part of a whole page leaves that to the page. */
import type { AstroGlobal } from 'astro';

export function keepIsland(island: Pick<AstroGlobal, 'url' | 'response'>, cacheControl: string, vary?: string): void {
  if (!island.url.pathname.startsWith('/_server-islands/')) return;
  island.response.headers.set('cache-control', cacheControl);
  if (vary) island.response.headers.set('vary', vary);
}
