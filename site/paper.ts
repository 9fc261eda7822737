/** The forms on paper: what is asked on them, in the order of the web and without what a quiz teaches afterwards. At build time. */
import { type Announcement, announcementsIn } from './announcements.ts';
import { optionsOf, pick } from './definitions.ts';
import { consultations, wordsOf } from './entries.ts';
import type { Locale } from './i18n/locale.ts';
import { pollDefinitionOf, quizDefinitionOf } from './publication.ts';
import { questionsOf } from './quiz.ts';

/** A question as it stands on paper: nothing in it tells a right answer. */
export interface PaperQuestion {
  /** Left out where it is the title of the form. */
  question?: string;
  hint?: string | undefined;
  /** The language of the question and its hint. */
  language: string;
  options: { label: string; language: string }[];
}

export interface PaperForm {
  entry: Announcement;
  /** None: people write in words of their own. */
  questions: PaperQuestion[];
  /** Other ways to take part, in Markdown, in the language of the entry's words. */
  otherWays: string[];
}

/** Every poll, every quiz, and every consultation that takes comments. */
export async function paperFormsIn(locale: Locale): Promise<PaperForm[]> {
  const forms = await Promise.all((await announcementsIn(locale)).map((entry) => formOf(locale, entry)));
  return forms.filter((form) => form !== null);
}

async function formOf(locale: Locale, entry: Announcement): Promise<PaperForm | null> {
  const { kind, slug } = entry;
  switch (kind) {
    case 'poll': {
      const poll = await pollDefinitionOf(slug);
      const { words, language } = pick(poll.words, locale);
      return { entry, questions: [{ hint: words.hint, language, options: optionsOf(poll, locale) }], otherWays: [] };
    }
    case 'quiz': {
      const asked = questionsOf(await quizDefinitionOf(slug), locale);
      const questions = asked.map(({ question, hint, language, options }) => ({
        question,
        hint,
        language,
        options: options.map(({ label }) => ({ label, language })),
      }));
      return { entry, questions, otherWays: [] };
    }
    case 'consultation': {
      const takesComments = (await consultations()).some(({ slug: other, facts }) => other === slug && facts.comments);
      if (!takesComments) return null;
      return { entry, questions: [], otherWays: (await wordsOf('consultationWords', slug, locale)).words.otherWays };
    }
    default:
      return null;
  }
}
