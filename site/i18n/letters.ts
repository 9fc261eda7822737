/** The words of letters to officials, in the language of each: plain text, short, every link on a line of its own. */
import { body, contact } from 'virtual:portal';
import type { Words } from '../../worker/mail/contract.ts';
import type { Letter } from '../../worker/mail/rules.ts';
import { type DeskPart, deskParts } from '../../worker/reminders/rules.ts';
import { pick } from '../definitions.ts';
import * as m from './compiled/messages.js';
import { dateTime, defaultLocale, isLocale, type Locale, number } from './locale.ts';
import { officeRoutes, pageOf } from './routes.ts';

/** What is said in a letter: a subject, and paragraphs of one or more lines. */
interface Said {
  subject: string;
  paragraphs: string[];
}

/** `origin`: the address of the portal, which every link begins with; that of the build where no other is given. */
export const words: Words = (letter, { language, origin, index }) => {
  const locale = isLocale(language) ? language : defaultLocale;
  const from = pick(body, locale).words;
  const at = (path: string) => new URL(path, origin ?? import.meta.env.SITE).href;
  const { subject, paragraphs } = said(letter, locale, from, at, index);
  return { from, subject, text: `${[...paragraphs, `-- \n${m.mail_foot({ body: from }, { locale })}`].join('\n\n')}\n` };
};

function said(letter: Letter, locale: Locale, body: string, at: (path: string) => string, index: Parameters<Words>[1]['index']): Said {
  const t = { locale };
  const desk = `${m.mail_desk({}, t)}\n${at(officeRoutes.desk(locale))}`;
  switch (letter.kind) {
    case 'sign-in':
      return {
        subject: m.mail_sign_in_subject({}, t),
        paragraphs: [m.mail_sign_in({ body }, t), at(letter.path), m.mail_sign_in_after({}, t)],
      };
    case 'invited':
      return {
        subject: m.mail_invited_subject({}, t),
        paragraphs: [m.mail_invited({ body }, t), at(letter.path), m.mail_invited_after({}, t)],
      };
    case 'invitation-used':
      return { subject: m.mail_used_subject({}, t), paragraphs: [m.mail_used({ body, contact: contact.email }, t)] };
    case 'digest': {
      const parts = Object.keys(deskParts) as DeskPart[];
      const lines = parts.flatMap((part) => (letter.counts[part] ? [`– ${countOf(locale, part, letter.counts[part])}`] : []));
      return { subject: m.mail_digest_subject({}, t), paragraphs: [m.mail_digest({ body }, t), lines.join('\n'), desk] };
    }
    case 'danger':
      return {
        subject: m.mail_danger_subject({}, t),
        paragraphs: [m.mail_danger({}, t), at(officeRoutes.comment(locale, letter.comment)), m.mail_danger_after({}, t)],
      };
    case 'late-answer': {
      const { kind, slug } = letter.entry;
      const entry = index.entries.find((one) => one.kind === kind && one.slug === slug);
      const title = entry && Object.keys(entry.words).length > 0 ? pick(entry.words, locale).words.title : slug;
      const instant = entry?.schedule.answerBy ? dateTime(locale, entry.schedule.answerBy) : '';
      return {
        subject: m.mail_late_subject({}, t),
        paragraphs: [m.mail_late({ title, instant }, t), at(pageOf(locale, kind, slug)), desk],
      };
    }
  }
}

/** `Comments to be read: 12` */
function countOf(locale: Locale, part: DeskPart, count: number): string {
  const t = { locale };
  const inputs = { number: number(locale, count) };
  switch (part) {
    case 'reports':
      return m.mail_count_reports(inputs, t);
    case 'appeals':
      return m.mail_count_appeals(inputs, t);
    case 'comments':
      return m.mail_count_comments(inputs, t);
    case 'overdue':
      return m.mail_count_overdue(inputs, t);
    case 'due':
      return m.mail_count_due(inputs, t);
    case 'questions':
      return m.mail_count_questions(inputs, t);
    case 'late':
      return m.mail_count_late(inputs, t);
    case 'commitments':
      return m.mail_count_commitments(inputs, t);
    case 'papers':
      return m.mail_count_papers(inputs, t);
  }
}
