import { basename } from 'node:path';
import cloudflare from '@astrojs/cloudflare';
import svelte from '@astrojs/svelte';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig, fontProviders } from 'astro/config';
import { leanIslandsPlugin } from './site/lean-islands-plugin.ts';
import { portalPlugin } from './site/portal-plugin.ts';

/** Where the words are. Another folder can stand in, as for a rehearsal with other content. */
const content = process.env.KIKAR_CONTENT ?? new URL('./content', import.meta.url).pathname;

/** Where the result goes: inside the project, for a build resolves its packages from there. */
const built = process.env.KIKAR_BUILT ?? new URL('./dist', import.meta.url).pathname;

const files = new URL('./node_modules/@fontsource-variable/rubik/files/', import.meta.url);
/** Rubik for one script. A page brings the Latin one and that of its own language, and no more (`components/Fonts.astro`). */
const rubik = (subset, cssVariable, fallbacks, unicodeRange) => ({
  provider: fontProviders.local(),
  name: 'Rubik',
  cssVariable,
  fallbacks,
  options: {
    variants: [
      {
        src: [new URL(`rubik-${subset}-wght-normal.woff2`, files).pathname],
        weight: '300 900',
        style: 'normal',
        unicodeRange: [unicodeRange],
      },
    ],
  },
});

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
  integrations: [svelte()],
  fonts: [
    rubik(
      'latin',
      '--rubik',
      ['system-ui', 'sans-serif'],
      'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
    ),
    rubik('hebrew', '--rubik-hebr', [], 'U+0307-0308, U+0590-05FF, U+200C-2010, U+20AA, U+25CC, U+FB1D-FB4F'),
    rubik(
      'arabic',
      '--rubik-arab',
      [],
      'U+0600-06FF, U+0750-077F, U+0870-088E, U+0890-0891, U+0897-08E1, U+08E3-08FF, U+200C-200E, U+2010-2011, U+204F, U+2E41, U+FB50-FDFF, U+FE70-FE74, U+FE76-FEFC',
    ),
    rubik('cyrillic', '--rubik-cyrl', [], 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116'),
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
      portalPlugin(content),
      leanIslandsPlugin(),
      paraglideVitePlugin({ project: './site/i18n/project.inlang', outdir: './site/i18n/compiled', emitGitIgnore: false }),
    ],
  },
});
