/** Days, weeks and months of a calendar: days as `2026-12-08`, months as `2026-12`, in a time zone. Pure. */
import type { PublishedEntry } from '../worker/definitions/contract.ts';

/** The days of a week, in the order in which `Date` counts them. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** What a calendar shows of an entry. */
type Dated = Pick<PublishedEntry, 'kind' | 'slug' | 'schedule' | 'cancelled' | 'words'>;

/** An entry on one day: the day of a town hall, or the last day of what can be taken part in. */
export interface Occasion {
  entry: Dated;
  /** Which part of it falls on the day: all of it, or the first, a middle or the last day of several; or its close. */
  part: 'whole' | 'first' | 'middle' | 'last' | 'close';
}

/** The day on which an instant falls. */
export function dayOf(instant: string | number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(new Date(instant));
}

/** The instant at which a day begins in a time zone, as the API takes it. */
export function dayBegins(day: string, timeZone: string): string {
  return instantAt(`${day}T00:00`, timeZone);
}

/** The instant at which the clocks of a time zone show a time, `2026-11-20T10:00`, as the API takes it. */
export function instantAt(local: string, timeZone: string): string {
  const inGreenwich = Date.parse(`${local}Z`);
  const offset = (instant: number) => {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant);
    const [, sign, hours, minutes] = parts.map(({ value }) => value.match(/^GMT([+-])(\d\d):(\d\d)$/)).find(Boolean) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  };
  // The offset that counts is that of the time here; the same time in Greenwich is at most a day from it.
  return new Date(inGreenwich - offset(inGreenwich - offset(inGreenwich))).toISOString();
}

/** What the clocks of a time zone show at an instant: `2026-11-20T10:00`. */
export function localTimeAt(instant: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${dayOf(instant, timeZone)}T${time.format(instant)}`;
}

/** The month in which a day lies. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The day some days after another, by the calendar: no clock changes there. */
export function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Every day that a span touches. Its end lies outside: what ends at midnight does not touch the day that begins then. */
export function daysOf(begins: string, ends: string, timeZone: string): string[] {
  const first = dayOf(begins, timeZone);
  const last = dayOf(Math.max(Date.parse(begins), Date.parse(ends) - 1), timeZone);
  const days = [first];
  for (let day = first; day < last; ) {
    day = later(day, 1);
    days.push(day);
  }
  return days;
}

/** The weeks of a month, each of seven days that begin with `firstWeekday` (0 is Sunday); null where a day lies in another month. */
export function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const first = `${month}-01`;
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() - firstWeekday + 7) % 7;
  const weeks: (string | null)[][] = [];
  for (let begins = later(first, -before); monthOf(begins) <= month; begins = later(begins, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, place) => {
        const day = later(begins, place);
        return monthOf(day) === month ? day : null;
      }),
    );
  }
  return weeks;
}

/** What falls on which day, the earliest of a day first. */
export function occasionsOf(entries: Dated[], timeZone: string): Map<string, Occasion[]> {
  const days = new Map<string, (Occasion & { at: number })[]>();
  const put = (day: string, occasion: Occasion, instant: string) =>
    days.set(day, [...(days.get(day) ?? []), { ...occasion, at: Date.parse(instant) }]);
  for (const entry of entries) {
    const { opens, closes } = entry.schedule;
    if (entry.kind !== 'event') {
      // What closes at midnight can be taken part in until the end of the day before.
      put(dayOf(Date.parse(closes) - 1, timeZone), { entry, part: 'close' }, closes);
      continue;
    }
    const held = daysOf(opens, closes, timeZone);
    held.forEach((day, place) => {
      const ending = place === held.length - 1 ? 'last' : 'middle';
      put(day, { entry, part: held.length === 1 ? 'whole' : place === 0 ? 'first' : ending }, opens);
    });
  }
  for (const occasions of days.values()) occasions.sort((one, other) => one.at - other.at);
  return days;
}

/** Every month from the first day on which something falls to the last, without a gap. */
export function monthsOf(days: Iterable<string>): string[] {
  const months = [...days].map(monthOf).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const all = [first];
  for (let month = first; month < last; ) {
    month = monthOf(later(`${month}-01`, 31));
    all.push(month);
  }
  return all;
}
