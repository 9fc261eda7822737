/** Reads `content/` at build time and puts facts and words together. Prerendered pages only: on demand, definitions are read. */
import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import type { ConsultationDefinition } from '../worker/comments/contract.ts';
import { consultationRules } from '../worker/comments/contract.ts';
import type { PublishedIndex } from '../worker/definitions/contract.ts';
import { versionsOf } from '../worker/definitions/rules.ts';
import { type PollDefinition, pollRules } from '../worker/questionnaires/contract.ts';
import { defaultLocale, type Locale, locales } from './i18n/locale.ts';

/** When the site is built; a test may fix it. */
const builtAt = process.env.FIXED_NOW ? Date.parse(process.env.FIXED_NOW) : Date.now();

/** Whether an instant had passed when the site was built. */
export function passedAtBuild(instant: string): boolean {
  return Date.parse(instant) <= builtAt;
}

/** Whether something had closed when the site was built: a static page may say so, for it doesn't open again. */
export function closedAtBuild({ closes }: { closes: string }): boolean {
  return passedAtBuild(closes);
}

type WordsCollection = 'pollWords' | 'consultationWords' | 'pageWords';

/** The words of an entry in a language, or else in the default language, and which language they are in. */
export async function wordsOf<Name extends WordsCollection>(collection: Name, slug: string, locale: Locale) {
  for (const language of [locale, defaultLocale, ...locales]) {
    const entry = (await getEntry(collection, `${slug}/${language}`)) as CollectionEntry<Name> | undefined;
    if (entry) return { words: entry.data as CollectionEntry<Name>['data'], body: entry.body ?? '', language };
  }
  throw new Error(`content: ${slug} has no words in any language of the portal. Add ${slug}/${defaultLocale}.md.`);
}

/** The words of an entry in every language that it has. */
async function allWords<Name extends WordsCollection>(collection: Name, slug: string) {
  const entries = (await getCollection(collection)).filter((entry) => entry.id.startsWith(`${slug}/`));
  return Object.fromEntries(
    entries.map((entry) => [entry.id.slice(slug.length + 1), entry.data as CollectionEntry<Name>['data']] as const),
  );
}

/** Facts with slugs. */
export async function polls() {
  return (await getCollection('polls')).map((entry) => ({ slug: entry.id, facts: entry.data }));
}

export async function consultations() {
  return (await getCollection('consultations')).map((entry) => ({ slug: entry.id, facts: entry.data }));
}

export async function pages() {
  return (await getCollection('pages'))
    .map((entry) => ({ slug: entry.id, facts: entry.data }))
    .sort((one, other) => one.facts.order - other.facts.order);
}

/** A path for each entry in each language, for `getStaticPaths`. */
export async function pathsOf<Facts>(entries: { slug: string; facts: Facts }[]) {
  return locales.flatMap((locale) => entries.map((entry) => ({ params: { locale, slug: entry.slug }, props: { facts: entry.facts } })));
}

/** What the site publishes of a poll. */
export async function pollDefinitionOf(slug: string): Promise<PollDefinition> {
  const entry = await getEntry('polls', slug);
  if (!entry) throw new Error(`content: there is no poll ${slug}`);
  const { options, consultation, ...rest } = entry.data;
  const rules = pollRules.parse({ ...rest, questions: [{ id: 'question', kind: 'one', options: options.map((id) => ({ id })) }] });
  const words = await allWords('pollWords', slug);
  return { kind: 'poll', slug, consultation, rules, words, versions: await versionsOf({ rules, words }) };
}

/** What the site publishes of a consultation. */
export async function consultationDefinitionOf(slug: string): Promise<ConsultationDefinition> {
  const entry = await getEntry('consultations', slug);
  if (!entry) throw new Error(`content: there is no consultation ${slug}`);
  const rules = consultationRules.parse({ ...entry.data, comments: entry.data.comments ?? null });
  const all = await allWords('consultationWords', slug);
  const words = Object.fromEntries(Object.entries(all).map(([language, { title, summary }]) => [language, { title, summary }]));
  return { kind: 'consultation', slug, rules, words, versions: await versionsOf({ rules, words }) };
}

/** What the site publishes of all entries. */
export async function index(): Promise<PublishedIndex> {
  const schedule = ({
    opens,
    closes,
    answerBy,
    answeredAt,
  }: {
    opens: string;
    closes: string;
    answerBy?: string | undefined;
    answeredAt?: string | undefined;
  }) => ({ opens, closes, answerBy, answeredAt });
  const consulted = (await consultations()).map(async ({ slug, facts }) => ({
    kind: 'consultation' as const,
    slug,
    schedule: schedule(facts),
    consultation: null,
    words: (await consultationDefinitionOf(slug)).words,
  }));
  const polled = (await polls()).map(async ({ slug, facts }) => ({
    kind: 'poll' as const,
    slug,
    schedule: schedule(facts),
    consultation: facts.consultation ?? null,
    words: Object.fromEntries(
      Object.entries(await allWords('pollWords', slug)).map(([language, { question, summary }]) => [
        language,
        { title: question, summary },
      ]),
    ),
  }));
  return { languages: [...locales], entries: await Promise.all([...consulted, ...polled]) };
}
