/** All town halls in one language, for calendar programs to subscribe to. */
import { name as names } from 'virtual:portal';
import type { APIRoute } from 'astro';
import { events } from '../../entries.ts';
import { answerWithCalendar } from '../../events-as-calendar.ts';
import * as m from '../../i18n/compiled/messages.js';
import { defaultLocale, type Locale, locales } from '../../i18n/locale.ts';
import { routes } from '../../i18n/routes.ts';

export const getStaticPaths = () => locales.map((locale) => ({ params: { locale } }));

export const GET: APIRoute = async ({ params, site, url }) => {
  const locale = params.locale as Locale;
  const held = (await events()).sort((one, other) => Date.parse(one.facts.starts) - Date.parse(other.facts.starts));
  const name = `${m.menu_events({}, { locale })} · ${names[locale] ?? names[defaultLocale]}`;
  return answerWithCalendar(held, locale, new URL(routes.calendarFeed(locale), site ?? url), name);
};
