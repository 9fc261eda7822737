/** What the site publishes under `/data/`, made of facts and words at build time: the definitions that the Worker reads. */
import { type CollectionEntry, getEntry } from 'astro:content';
import { departments, moderation, timeZone } from 'virtual:portal';
import type { ConsultationDefinition } from '../worker/comments/contract.ts';
import { consultationRules } from '../worker/comments/contract.ts';
import type { PublishedIndex } from '../worker/definitions/contract.ts';
import { type Collection, versionsOf } from '../worker/definitions/rules.ts';
import { type EventDefinition, eventRules } from '../worker/events/contract.ts';
import { scheduleOf } from '../worker/events/rules.ts';
import { type PlanDefinition, planRules } from '../worker/plans/contract.ts';
import { type PollDefinition, pollRules, type QuizDefinition, quizRules } from '../worker/questionnaires/contract.ts';
import { allWords, consultations, events, pages, plans, polls, quizzes } from './entries.ts';
import { locales } from './i18n/locale.ts';

async function factsOf<Name extends Collection>(collection: Name, slug: string) {
  const entry = (await getEntry(collection, slug)) as CollectionEntry<Name> | undefined;
  if (!entry) throw new Error(`content: there is no ${slug} among ${collection}`);
  return entry.data as CollectionEntry<Name>['data'];
}

/** The words of each language, made smaller or otherwise. */
function eachLanguage<Words, Made>(words: Record<string, Words>, make: (words: Words) => Made): Record<string, Made> {
  return Object.fromEntries(Object.entries(words).map(([language, given]) => [language, make(given)]));
}

export async function pollDefinitionOf(slug: string): Promise<PollDefinition> {
  const { options, consultation, ...rest } = await factsOf('polls', slug);
  const rules = pollRules.parse({ ...rest, questions: [{ id: 'question', kind: 'one', options: options.map((id) => ({ id })) }] });
  const words = await allWords('pollWords', slug);
  return { kind: 'poll', slug, consultation, rules, words, versions: await versionsOf({ rules, words }) };
}

export async function quizDefinitionOf(slug: string): Promise<QuizDefinition> {
  const { opens, closes, keptUntil, questions, consultation } = await factsOf('quizzes', slug);
  const rules = quizRules.parse({
    opens,
    closes,
    keptUntil,
    // Who has not answered yet learns more by not knowing how others did.
    results: 'after-voting',
    changeable: false,
    assurance: 'open',
    questions: questions.map(({ id, options, right }) => ({ id, kind: 'one', options: options.map((option) => ({ id: option })), right })),
  });
  const words = await allWords('quizWords', slug);
  const sources = Object.fromEntries(questions.flatMap(({ id, source }) => (source ? [[id, source]] : [])));
  return { kind: 'quiz', slug, consultation, sources, rules, words, versions: await versionsOf({ rules, words }) };
}

export async function consultationDefinitionOf(slug: string): Promise<ConsultationDefinition> {
  const facts = await factsOf('consultations', slug);
  const rules = consultationRules.parse({ ...facts, comments: facts.comments ?? null });
  const words = eachLanguage(await allWords('consultationWords', slug), ({ title, summary }) => ({ title, summary }));
  return { kind: 'consultation', slug, rules, words, versions: await versionsOf({ rules, words }) };
}

export async function eventDefinitionOf(slug: string): Promise<EventDefinition> {
  const facts = await factsOf('events', slug);
  const rules = eventRules.parse(facts);
  const words = eachLanguage(await allWords('eventWords', slug), ({ title, summary, place, cancellation }) => ({
    title,
    summary,
    place,
    cancellation,
  }));
  return { kind: 'event', slug, consultation: facts.consultation, rules, words, versions: await versionsOf({ rules, words }) };
}

export async function planDefinitionOf(slug: string): Promise<PlanDefinition> {
  const rules = planRules.parse(await factsOf('plans', slug));
  const words = await allWords('planWords', slug);
  return { kind: 'plan', slug, rules, words, versions: await versionsOf({ rules, words }) };
}

/** What the site publishes of all entries. */
export async function index(): Promise<PublishedIndex> {
  type Found = Pick<PublishedIndex['entries'][number], 'topics' | 'areas' | 'department' | 'place'>;
  const found = ({ topics, areas, department, place }: Found): Found => ({ topics, areas, department, place });
  const consulted = (await consultations()).map(async ({ slug, facts: { opens, closes, answerBy, answeredAt, ...facts } }) => ({
    kind: 'consultation' as const,
    slug,
    schedule: { opens, closes, answerBy, answeredAt },
    consultation: null,
    keptUntil: facts.keptUntil,
    ...found(facts),
    words: eachLanguage(await allWords('consultationWords', slug), ({ title, summary }) => ({ title, summary })),
  }));
  const polled = (await polls()).map(async ({ slug, facts: { opens, closes, answerBy, answeredAt, ...facts } }) => ({
    kind: 'poll' as const,
    slug,
    schedule: { opens, closes, answerBy, answeredAt },
    consultation: facts.consultation ?? null,
    keptUntil: facts.keptUntil,
    ...found(facts),
    words: eachLanguage(await allWords('pollWords', slug), ({ question, summary }) => ({ title: question, summary })),
  }));
  const quizzed = (await quizzes()).map(async ({ slug, facts: { opens, closes, ...facts } }) => ({
    kind: 'quiz' as const,
    slug,
    schedule: { opens, closes },
    consultation: facts.consultation ?? null,
    keptUntil: facts.keptUntil,
    ...found(facts),
    words: eachLanguage(await allWords('quizWords', slug), ({ title, summary }) => ({ title, summary })),
  }));
  const held = (await events()).map(async ({ slug, facts }) => ({
    kind: 'event' as const,
    slug,
    schedule: scheduleOf(facts),
    consultation: facts.consultation ?? null,
    cancelled: facts.cancelled,
    ...found(facts),
    words: eachLanguage(await allWords('eventWords', slug), ({ title, summary, place }) => ({ title, summary, where: place?.name })),
  }));
  const planned = (await plans()).map(async ({ slug, facts: { adopted, consultations, commitments, ...facts } }) => {
    const words = await allWords('planWords', slug);
    return {
      slug,
      adopted,
      consultations,
      ...found(facts),
      words: eachLanguage(words, ({ title, summary }) => ({ title, summary })),
      commitments: commitments.map(({ id, by, lead, from, updates }) => ({
        id,
        by,
        lead,
        from,
        updates: updates.map(({ at, status }) => ({ at, status })),
        words: Object.fromEntries(
          Object.entries(words).flatMap(([language, { commitments }]) => {
            const own = commitments[id];
            return own ? [[language, { said: own.said, answer: own.answer }]] : [];
          }),
        ),
      })),
    };
  });
  return {
    languages: [...locales],
    timeZone,
    departments: Object.keys(departments),
    readsWithin: moderation.within,
    entries: await Promise.all([...consulted, ...polled, ...quizzed, ...held]),
    plans: await Promise.all(planned),
    pages: await Promise.all((await pages()).map(async ({ slug }) => ({ slug, words: await allWords('pageWords', slug) }))),
  };
}
