import { basename } from 'node:path';
import cloudflare from '@astrojs/cloudflare';
import svelte from '@astrojs/svelte';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig, fontProviders } from 'astro/config';
import { leanIslandsPlugin } from './site/lean-islands-plugin.ts';
import { portalPlugin } from './site/portal-plugin.ts';
import { sitemapOf } from './site/sitemap.ts';

/** Where the words are. Another folder can stand in, as for a rehearsal with other content. */
const content = process.env.KIKAR_CONTENT ?? new URL('./content', import.meta.url).pathname;

/** Where the result goes: inside the project, for a build resolves its packages from there. */
const built = process.env.KIKAR_BUILT ?? new URL('./dist', import.meta.url).pathname;

const files = new URL('./node_modules/@fontsource-variable/rubik/files/', import.meta.url);
/** Rubik for one script. A page brings the Latin one and that of its own language, and no more (`components/Fonts.astro`). */
const rubik = (subset, cssVariable, fallbacks = []) => ({
  provider: fontProviders.local(),
  name: 'Rubik',
  cssVariable,
  fallbacks,
  options: {
    variants: [{ src: [new URL(`rubik-${subset}-wght-normal.woff2`, files).pathname], weight: '300 900', style: 'normal' }],
  },
});

/** The first browsers with `light-dark()` and `:dir()`: nothing is to stand in for these. The adapter names older ones for its part. */
const stylesAsWritten = {
  name: 'styles-as-written',
  enforce: 'post',
  configEnvironment(_, options) {
    options.build = { ...options.build, cssTarget: ['chrome123', 'firefox121', 'safari17.5'] };
  },
};

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:8787',
  srcDir: './site',
  publicDir: './site/public',
  output: 'static',
  outDir: built,
  // Builds of other content keep a cache of their own.
  cacheDir: `./node_modules/.astro/${basename(built)}`,
  session: false,
  fetchFile: null,
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never' },
  adapter: cloudflare({ imageService: 'passthrough', prerenderEnvironment: 'node' }),
  integrations: [svelte(), sitemapOf(content, built)],
  fonts: [
    rubik('latin', '--rubik', ['system-ui', 'sans-serif']),
    rubik('hebrew', '--rubik-hebr'),
    rubik('arabic', '--rubik-arab'),
    rubik('cyrillic', '--rubik-cyrl'),
  ],
  security: {
    checkOrigin: true,
    csp: {
      algorithm: 'SHA-256',
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  prefetch: false,
  devToolbar: { enabled: false },
  vite: {
    plugins: [
      stylesAsWritten,
      portalPlugin(content),
      leanIslandsPlugin(),
      paraglideVitePlugin({ project: './site/i18n/project.inlang', outdir: './site/i18n/compiled', emitGitIgnore: false }),
    ],
  },
});
