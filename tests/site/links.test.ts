/** Whoever follows a link, in a page, in a list of a search engine or in a message that a friend shared, arrives. */
import { LinkChecker, type LinkResult, LinkState } from 'linkinator';
import { beforeAll, expect, inject, test } from 'vitest';
import { staticPages, Visitor } from './visitor.ts';

const served = inject('served');
const published = inject('published');

/** Every link that was met, and what became of it. */
let links: LinkResult[];

beforeAll(async () => {
  const checker = new LinkChecker();
  const { links: met } = await checker.check({
    // Begins with the pages that search engines are told of, and goes on to all that they lead to.
    path: served,
    sitemap: `${served}sitemap-index.xml`,
    recurse: true,
    checkFragments: true,
    checkCss: true,
    redirects: 'error',
    concurrency: 16,
    urlRewriteExpressions: [{ pattern: new RegExp(`^${published}`), replacement: served }],
    linksToSkip: async (link) => leadsElsewhere(link) || narrowsFurther(link) || new URL(link).pathname.startsWith('/language/'),
  });
  links = met;
});

/** What is not this portal's can't be vouched for, and a test asks nobody else. */
function leadsElsewhere(link: string): boolean {
  return !link.startsWith(served) && !link.startsWith(published);
}

/** Every list can be narrowed in several ways at once: one at a time is enough to know that each is there. */
function narrowsFurther(link: string): boolean {
  const { pathname, searchParams } = new URL(link);
  return !pathname.startsWith('/_server-islands/') && searchParams.size > 1;
}

/** The pages that may be found by search engines. */
const indexed = () => staticPages().filter(({ html }) => !html.includes('<meta name="robots" content="noindex"'));
const pathOf = (address: string) => new URL(address).pathname;

test('no link of the portal is dead, leads to a place that its page lacks, or goes a long way round', () => {
  const dead = links.filter(({ state }) => state === LinkState.BROKEN);
  expect(dead.map(({ url, parent, status, failureDetails }) => `${parent} → ${url}: ${status} ${reasons(failureDetails)}`)).toEqual([]);
  expect(links.length).toBeGreaterThan(1_000);
});

function reasons(details: LinkResult['failureDetails']): string {
  return (details ?? []).flatMap((detail) => ('message' in detail ? [detail.message] : [])).join(', ');
}

test('a link to another site is a safe one', () => {
  const elsewhere = links.flatMap(({ url, state }) => (state === LinkState.SKIPPED && leadsElsewhere(url) ? [url] : []));
  // A description that begins with "Calendar: " is taken for an address too.
  const addresses = [...new Set(elsewhere)].filter((url) => !url.includes(' '));
  expect(addresses.filter((url) => !/^(https|mailto|tel|sms):/.test(url))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(10);
});

test('whoever changes the language comes to the same page in it', async () => {
  const switches = [...new Set(links.map(({ url }) => url).filter((url) => new URL(url).pathname.startsWith('/language/')))];
  const known = new Set(links.filter(({ state }) => state === LinkState.OK).map(({ url }) => pathOf(url)));
  const target = (url: string) => {
    const language = new URL(url).pathname.split('/').at(-1);
    return (new URL(url).searchParams.get('page') ?? '').replace(/^\/[a-z]{2}(?=\/|$)/, `/${language}`);
  };
  expect(switches.filter((url) => !known.has(new URL(target(url), served).pathname))).toEqual([]);
  const visitor = new Visitor();
  for (const url of switches.filter((_, place) => place % 97 === 0)) {
    const { location } = await visitor.get(url);
    expect(new URL(location ?? '', served).href).toBe(new URL(target(url), served).href);
  }
});

test('search engines are told of every page that may be found, in all its languages, and of no other', async () => {
  const visitor = new Visitor();
  const robots = await visitor.get('/robots.txt');
  expect(robots.html).toContain(`Sitemap: ${published}sitemap-index.xml`);
  expect(robots.html.match(/^Disallow: .*$/gm)).toEqual(['Disallow: /*/receipts/']);

  const { html: list } = await visitor.get('/sitemap-0.xml');
  const told = [...list.matchAll(/<url><loc>([^<]+)<\/loc>(.*?)<\/url>/g)].map(([, address = '', others = '']) => ({
    path: pathOf(address),
    languages: [...others.matchAll(/hreflang="([a-z]{2})" href="([^"]+)"/g)].map(
      ([, language, href = '']) => `${language} ${pathOf(href)}`,
    ),
  }));
  expect(told.map(({ path }) => path).sort()).toEqual(
    indexed()
      .map(({ path }) => path)
      .sort(),
  );
  const alternates = new Map(
    indexed().map(({ path, html }) => [
      path,
      [...html.matchAll(/<link rel="alternate" hreflang="([a-z]{2})" href="([^"]+)">/g)].map(
        ([, language, href = '']) => `${language} ${pathOf(href)}`,
      ),
    ]),
  );
  for (const { path, languages } of told) expect(languages, path).toEqual(alternates.get(path)?.sort());
});

test('a page that is shared comes with a picture', async () => {
  const pictures = new Map(indexed().map(({ path, html }) => [path, html.match(/<meta property="og:image" content="([^"]+)"/)?.[1] ?? '']));
  expect([...pictures].filter(([, picture]) => !picture.startsWith(published))).toEqual([]);
  for (const picture of new Set(pictures.values())) {
    const answer = await fetch(picture.replace(published, served), { method: 'HEAD' });
    expect(`${answer.status} ${answer.headers.get('content-type')}`, picture).toBe('200 image/png');
  }
});
