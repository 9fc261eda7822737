/** Reads `content/` at build time. Prerendered pages only: on demand, definitions are read. */
import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import type { Collection } from '../worker/definitions/rules.ts';
import { defaultLocale, type Locale, locales } from './i18n/locale.ts';
import type { TownMap } from './town.ts';

/** When the site is built; a test may fix it. */
export const builtAt = process.env.FIXED_NOW ? Date.parse(process.env.FIXED_NOW) : Date.now();

/** Whether an instant had passed when the site was built. */
export function passedAtBuild(instant: string): boolean {
  return Date.parse(instant) <= builtAt;
}

/** Whether something had closed when the site was built: a static page may say so, for it doesn't open again. */
export function closedAtBuild({ closes }: { closes: string }): boolean {
  return passedAtBuild(closes);
}

type WordsCollection = 'pollWords' | 'quizWords' | 'consultationWords' | 'eventWords' | 'planWords' | 'pageWords';

/** The words of an entry in a language, or else in the default language, and which language they are in. */
export async function wordsOf<Name extends WordsCollection>(collection: Name, slug: string, locale: Locale) {
  for (const language of [locale, defaultLocale, ...locales]) {
    const entry = (await getEntry(collection, `${slug}/${language}`)) as CollectionEntry<Name> | undefined;
    if (entry) return { words: entry.data as CollectionEntry<Name>['data'], body: entry.body ?? '', language };
  }
  throw new Error(`content: ${slug} has no words in any language of the portal. Add ${slug}/${defaultLocale}.md.`);
}

/** The words of an entry in every language that it has. */
export async function allWords<Name extends WordsCollection>(collection: Name, slug: string) {
  const entries = (await getCollection(collection)).filter((entry) => entry.id.startsWith(`${slug}/`));
  return Object.fromEntries(
    entries.map((entry) => [entry.id.slice(slug.length + 1), entry.data as CollectionEntry<Name>['data']] as const),
  );
}

/** The entries of a collection: slugs and facts. */
async function all<Name extends Collection | 'pages'>(collection: Name) {
  return ((await getCollection(collection)) as CollectionEntry<Name>[]).map((entry) => ({
    slug: entry.id,
    facts: entry.data as CollectionEntry<Name>['data'],
  }));
}

export const polls = () => all('polls');
export const quizzes = () => all('quizzes');
export const consultations = () => all('consultations');
export const events = () => all('events');
export const plans = () => all('plans');

export async function pages() {
  return (await all('pages')).sort((one, other) => one.facts.order - other.facts.order);
}

/** A path for each entry in each language, for `getStaticPaths`. */
export async function pathsOf<Facts>(entries: { slug: string; facts: Facts }[]) {
  return locales.flatMap((locale) => entries.map((entry) => ({ params: { locale, slug: entry.slug }, props: { facts: entry.facts } })));
}

/** The map of the town; null where the content has none. */
export async function townMap(): Promise<TownMap | null> {
  return ((await getEntry('town', 'map')) as CollectionEntry<'town'> | undefined)?.data.map ?? null;
}
