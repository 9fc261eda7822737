/** Every address of the portal, in one place: pages, links, `hreflang` and forms are made from it. */
import type { EntryKind } from '../../worker/definitions/rules.ts';
import type { Locale } from './locale.ts';

/** What a list is narrowed to. Empty and missing fields narrow nothing. */
export type Filter = Partial<Record<'kind' | 'phase' | 'topic' | 'area' | 'language' | 'q', string>>;

function query(filter: Record<string, string | undefined>): string {
  const fields = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return fields.size > 0 ? `?${fields}` : '';
}

export const routes = {
  home: (locale: Locale) => `/${locale}`,
  now: (locale: Locale, filter: Filter = {}) => `/${locale}/now${query(filter)}`,
  consultations: (locale: Locale) => `/${locale}/consultations`,
  consultation: (locale: Locale, slug: string) => `/${locale}/consultations/${slug}`,
  comments: (locale: Locale, slug: string) => `/${locale}/consultations/${slug}/comments`,
  comment: (locale: Locale, id: string) => `/${locale}/comments/${id}`,
  reactions: (locale: Locale, id: string) => `/${locale}/comments/${id}/reactions`,
  polls: (locale: Locale) => `/${locale}/polls`,
  poll: (locale: Locale, slug: string) => `/${locale}/polls/${slug}`,
  results: (locale: Locale, slug: string) => `/${locale}/polls/${slug}/results`,
  responses: (locale: Locale, slug: string) => `/${locale}/polls/${slug}/responses`,
  quizzes: (locale: Locale) => `/${locale}/quizzes`,
  quiz: (locale: Locale, slug: string) => `/${locale}/quizzes/${slug}`,
  quizResults: (locale: Locale, slug: string) => `/${locale}/quizzes/${slug}/results`,
  quizResponses: (locale: Locale, slug: string) => `/${locale}/quizzes/${slug}/responses`,
  events: (locale: Locale) => `/${locale}/events`,
  event: (locale: Locale, slug: string) => `/${locale}/events/${slug}`,
  eventAsCalendar: (locale: Locale, slug: string) => `/${locale}/events/${slug}.ics`,
  calendar: (locale: Locale) => `/${locale}/calendar`,
  /** A month as `2026-12`. */
  month: (locale: Locale, month: string) => `/${locale}/calendar/${month}`,
  calendarFeed: (locale: Locale) => `/${locale}/calendar.ics`,
  plans: (locale: Locale) => `/${locale}/plans`,
  plan: (locale: Locale, slug: string) => `/${locale}/plans/${slug}`,
  progress: (locale: Locale, slug: string) => `/${locale}/plans/${slug}/progress`,
  commitment: (locale: Locale, slug: string, id: string) => `/${locale}/plans/${slug}#${id}`,
  search: (locale: Locale, q = '') => `/${locale}/search${query({ q })}`,
  map: (locale: Locale) => `/${locale}/map`,
  topics: (locale: Locale) => `/${locale}/topics`,
  topic: (locale: Locale, id: string) => `/${locale}/topics/${id}`,
  areas: (locale: Locale) => `/${locale}/areas`,
  area: (locale: Locale, id: string) => `/${locale}/areas/${id}`,
  changes: (locale: Locale) => `/${locale}/changes`,
  changesFeed: (locale: Locale) => `/${locale}/changes.xml`,
  receipt: (locale: Locale, id: string) => `/${locale}/receipts/${id}`,
  withdraw: (locale: Locale, id: string) => `/${locale}/receipts/${id}/withdraw`,
  mine: (locale: Locale) => `/${locale}/mine`,
  mineAsJson: (locale: Locale) => `/${locale}/mine.json`,
  forget: (locale: Locale) => `/${locale}/mine/forget`,
  /** The rules of moderation: a plain page. */
  moderation: (locale: Locale) => `/${locale}/moderation`,
  moderationLog: (locale: Locale, filter: Partial<Record<'consultation' | 'after', string>> = {}) =>
    `/${locale}/moderation-log${query(filter)}`,
  kept: (locale: Locale) => `/${locale}/kept`,
  report: (locale: Locale, comment: string) => `/${locale}/comments/${comment}/report`,
  appeal: (locale: Locale, receipt: string) => `/${locale}/receipts/${receipt}/appeal`,
  page: (locale: Locale, slug: string) => `/${locale}/${slug}`,
  chooseLanguage: (locale: Locale, path: string) => `/language/${locale}?page=${encodeURIComponent(path)}`,
} as const;

/** Addresses of the office. */
export const officeRoutes = {
  desk: (locale: Locale) => `/${locale}/office`,
  signIn: (locale: Locale, to = '') => `/${locale}/office/sign-in${query({ to })}`,
  signOut: (locale: Locale) => `/${locale}/office/sign-out`,
  account: (locale: Locale) => `/${locale}/office/account`,
  queue: (locale: Locale, filter: Record<string, string> = {}) => `/${locale}/office/moderation${query(filter)}`,
  /** One comment with all that was decided on it, reported and replied. */
  comment: (locale: Locale, id: string) => `/${locale}/office/comments/${id}`,
  /** Questions without a reply; with `comment` one comment, to be answered or its replies changed. */
  answers: (locale: Locale, filter: Partial<Record<'consultation' | 'after' | 'comment' | 'done', string>> = {}) =>
    `/${locale}/office/answers${query(filter)}`,
  plans: (locale: Locale) => `/${locale}/office/plans`,
  commitment: (locale: Locale, slug: string, id: string, filter: Partial<Record<'correct' | 'done', string>> = {}) =>
    `/${locale}/office/plans/${slug}/${id}${query(filter)}`,
  papers: (locale: Locale) => `/${locale}/office/papers`,
  batch: (locale: Locale, id: string) => `/${locale}/office/papers/${id}`,
  holds: (locale: Locale) => `/${locale}/office/holds`,
  data: (locale: Locale) => `/${locale}/office/data`,
  officials: (locale: Locale) => `/${locale}/office/officials`,
  audit: (locale: Locale, filter: Record<string, string> = {}) => `/${locale}/office/audit${query(filter)}`,
  mail: (locale: Locale) => `/${locale}/office/mail`,
} as const;

/** A part of the portal that has a place in the menu. */
export type Part = 'consultations' | 'polls' | 'quizzes' | 'events' | 'plans' | 'mine' | 'search';

/** The page of an entry of any kind. */
export function pageOf(locale: Locale, kind: EntryKind, slug: string): string {
  return routes[kind](locale, slug);
}

/** A page to be put up on paper, with a QR code that leads to the entry. */
export function noticeOf(locale: Locale, kind: EntryKind, slug: string): string {
  return `${pageOf(locale, kind, slug)}/notice`;
}

/** A form on paper, for those who would rather answer by hand. */
export function paperOf(locale: Locale, kind: EntryKind, slug: string): string {
  return `${pageOf(locale, kind, slug)}/paper`;
}

/** The same form as the build printed it, where it found a browser to print with. */
export function paperPdfOf(locale: Locale, kind: EntryKind, slug: string): string {
  return `/papers/${kind}/${slug}.${locale}.pdf`;
}

/** The picture that stands for an entry where a link to it is shared. */
export function pictureOf(locale: Locale, kind: EntryKind | 'portal', slug: string): string {
  return `/${locale}/pictures/${kind}/${slug}.png`;
}

/** Where something can be checked (an update of a commitment, an answer of a quiz): a page of this portal in the reader's language, a document, or elsewhere. */
export function atEvidence(locale: Locale, evidence: string): string {
  return evidence.startsWith('/') && !evidence.startsWith('/documents/') ? `/${locale}${evidence}` : evidence;
}

/** The same page in another language. */
export function inLanguage(path: string, locale: Locale): string {
  return path.replace(/^\/[a-z]{2}(?=\/|$)/, `/${locale}`);
}
