/** Every address of the portal, in one place: pages, links, `hreflang` and forms are made from it. */
import type { EntryKind } from '../../worker/definitions/rules.ts';
import type { Locale } from './locale.ts';

/** What a list is narrowed to. Empty and missing fields narrow nothing. */
export type Filter = Partial<Record<'kind' | 'phase' | 'topic' | 'area' | 'language' | 'q', string>>;

function query(filter: Filter): string {
  const fields = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
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
  page: (locale: Locale, slug: string) => `/${locale}/${slug}`,
  chooseLanguage: (locale: Locale, path: string) => `/language/${locale}?page=${encodeURIComponent(path)}`,
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
