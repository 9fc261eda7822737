/** What a new entry of each kind begins with: facts that lie in the future, and texts to be replaced. */
import { dayOf } from '../../site/calendar.ts';
import { Later } from './commented.ts';
import type { Kind } from './entries.ts';
import { mark } from './missing.ts';
import type { Texts } from './skeleton-texts.ts';

/** What of the portal a skeleton needs to be right. */
export interface Ground {
  now: number;
  timeZone: string;
  departments: string[];
  /** How many plain pages there are. */
  pages: number;
}

interface Skeleton {
  facts: (ground: Ground) => Record<string, unknown>;
  words: (texts: Texts) => Record<string, unknown>;
}

const later = (value: unknown) => new Later(value);
/** Stands for a text that isn't needed yet. */
const text = later(`${mark} …`);
const easier = { easyRead: text, signLanguage: later('https://example.org/video') };
const subjects = { topics: [], areas: [], department: later('id-of-a-department'), place: later({ longitude: 35.2, latitude: 32.7 }) };
const consultation = later('name-of-a-consultation');
const documents = later([{ id: 'plan', href: '/documents/plan.pdf', format: 'PDF', size: '120 KB' }]);
const titles = later({ plan: `${mark} …` });

export const skeletons: Record<Kind['folder'], Skeleton> = {
  consultations: {
    facts: (ground) => ({
      ...scheduleFrom(ground),
      comments: { moderation: 'before', maximumLength: 2000, replies: true },
      assurance: 'open',
      ...subjects,
      documents,
    }),
    words: ({ title, summary }) => ({
      title,
      summary,
      decision: text,
      documents: titles,
      otherWays: later([`${mark} …`]),
      lateReason: text,
      outcome: text,
      ...easier,
    }),
  },
  polls: {
    facts: (ground) => ({
      ...scheduleFrom(ground),
      options: ['first', 'second'],
      results: 'live',
      changeable: true,
      assurance: 'open',
      consultation,
      ...subjects,
    }),
    words: ({ question, summary, firstAnswer, secondAnswer }) => ({
      question,
      hint: text,
      summary,
      options: { first: firstAnswer, second: secondAnswer },
      ...easier,
    }),
  },
  quizzes: {
    facts: (ground) => ({
      opens: instantIn(ground, 7, '08:00'),
      closes: instantIn(ground, 49, '20:00'),
      keptUntil: instantIn(ground, 414, '00:00'),
      pace: 'one-by-one',
      questions: [{ id: 'question', options: ['first', 'second'], right: 'first', source: later('/consultations/name-of-a-consultation') }],
      consultation,
      ...subjects,
    }),
    words: ({ title, summary, question, firstAnswer, secondAnswer, explanation }) => ({
      title,
      summary,
      questions: { question: { question, hint: text, options: { first: firstAnswer, second: secondAnswer }, explanation, source: text } },
      ...easier,
    }),
  },
  events: {
    facts: (ground) => ({
      starts: instantIn(ground, 28, '18:00'),
      ends: instantIn(ground, 28, '20:00'),
      minutesBy: instantIn(ground, 42, '00:00'),
      minutesAt: later(instantIn(ground, 38, '12:00')),
      cancelled: later(true),
      online: later('https://example.org/live'),
      agenda: [
        { id: 'first', at: '18:00' },
        { id: 'second', at: '19:00' },
      ],
      speakers: ['speaker'],
      documents,
      consultation,
      ...subjects,
    }),
    words: ({ title, summary, placeName, address, firstPoint, secondPoint, speaker }) => ({
      title,
      summary,
      place: { name: placeName, address, access: text },
      onlineNote: text,
      agenda: { first: firstPoint, second: secondPoint },
      speakers: { speaker },
      documents: titles,
      cancellation: text,
      minutes: text,
      ...easier,
    }),
  },
  plans: {
    facts: (ground) => ({
      adopted: instantIn(ground, 7, '18:00'),
      consultations: [],
      commitments: [
        {
          id: 'commitment',
          by: instantIn(ground, 189, '00:00'),
          lead: ground.departments[0],
          from: { consultation, polls: [], events: [], comments: [] },
          updates: later([{ id: 'begun', at: instantIn(ground, 35, '12:00'), status: 'under-way' }]),
        },
      ],
      ...subjects,
    }),
    words: ({ title, summary, said, answer }) => ({
      title,
      summary,
      commitments: { commitment: { said, answer, themes: later([`${mark} …`]), updates: later({ begun: `${mark} …` }) } },
      ...easier,
    }),
  },
  pages: {
    facts: ({ pages }) => ({ order: pages + 1 }),
    words: ({ title, summary }) => ({ title, summary }),
  },
};

function scheduleFrom(ground: Ground) {
  return {
    opens: instantIn(ground, 7, '08:00'),
    closes: instantIn(ground, 49, '20:00'),
    answerBy: instantIn(ground, 91, '00:00'),
    answeredAt: later(instantIn(ground, 84, '12:00')),
    keptUntil: instantIn(ground, 414, '00:00'),
  };
}

/** The instant so many days from now at a time of day, with the offset that the portal has then. */
function instantIn({ now, timeZone }: Ground, days: number, time: string): string {
  const day = new Date(Date.parse(`${dayOf(now, timeZone)}T00:00Z`));
  day.setUTCDate(day.getUTCDate() + days);
  const local = `${day.toISOString().slice(0, 10)}T${time}:00`;
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number) =>
    format
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.slice(3) || '+00:00';
  // The first guess may lie on the other side of a change of clocks.
  const guess = Date.parse(`${local}${offsetAt(Date.parse(`${local}Z`))}`);
  return `${local}${offsetAt(guess)}`;
}
