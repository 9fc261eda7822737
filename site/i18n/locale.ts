/** Languages, their direction, and how numbers, instants and counts of people are written in them. */

import { defaultLanguage, languages, timeZone } from 'virtual:portal';
import { daysBetween } from '../../worker/definitions/rules.ts';
import * as m from './compiled/messages.js';
import type { locales as compiled } from './compiled/runtime.js';

/** The languages that the interface has words in; a portal offers some or all of them. */
export type Locale = (typeof compiled)[number];
export const locales = languages as Locale[];
export const defaultLocale = defaultLanguage as Locale;

const rightToLeft = new Set(['he', 'ar', 'fa', 'ur', 'yi']);

/** The direction of a language's script. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** Each language by its own name. */
export const languageNames: Record<Locale, string> = { en: 'English', he: 'עברית', ar: 'العربية', ru: 'Русский' };

/** The name of any language, in the reader's. */
export function nameOfLanguage(locale: Locale, language: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

/** Digits are Latin in all languages: dates of one page and figures of another must read alike. */
const tags: Record<Locale, string> = { en: 'en-GB', he: 'he-IL', ar: 'ar-u-nu-latn', ru: 'ru-RU' };

export function number(locale: Locale, value: number): string {
  return new Intl.NumberFormat(tags[locale]).format(value);
}

/** Whole percent, as `54 %` would be written in the language. */
export function percent(locale: Locale, part: number, whole: number): string {
  return new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(whole === 0 ? 0 : part / whole);
}

/** `Thursday 3 December 2026` */
export function date(locale: Locale, instant: string | number): string {
  const format = new Intl.DateTimeFormat(tags[locale], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const written = format.format(new Date(instant));
  // In English a date stands in a sentence better without the comma that CLDR puts after its weekday.
  if (locale === 'en') return written.replace(', ', ' ');
  // In Russian a weekday before the date would be inflected by the words before it ("до четверга"): after the date it needn't be.
  if (locale === 'ru') return written.replace(/^(.+?), (.+)$/, '$2 ($1)');
  return written;
}

/** `20:00` */
export function time(locale: Locale, instant: string | number): string {
  return new Intl.DateTimeFormat(tags[locale], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  );
}

/** `Thursday 3 December 2026, 20:00` */
export function dateTime(locale: Locale, instant: string | number): string {
  return m.date_and_time({ date: date(locale, instant), time: time(locale, instant) }, { locale });
}

/** The time zone of the portal by its name at an instant: `Israel Standard Time`. */
export function timeZoneName(locale: Locale, instant: string): string {
  const format = new Intl.DateTimeFormat(tags[locale], { timeZone, timeZoneName: 'long' });
  return format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A month as `2026-12` in words: `December 2026`. */
export function monthAndYear(locale: Locale, month: string): string {
  return new Intl.DateTimeFormat(tags[locale], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));
}

/** A day as `2026-12-08` in words, where its year is said elsewhere: `Tuesday 8 December`. */
export function dayAndMonth(locale: Locale, day: string): string {
  const format = new Intl.DateTimeFormat(tags[locale], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(Date.parse(day));
}

/** The name of a day of the week: `Tuesday`. */
export function weekday(locale: Locale, day: string): string {
  return new Intl.DateTimeFormat(tags[locale], { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}

/** The last day before an instant: a promise "before 1 September 00:00" is kept by 31 August. */
export function lastDayBefore(locale: Locale, instant: string): string {
  return date(locale, Date.parse(instant) - 1);
}

/** Calendar days here from one instant to another. */
export function days(from: string | number, to: string | number): number {
  return daysBetween(new Date(from).getTime(), new Date(to).getTime(), timeZone);
}

/** Hours as `24 hours`. */
export function hours(locale: Locale, count: number): string {
  return measured(locale, count, 'hour');
}

/** How long something took, as roughly as one would say it: `40 minutes`, `5 hours`, `3 days`. */
export function duration(locale: Locale, seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return measured(locale, minutes, 'minute');
  if (minutes < 48 * 60) return measured(locale, Math.round(minutes / 60), 'hour');
  return measured(locale, Math.round(minutes / 60 / 24), 'day');
}

function measured(locale: Locale, count: number, unit: 'minute' | 'hour' | 'day'): string {
  return new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Several things in a row, parted as the language parts them: `a, b, c`. */
export function list(language: string, items: string[]): string {
  // CLDR parts Russian units by spaces alone; its shortest "and" has the commas.
  const options: Intl.ListFormatOptions = language === 'ru' ? { type: 'conjunction', style: 'narrow' } : { type: 'unit' };
  return new Intl.ListFormat(language, options).format(items);
}

/** `1,204 people` */
export function people(locale: Locale, count: number): string {
  return m.people({ count, number: number(locale, count) }, { locale });
}
