/** Astro's own handler, and a proper 404 where a page that would be prerendered was not: an asset that isn't there doesn't exist. */
import { handle as render } from '@astrojs/cloudflare/handler';
import { createApp } from 'astro/app/entrypoint';

const astro = createApp();

export async function handle(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
  if (import.meta.env.DEV || !astro.match(request, true)?.prerender) return render(request, env, context);
  const asset = await env.ASSETS.fetch(request);
  if (asset.status !== 404) return asset;
  const { pathname, origin } = new URL(request.url);
  return render(new Request(new URL(`/404?path=${encodeURIComponent(pathname)}`, origin)), env, context);
}
