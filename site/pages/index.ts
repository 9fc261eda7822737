/** The front door: to the language that was chosen before, or else the one that the browser asks for. */
import type { APIRoute } from 'astro';
import { defaultLocale, isLocale, locales } from '../i18n/locale.ts';
import { routes } from '../i18n/routes.ts';

export const prerender = false;

export const GET: APIRoute = ({ request, cookies }) => {
  const remembered = cookies.get('language')?.value;
  const locale = isLocale(remembered) ? remembered : (asked(request.headers.get('accept-language')) ?? defaultLocale);
  const headers = { location: routes.home(locale), vary: 'Accept-Language, Cookie', 'cache-control': 'private, no-store' };
  return new Response(null, { status: 302, headers });
};

/** The first of our languages in `Accept-Language`, by weight (RFC 9110 §12.5.4). */
function asked(header: string | null) {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((parameter) => parameter.trim().match(/^q=([\d.]+)$/)?.[1]).find(Boolean);
      return { language: tag.split('-')[0]?.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => (language === 'iw' ? 'he' : language))
    .find((language) => locales.some((locale) => locale === language)) as (typeof locales)[number] | undefined;
}
