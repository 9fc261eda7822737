/** The picture of every entry in every language, and one of the portal. */

import { body as bodies, name as names, promise as promises } from 'virtual:portal';
import type { APIRoute, GetStaticPaths } from 'astro';
import { announcementsIn } from '../../../../announcements.ts';
import * as m from '../../../../i18n/compiled/messages.js';
import { kindName } from '../../../../i18n/kinds.ts';
import { defaultLocale, directionOf, type Locale, locales } from '../../../../i18n/locale.ts';
import { type Card, cardOf } from '../../../../pictures/card.ts';
import { asPicture, pngOf } from '../../../../pictures/png.ts';

interface Props {
  card: Card;
}

export const getStaticPaths = (async () => {
  const cards = locales.map(async (locale) => {
    const portal = { params: { locale, kind: 'portal', slug: 'home' }, props: { card: cardOfPortal(locale) } };
    const entries = (await announcementsIn(locale)).map(({ kind, slug, title, language, instant, filled }) => {
      const direction = directionOf(locale);
      const card: Card = {
        direction,
        kind: { text: kindName(locale, kind), direction },
        title: { text: title, direction: directionOf(language) },
        instant: { text: instant, direction },
        town: { text: bodies[locale] ?? bodies[defaultLocale] ?? '', direction },
        filled,
        options: kind === 'poll',
      };
      return { params: { locale, kind, slug }, props: { card } };
    });
    return [portal, ...entries];
  });
  return (await Promise.all(cards)).flat();
}) satisfies GetStaticPaths;

function cardOfPortal(locale: Locale): Card {
  const direction = directionOf(locale);
  const own = (texts: Record<string, string>) => ({ text: texts[locale] ?? texts[defaultLocale] ?? '', direction });
  return {
    direction,
    kind: own(names),
    title: { text: m.home_title({}, { locale }), direction },
    instant: own(promises),
    town: own(bodies),
    filled: [],
  };
}

export const GET: APIRoute<Props> = ({ props }) => asPicture(pngOf(cardOf(props.card)));
