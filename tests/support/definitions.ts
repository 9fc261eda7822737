/** Definitions as the site would publish them. Each is open on 23 November 2026, when the tests take place. */
import type { ConsultationDefinition } from '../../worker/comments/contract.ts';
import { versionsOf } from '../../worker/definitions/rules.ts';
import type { PlanDefinition } from '../../worker/plans/contract.ts';
import type { PollDefinition, QuizDefinition } from '../../worker/questionnaires/contract.ts';

export const opens = '2026-11-02T08:00:00+02:00';
export const now = '2026-11-23T12:00:00+02:00';
export const closes = '2026-12-03T20:00:00+02:00';
/** The last millisecond of taking part, and the first without. */
export const justBeforeClosing = '2026-12-03T19:59:59.999+02:00';

interface PollFacts extends Partial<Omit<PollDefinition['rules'], 'questions'>> {
  slug?: string;
  options?: readonly string[];
  label?: (option: string) => string;
}

/** A poll of three options, live and changeable unless the test says otherwise. */
export async function aPoll({ slug = 'first-trees', options = ['oak', 'carob', 'olive'], label = (id) => id, ...rules }: PollFacts = {}) {
  const parts = {
    rules: {
      opens,
      closes,
      results: 'live',
      changeable: true,
      assurance: 'open',
      ...rules,
      questions: [{ id: 'tree', kind: 'one', options: options.map((id) => ({ id })) }],
    } satisfies PollDefinition['rules'],
    words: {
      en: { question: 'Which tree first?', summary: 'Which tree.', options: Object.fromEntries(options.map((id) => [id, label(id)])) },
    } satisfies PollDefinition['words'],
  };
  return { kind: 'poll', slug, ...parts, versions: await versionsOf(parts) } satisfies PollDefinition;
}

interface QuizFacts extends Partial<Omit<QuizDefinition['rules'], 'questions' | 'changeable'>> {
  slug?: string;
  /** The options of each question by its id, the right one first. */
  questions?: Record<string, readonly string[]>;
}

/** A quiz of three questions about shade, as the site would publish it. */
export async function aQuiz({
  slug = 'shade-facts',
  questions = {
    heat: ['sixty-one', 'forty', 'eighty'],
    water: ['three-summers', 'for-ever'],
    trees: ['four-thousand', 'four-hundred', 'forty'],
  },
  ...rules
}: QuizFacts = {}) {
  const all = Object.entries(questions);
  const parts = {
    rules: {
      opens,
      closes,
      results: 'after-voting',
      assurance: 'open',
      ...rules,
      changeable: false,
      questions: all.map(([id, options]) => ({
        id,
        kind: 'one',
        options: options.map((option) => ({ id: option })),
        right: options[0] ?? '',
      })),
    } satisfies QuizDefinition['rules'],
    words: {
      en: {
        title: 'What do you know about shade?',
        summary: 'Three questions.',
        questions: Object.fromEntries(
          all.map(([id, options]) => [
            id,
            {
              question: `${id}?`,
              options: Object.fromEntries(options.map((option) => [option, option])),
              explanation: `Because of ${id}.`,
            },
          ]),
        ),
      },
    } satisfies QuizDefinition['words'],
  };
  return { kind: 'quiz', slug, sources: {}, ...parts, versions: await versionsOf(parts) } satisfies QuizDefinition;
}

interface ConsultationFacts extends Partial<Omit<ConsultationDefinition['rules'], 'comments'>> {
  slug?: string;
  comments?: Partial<NonNullable<ConsultationDefinition['rules']['comments']>> | null;
}

/** A consultation that takes comments, read after they are published unless the test says otherwise. */
export async function aConsultation({ slug = 'well-square', comments = {}, ...rules }: ConsultationFacts = {}) {
  const parts = {
    rules: {
      opens,
      closes,
      assurance: 'open',
      ...rules,
      comments: comments && { moderation: 'after', maximumLength: 200, replies: true, ...comments },
    } satisfies ConsultationDefinition['rules'],
    words: { en: { title: 'Well Square', summary: 'What should change on the square?' } },
  };
  return { kind: 'consultation', slug, ...parts, versions: await versionsOf(parts) } satisfies ConsultationDefinition;
}

interface PlanFacts {
  slug?: string;
  adopted?: string;
  consultations?: string[];
  /** What a test says of each commitment; the rest is the same for all. */
  commitments: Record<string, Partial<PlanDefinition['rules']['commitments'][number]>>;
}

/** A plan that the gardeners answer for. */
export async function aPlan({ slug = 'well-square', adopted = opens, consultations = ['well-square'], commitments }: PlanFacts) {
  const nothing = { polls: [], events: [], comments: [] };
  const parts = {
    rules: {
      adopted,
      consultations,
      commitments: Object.entries(commitments).map(([id, facts]) => ({ id, lead: 'gardens', from: nothing, updates: [], ...facts })),
    } satisfies PlanDefinition['rules'],
    words: {
      en: {
        title: 'Well Square: what we do',
        summary: 'What was promised.',
        commitments: Object.fromEntries(
          Object.keys(commitments).map((id) => [id, { said: `More ${id}.`, answer: `There will be ${id}.`, themes: [], updates: {} }]),
        ),
      },
    } satisfies PlanDefinition['words'],
  };
  return { kind: 'plan', slug, ...parts, versions: await versionsOf(parts) } satisfies PlanDefinition;
}
