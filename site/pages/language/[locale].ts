/** Remembers a chosen language and goes on to the page that it was chosen on. */
import type { APIRoute } from 'astro';
import { isLocale } from '../../i18n/locale.ts';
import { inLanguage, routes } from '../../i18n/routes.ts';

export const prerender = false;

export const GET: APIRoute = ({ params, url, cookies }) => {
  const { locale } = params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const page = url.searchParams.get('page') ?? '';
  // Only a page of this portal: one of its languages, then plain segments, then a query; nothing that leads elsewhere.
  const local = /^\/[a-z]{2,3}(\/[\w.~%-]+)*(\?[\w.~%=&+-]*)?$/.test(page) && !page.includes('..');
  cookies.set('language', locale, {
    path: '/',
    maxAge: 400 * 24 * 60 * 60,
    sameSite: 'lax',
    httpOnly: true,
    secure: url.protocol === 'https:',
  });
  const headers = { location: local ? inLanguage(page, locale) : routes.home(locale), 'cache-control': 'private, no-store' };
  return new Response(null, { status: 303, headers });
};
