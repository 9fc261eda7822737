/** Every address of the portal, in one place: pages, links, `hreflang` and forms are made from it. */
import type { Locale } from './locale.ts';

export const routes = {
  home: (locale: Locale) => `/${locale}`,
  now: (locale: Locale) => `/${locale}/now`,
  consultations: (locale: Locale) => `/${locale}/consultations`,
  consultation: (locale: Locale, slug: string) => `/${locale}/consultations/${slug}`,
  comments: (locale: Locale, slug: string) => `/${locale}/consultations/${slug}/comments`,
  comment: (locale: Locale, id: string) => `/${locale}/comments/${id}`,
  reactions: (locale: Locale, id: string) => `/${locale}/comments/${id}/reactions`,
  polls: (locale: Locale) => `/${locale}/polls`,
  poll: (locale: Locale, slug: string) => `/${locale}/polls/${slug}`,
  results: (locale: Locale, slug: string) => `/${locale}/polls/${slug}/results`,
  responses: (locale: Locale, slug: string) => `/${locale}/polls/${slug}/responses`,
  receipt: (locale: Locale, id: string) => `/${locale}/receipts/${id}`,
  withdraw: (locale: Locale, id: string) => `/${locale}/receipts/${id}/withdraw`,
  mine: (locale: Locale) => `/${locale}/mine`,
  mineAsJson: (locale: Locale) => `/${locale}/mine.json`,
  forget: (locale: Locale) => `/${locale}/mine/forget`,
  page: (locale: Locale, slug: string) => `/${locale}/${slug}`,
  chooseLanguage: (locale: Locale, path: string) => `/language/${locale}?page=${encodeURIComponent(path)}`,
} as const;

/** The same page in another language. */
export function inLanguage(path: string, locale: Locale): string {
  return path.replace(/^\/[a-z]{2}(?=\/|$)/, `/${locale}`);
}
