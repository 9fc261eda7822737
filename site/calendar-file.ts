/** Town halls as iCalendar (RFC 5545), for the calendar programs of those who come. Pages that are prerendered only: no part of the Worker. */
import ical, { ICalEventStatus } from 'ical-generator';

/** A town hall as a calendar program takes it, in one language. */
export interface CalendarEntry {
  /** Stays the same for as long as the town hall is announced, so that a change replaces what somebody has taken. */
  uid: string;
  /** When it was last changed: never the moment of a download. */
  revised: Date;
  starts: string;
  ends: string;
  cancelled: boolean;
  title: string;
  description: string;
  location: string;
  url: string;
}

export interface CalendarFile {
  /** The name of the calendar. Left out for a single town hall: it goes into a calendar that its owner has named. */
  name?: string;
  language: string;
  /** Who invites. */
  organizer: { name: string; email: string };
  /** Where the file itself stands. */
  address: string;
  entries: CalendarEntry[];
}

/** The text of an `.ics` file. Instants are in UTC: every program shows them in the time of its place. */
export function calendarFile({ name, language, organizer, address, entries }: CalendarFile): string {
  const calendar = ical({
    prodId: { company: 'Kikar', product: 'Town halls', language: language.toUpperCase() },
    source: address,
    ...(name ? { name, ttl: 60 * 60 } : {}),
  });
  for (const { uid, revised, starts, ends, cancelled, title, description, location, url } of entries) {
    calendar.createEvent({
      id: uid,
      // Programs take a change with a higher number only: a town hall that is moved has one as much as one that is cancelled.
      sequence: Math.floor(revised.getTime() / 60_000),
      stamp: revised,
      lastModified: revised,
      start: new Date(starts),
      end: new Date(ends),
      summary: title,
      description,
      location,
      url,
      organizer,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return `${calendar.toString()}\r\n`;
}
