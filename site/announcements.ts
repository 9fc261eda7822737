/** Every entry in short, for what carries it away from the portal: pictures of shared links, and notices on paper. At build time. */
import type { EntryKind } from '../worker/definitions/rules.ts';
import { consultations, events, passedAtBuild, plans, polls, quizzes, wordsOf } from './entries.ts';
import * as m from './i18n/compiled/messages.js';
import { date, dateTime, type Locale, lastDayBefore } from './i18n/locale.ts';

export interface Announcement {
  kind: EntryKind;
  slug: string;
  /** The language that its words are in. */
  language: string;
  title: string;
  summary: string;
  /** Its key instant in a few words that stay true. */
  instant: string;
  /** The day by whose end an answer is promised, where it is still to come. */
  answer?: string | undefined;
  /** Where it takes place, name and address. */
  place?: { name: string; address: string } | undefined;
  /** Of nine squares, those that its picture fills. */
  filled: number[];
}

interface Dates {
  opens: string;
  closes: string;
  answerBy?: string | undefined;
  answeredAt?: string | undefined;
}

/** The first few squares. */
const first = (count: number) => [...Array(Math.min(9, count)).keys()];

function instantOf(locale: Locale, { opens, closes, answeredAt }: Dates): string {
  const t = { locale };
  if (answeredAt && passedAtBuild(answeredAt)) return m.share_answered({ date: date(locale, answeredAt) }, t);
  if (passedAtBuild(closes)) return m.closed_at({ instant: dateTime(locale, closes) }, t);
  if (passedAtBuild(opens)) return m.share_until({ instant: dateTime(locale, closes) }, t);
  return m.from_to({ from: dateTime(locale, opens), to: dateTime(locale, closes) }, t);
}

function answerOf(locale: Locale, { answerBy, answeredAt }: Pick<Dates, 'answerBy' | 'answeredAt'>): string | undefined {
  if (!answerBy || answeredAt || passedAtBuild(answerBy)) return undefined;
  return lastDayBefore(locale, answerBy);
}

/** All entries in the words of a language, or where there are none in those of the default language. */
export async function announcementsIn(locale: Locale): Promise<Announcement[]> {
  const t = { locale };
  const consulted = (await consultations()).map(async ({ slug, facts }): Promise<Announcement> => {
    const { words, language } = await wordsOf('consultationWords', slug, locale);
    // People come in by the gap.
    const filled = [3, 4, 5];
    const { title, summary } = words;
    return {
      kind: 'consultation',
      slug,
      language,
      title,
      summary,
      instant: instantOf(locale, facts),
      answer: answerOf(locale, facts),
      filled,
    };
  });
  const polled = (await polls()).map(async ({ slug, facts }): Promise<Announcement> => {
    const { words, language } = await wordsOf('pollWords', slug, locale);
    const { question: title, summary } = words;
    const filled = first(facts.options.length);
    return { kind: 'poll', slug, language, title, summary, instant: instantOf(locale, facts), answer: answerOf(locale, facts), filled };
  });
  const quizzed = (await quizzes()).map(async ({ slug, facts }): Promise<Announcement> => {
    const { words, language } = await wordsOf('quizWords', slug, locale);
    const { title, summary } = words;
    return { kind: 'quiz', slug, language, title, summary, instant: instantOf(locale, facts), filled: first(facts.questions.length) };
  });
  const held = (await events()).map(async ({ slug, facts }): Promise<Announcement> => {
    const { words, language } = await wordsOf('eventWords', slug, locale);
    const { title, summary, place } = words;
    const instant = facts.cancelled ? m.share_cancelled({}, t) : dateTime(locale, facts.starts);
    return { kind: 'event', slug, language, title, summary, place, instant, filled: first(9) };
  });
  const planned = (await plans()).map(async ({ slug, facts }): Promise<Announcement> => {
    const { words, language } = await wordsOf('planWords', slug, locale);
    const { title, summary } = words;
    const instant = m.share_adopted({ date: date(locale, facts.adopted) }, t);
    return { kind: 'plan', slug, language, title, summary, instant, filled: first(facts.commitments.length) };
  });
  return Promise.all([...consulted, ...polled, ...quizzed, ...held, ...planned]);
}
