/** What changed, as an Atom feed (RFC 4287). */

import { body as bodies, contact, name as names } from 'virtual:portal';
import type { APIRoute } from 'astro';
import { Feed } from 'feed';
import type { Change } from '../../../worker/changes/contract.ts';
import { found } from '../../found.ts';
import { tell } from '../../i18n/changes.ts';
import * as m from '../../i18n/compiled/messages.js';
import { defaultLocale, isLocale } from '../../i18n/locale.ts';
import { routes } from '../../i18n/routes.ts';

export const prerender = false;

/** The titles of a feed are HTML to whoever reads it; ours are plain text. */
function inMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const GET: APIRoute = async ({ params, locals, url, rewrite }) => {
  const { locale } = params;
  if (!isLocale(locale)) return rewrite('/404');
  const t = { locale };
  const absolute = (path: string) => new URL(path, url).href;
  const answer = await found<{ changes: Change[] }>(await locals.api.api.changes.$get());
  const told = tell(locale, answer?.changes ?? [], await locals.published.index());
  const feed = new Feed({
    id: absolute(routes.changes(locale)),
    link: absolute(routes.changes(locale)),
    feedLinks: { atom: absolute(routes.changesFeed(locale)) },
    title: `${m.changes_title({}, t)} · ${names[locale] ?? names[defaultLocale]}`,
    description: m.changes_lead({}, t),
    language: locale,
    copyright: '',
    author: { name: bodies[locale] ?? bodies[defaultLocale] ?? '', email: contact.email },
    // The latest change, so that an answer that says the same is the same.
    updated: new Date(told[0]?.at ?? 0),
  });
  for (const { at, what, title, href } of told) {
    // Of its own for each change, and still an address: what leads into a page has a fragment already.
    const id = `${absolute(href)}${href.includes('#') ? '/' : '#'}${at}`;
    feed.addItem({ id, link: absolute(href), date: new Date(at), title: inMarkup(`${what}: ${title}`) });
  }
  return new Response(feed.atom1(), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
};
