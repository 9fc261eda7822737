/** What waits on the desk, in words: one sentence, and what is told of the oldest. */

import type { PublishedIndex } from '../../worker/definitions/contract.ts';
import type { Waiting } from '../../worker/desk/contract.ts';
import { pick } from '../definitions.ts';
import * as m from './compiled/messages.js';
import { date, dateTime, days, type Locale, lastDayBefore, number } from './locale.ts';
import { officeRoutes, pageOf } from './routes.ts';
import { promiseOf, waitOf } from './waiting.ts';

/** One thing that waits. */
export interface Told {
  sentence: string;
  href: string;
  /** What has to be seen at once. */
  alarm: string | null;
  /** What the oldest is about, in the language that its title has. */
  about: { title: string; language: string } | null;
  /** Whether it stands for others: then the title is that of the oldest. */
  isOldest: boolean;
  /** Since when it waits, and until when it was not to: some of it late. */
  facts: { words: string; late: boolean }[];
}

const fact = (words: string, late = false) => ({ words, late });

/** How late something is that was promised before an instant: a day, at least. */
function lateness(locale: Locale, before: string, now: number) {
  const count = Math.max(1, days(Date.parse(before) - 1, now));
  return fact(m.plan_days_late({ count, number: number(locale, count) }, { locale }), true);
}

/** Puts what waits into words at `now`. */
export function toldOf(locale: Locale, waiting: Waiting, { entries, plans }: PublishedIndex, now: number): Told {
  const t = { locale };
  const counted = { count: waiting.count, number: number(locale, waiting.count) };
  const entryTitle = (kind: string, slug: string | null) => {
    const entry = entries.find((one) => one.kind === kind && one.slug === slug);
    if (!entry || Object.keys(entry.words).length === 0) return slug === null ? null : { title: slug, language: 'en' };
    const { words, language } = pick(entry.words, locale);
    return { title: words.title, language };
  };
  const several = { alarm: null, about: null, isOldest: waiting.count > 1, facts: [] };
  switch (waiting.part) {
    case 'reports':
    case 'appeals':
    case 'comments': {
      const list = ({ reports: 'reported', appeals: 'appealed', comments: 'waiting' } as const)[waiting.part];
      const sentence = { reports: m.desk_reports, appeals: m.desk_appeals, comments: m.desk_comments }[waiting.part](counted, t);
      const danger = waiting.part === 'reports' ? waiting.danger : 0;
      const facts = [];
      if (waiting.oldest) facts.push(fact(waitOf(locale, waiting.oldest, now)));
      if (waiting.promisedBy) facts.push(promiseOf(locale, waiting.promisedBy, now));
      return {
        ...several,
        sentence,
        href: officeRoutes.queue(locale, { list }),
        alarm: danger > 0 ? m.desk_danger({ count: danger, number: number(locale, danger) }, t) : null,
        about: entryTitle('consultation', waiting.on),
        facts,
      };
    }
    case 'overdue':
    case 'due': {
      const { kind, slug, answerBy } = waiting;
      const left = days(now, Date.parse(answerBy) - 1);
      const due = left > 0 ? m.desk_due({ count: left, number: number(locale, left) }, t) : m.desk_due_today({}, t);
      const promised = fact(m.desk_promised({ date: lastDayBefore(locale, answerBy) }, t));
      return {
        ...several,
        sentence: waiting.part === 'due' ? due : m.desk_overdue({}, t),
        href: pageOf(locale, kind, slug),
        about: entryTitle(kind, slug),
        facts: waiting.part === 'due' ? [promised] : [lateness(locale, answerBy, now), promised],
      };
    }
    case 'questions':
      return {
        ...several,
        sentence: m.desk_questions(counted, t),
        href: officeRoutes.answers(locale),
        about: entryTitle('consultation', waiting.on),
        facts: [fact(waitOf(locale, waiting.oldest, now))],
      };
    case 'late':
    case 'commitments': {
      const { plan, commitment, since } = waiting;
      const promise = plans.find(({ slug }) => slug === plan)?.commitments.find(({ id }) => id === commitment);
      const said = promise && Object.keys(promise.words).length > 0 ? pick(promise.words, locale) : null;
      return {
        ...several,
        sentence: { late: m.desk_late, commitments: m.desk_commitments }[waiting.part](counted, t),
        href: waiting.count > 1 ? officeRoutes.plans(locale) : officeRoutes.commitment(locale, plan, commitment),
        about: said ? { title: said.words.said, language: said.language } : { title: commitment, language: 'en' },
        facts: [waiting.part === 'late' ? lateness(locale, since, now) : fact(m.desk_silent({ date: date(locale, since) }, t))],
      };
    }
    case 'papers':
      return {
        ...several,
        sentence: m.desk_papers(counted, t),
        href: officeRoutes.batch(locale, waiting.batch),
        facts: [fact(m.desk_since({ instant: dateTime(locale, waiting.oldest) }, t))],
      };
    case 'mail':
      return {
        ...several,
        sentence: m.desk_mail(counted, t),
        href: officeRoutes.mail(locale),
        facts: [fact(m.desk_since({ instant: dateTime(locale, waiting.oldest) }, t))],
      };
  }
}
