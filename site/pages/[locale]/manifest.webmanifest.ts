/** What a device needs to know to keep the portal among its programs, in each language. */

import { body as bodies, name as names } from 'virtual:portal';
import type { APIRoute } from 'astro';
import { defaultLocale, directionOf, type Locale, locales } from '../../i18n/locale.ts';
import { routes } from '../../i18n/routes.ts';
import { colours } from '../../pictures/colours.ts';

export const getStaticPaths = () => locales.map((locale) => ({ params: { locale } }));

export const GET: APIRoute = ({ params }) => {
  const locale = params.locale as Locale;
  const town = names[locale] ?? names[defaultLocale] ?? '';
  const manifest = {
    id: routes.home(locale),
    name: `${town} · ${bodies[locale] ?? bodies[defaultLocale]}`,
    short_name: town,
    lang: locale,
    dir: directionOf(locale),
    start_url: routes.home(locale),
    scope: '/',
    // With the address in sight and a way back: this is a public notice, and people share it.
    display: 'minimal-ui',
    background_color: colours.paper,
    theme_color: colours.paper,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/masked-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
};
