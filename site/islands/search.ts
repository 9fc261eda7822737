/**
 * Makes the search page find as one types, in all words. The page is whole without it: it answers the same form with what the
 * published index holds. Results are copies of the page's own templates, filled with text.
 */
import type { PublishedIndex } from '../../worker/definitions/contract.ts';
import { longestQuery } from '../../worker/finding/rules.ts';
import { findIn, type Hit } from '../finding.ts';
import * as m from '../i18n/compiled/messages.js';
import { kindName } from '../i18n/kinds.ts';
import { directionOf, type Locale, nameOfLanguage, number } from '../i18n/locale.ts';
import { routes } from '../i18n/routes.ts';
import { findInFullText } from './full-text.ts';

const locale = document.documentElement.lang as Locale;
const t = { locale };
const part = <Kind extends HTMLElement>(selector: string) => document.querySelector<Kind>(`#search ${selector}`) as Kind;
const form = part<HTMLFormElement>('form');
const field = part<HTMLInputElement>('input');
const status = part('[role=status]');
const title = document.title;

/** How long nothing is typed before it is looked for. */
const pause = 250;
let waiting: ReturnType<typeof setTimeout> | undefined;
let asked = new URL(location.href).searchParams.get('q')?.trim() ?? '';

let published: Promise<PublishedIndex> | undefined;
async function index(): Promise<PublishedIndex> {
  published ??= fetch('/data/index.json').then((answer) => answer.json());
  published.catch(() => {
    published = undefined;
  });
  return published;
}

interface Found {
  here: Hit[];
  elsewhere: Hit[];
  /** Whether the words of whole pages could not be looked through. */
  inShort: boolean;
}
const nothing: Found = { here: [], elsewhere: [], inShort: false };

/** What is in all words, and what the published index has beside it; null where neither could be read. */
async function find(query: string): Promise<Found | null> {
  const [full, short] = await Promise.all([
    findInFullText(query, locale).catch(() => null),
    index().then(
      (read) => findIn(read, query, locale),
      () => null,
    ),
  ]);
  if (!full) return short && { ...short, inShort: true };
  const known = (hit: Hit) => full.some(({ href }) => href === hit.href);
  return { here: [...full, ...(short?.here.filter((hit) => !known(hit)) ?? [])], elsewhere: short?.elsewhere ?? [], inShort: false };
}

async function search(query: string): Promise<void> {
  asked = query;
  history.replaceState(null, '', routes.search(locale, query));
  if (query === '' || query.length > longestQuery) {
    show(nothing);
    if (query !== '') status.textContent = m.search_too_long({ maximum: number(locale, longestQuery) }, t);
    return;
  }
  const found = await find(query);
  // Somebody typed on meanwhile: what comes later is shown.
  if (asked !== query) return;
  // The page itself answers where nothing else does.
  if (!found) location.assign(routes.search(locale, query));
  else show(found);
}

function show({ here, elsewhere, inShort }: Found): void {
  const count = here.length + elsewhere.length;
  status.textContent = count > 0 ? m.search_count({ count, number: number(locale, count) }, t) : '';
  part('#nothing').hidden = asked === '' || count > 0;
  part('#nothing .query').textContent = asked;
  part('#in-short').hidden = !inShort;
  part('#lists').hidden = count > 0;
  part('#lists p').textContent = asked === '' ? m.search_lead({}, t) : m.search_try({}, t);
  part('#here').hidden = here.length === 0;
  part('#here').replaceChildren(...here.map((hit) => filled('#hit-here', hit)));
  part('#elsewhere').hidden = elsewhere.length === 0;
  part('#elsewhere ol').replaceChildren(...elsewhere.map((hit) => filled('#hit-elsewhere', hit)));
  const [, town = ''] = title.split(' · ');
  document.title = `${asked === '' ? m.menu_search({}, t) : m.search_results_of({ query: asked }, t)} · ${town}`;
}

/** A copy of a template with a result in it. */
function filled(template: string, { kind, href, language, title: heading, excerpt }: Hit): Node {
  const copy = part<HTMLTemplateElement>(template).content.cloneNode(true) as DocumentFragment;
  const text = (selector: string, words: string) => {
    const place = copy.querySelector(selector);
    if (place) place.textContent = words;
  };
  text('.kind', kind === 'page' ? m.kind_page({}, t) : kindName(locale, kind));
  text('.in', nameOfLanguage(locale, language));
  text('a bdi', heading);
  const link = copy.querySelector('a');
  link?.setAttribute('href', href);
  link?.setAttribute('hreflang', language);
  link?.querySelector('bdi')?.setAttribute('lang', language);
  const words = copy.querySelector('.excerpt');
  words?.setAttribute('lang', language);
  words?.setAttribute('dir', directionOf(language));
  words?.replaceChildren(
    ...excerpt.map((piece) => {
      if (!piece.found) return piece.text;
      const mark = document.createElement('mark');
      mark.textContent = piece.text;
      return mark;
    }),
  );
  return copy;
}

field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search(field.value.trim()), pause);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  void search(field.value.trim());
});
// A query that was sent from elsewhere is one that was submitted.
if (asked !== '') void search(asked);
