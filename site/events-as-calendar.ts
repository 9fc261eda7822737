/** Town halls of `content/` for calendar programs, in one language. Pages that are prerendered only. */

import type { CollectionEntry } from 'astro:content';
import { spawnSync } from 'node:child_process';
import { body as bodies, contact } from 'virtual:portal';
import { type CalendarEntry, calendarFile } from './calendar-file.ts';
import { builtAt, wordsOf } from './entries.ts';
import * as m from './i18n/compiled/messages.js';
import { defaultLocale, type Locale } from './i18n/locale.ts';
import { routes } from './i18n/routes.ts';

interface Event {
  slug: string;
  facts: CollectionEntry<'events'>['data'];
}

const content = process.env.KIKAR_CONTENT ?? './content';
const revisions = new Map<string, Date>();

/** When an event was last changed, as git remembers it; the time of the build where git doesn't know. */
function revisedAt(slug: string): Date {
  const known = revisions.get(slug);
  if (known) return known;
  const log = spawnSync('git', ['log', '-1', '--format=%cI', '--', `events/${slug}`], { cwd: content, encoding: 'utf8' });
  const revised = new Date(log.stdout?.trim() || builtAt);
  revisions.set(slug, revised);
  return revised;
}

async function entryOf({ slug, facts }: Event, locale: Locale, site: URL): Promise<CalendarEntry> {
  const t = { locale };
  const { words } = await wordsOf('eventWords', slug, locale);
  const url = new URL(routes.event(locale, slug), site).href;
  const agenda = facts.agenda.map(({ id, at }) => `${at} ${words.agenda[id] ?? id}`);
  const parts = [
    facts.cancelled ? words.cancellation : undefined,
    words.summary,
    agenda.length > 0 ? [m.event_agenda({}, t), ...agenda].join('\n') : undefined,
    words.place?.access,
    facts.online ? [words.onlineNote, facts.online].filter(Boolean).join('\n') : undefined,
    url,
  ];
  return {
    // The domain of the public body outlives the address of its website. Each language is an event of its own.
    uid: `${slug}.${locale}.events@${contact.email.split('@')[1]}`,
    revised: revisedAt(slug),
    starts: facts.starts,
    ends: facts.ends,
    cancelled: facts.cancelled,
    title: facts.cancelled ? m.event_cancelled_named({ title: words.title }, t) : words.title,
    description: parts.filter(Boolean).join('\n\n'),
    location: words.place ? `${words.place.name}, ${words.place.address}` : (facts.online ?? ''),
    url,
  };
}

/** An answer with town halls as an `.ics` file. With a name it is a calendar to subscribe to. */
export async function answerWithCalendar(events: Event[], locale: Locale, address: URL, name?: string): Promise<Response> {
  const text = calendarFile({
    ...(name ? { name } : {}),
    language: locale,
    organizer: { name: bodies[locale] ?? bodies[defaultLocale] ?? '', email: contact.email },
    address: address.href,
    entries: await Promise.all(events.map((event) => entryOf(event, locale, address))),
  });
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
}
