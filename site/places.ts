/** What lies where: entries by district, with a number for each place on the map. Read at build time. */
import { areas } from 'virtual:portal';
import type { PublishedIndex } from '../worker/definitions/contract.ts';
import type { EntryKind } from '../worker/definitions/rules.ts';
import { pick } from './definitions.ts';
import { townMap } from './entries.ts';
import { defaultLocale, type Locale } from './i18n/locale.ts';
import { districtAt } from './projection.ts';
import { index } from './publication.ts';
import type { Position } from './town.ts';

/** An entry in the list beside the map. */
export interface Listed {
  kind: EntryKind;
  slug: string;
  title: string;
  /** The language of its title. */
  language: string;
  /** The number of its place on the map, where it has one. */
  number: number | undefined;
}

/** A place on the map, and what lies there. */
export interface Place {
  number: number;
  position: Position;
  titles: string[];
}

export interface Places {
  /** Every district, with what is about it. */
  districts: { id: string; name: string; entries: Listed[] }[];
  /** What is about no district in particular. */
  wholeTown: Listed[];
  /** Numbered as the list first names them. */
  places: Place[];
}

/** The name of a district in a language. */
export function areaName(locale: Locale, id: string): string {
  return areas[id]?.[locale] ?? areas[id]?.[defaultLocale] ?? id;
}

type Located = Pick<PublishedIndex['plans'][number], 'slug' | 'areas' | 'place' | 'words'> & { kind: Listed['kind'] };

export async function placesOf(locale: Locale): Promise<Places> {
  const { entries, plans } = await index();
  const town = await townMap();
  const located: Located[] = [...entries, ...plans.map((plan) => ({ ...plan, kind: 'plan' as const }))];
  const places: Place[] = [];

  const list = ({ kind, slug, place, words: all }: Located): Listed => {
    const { words, language } = pick(all, locale);
    return { kind, slug, title: words.title, language, number: place && numberOf([place.longitude, place.latitude], words.title) };
  };
  /** Entries of one place share its number. */
  function numberOf(position: Position, title: string): number {
    let place = places.find((known) => String(known.position) === String(position));
    if (!place) {
      place = { number: places.length + 1, position, titles: [] };
      places.push(place);
    }
    if (!place.titles.includes(title)) place.titles.push(title);
    return place.number;
  }
  /** The districts that an entry is about; one that names none and lies somewhere is met there. */
  const areasOf = ({ areas: named, place }: Located): string[] => {
    const lies = named.length === 0 && place && town ? districtAt(town, [place.longitude, place.latitude]) : undefined;
    return lies ? [lies] : named;
  };

  const districts = Object.keys(areas).map((id) => ({
    id,
    name: areaName(locale, id),
    entries: located.filter((entry) => areasOf(entry).includes(id)).map(list),
  }));
  return { districts, wholeTown: located.filter((entry) => areasOf(entry).length === 0).map(list), places };
}
