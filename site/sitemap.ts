/** The list of pages for search engines: those that say of themselves that they may be found, each beside its other languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sitemap from '@astrojs/sitemap';
import { parse } from 'yaml';

export function sitemapOf(content: string, built: string) {
  const portal = parse(readFileSync(join(content, 'portal.yaml'), 'utf8')) as { languages: string[]; defaultLanguage: string };
  return sitemap({
    filter: (address) => mayBeFound(join(built, 'client', `${new URL(address).pathname}.html`)),
    i18n: { defaultLocale: portal.defaultLanguage, locales: Object.fromEntries(portal.languages.map((language) => [language, language])) },
  });
}

/** A page knows it best (`indexed` of `layouts/Page.astro`): a list of its own here would come to say something else. */
function mayBeFound(page: string): boolean {
  return existsSync(page) && !readFileSync(page, 'utf8').includes('<meta name="robots" content="noindex"');
}
