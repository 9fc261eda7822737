/** One town hall, to be taken into a calendar. */
import type { APIRoute } from 'astro';
import { events, pathsOf } from '../../../entries.ts';
import { answerWithCalendar } from '../../../events-as-calendar.ts';
import type { Locale } from '../../../i18n/locale.ts';
import { routes } from '../../../i18n/routes.ts';

export const getStaticPaths = async () => pathsOf(await events());

export const GET: APIRoute = ({ params, props, site, url }) => {
  const locale = params.locale as Locale;
  const slug = params.slug ?? '';
  return answerWithCalendar([{ slug, facts: props.facts }], locale, new URL(routes.eventAsCalendar(locale, slug), site ?? url));
};
