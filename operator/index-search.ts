/**
 * The index that the search page looks through: all words of the pages that say `data-pagefind-body`, a set for each language.
 * Made of what the build wrote, so that it holds what a reader can read, and nothing before its time.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Parts of a page that are no words of an entry: what is pressed and typed into, dates that each page has, ways to what moves. */
const aside = [
  ...['aside', 'nav', 'dl', 'svg', 'figure', 'noscript', 'button', 'textarea', 'select', '.button', '[role=alert]'],
  'a[href*="/now"]',
  ...['/results', '/comments', '/progress', '/calendar', '/notice', '/paper'].map((page) => `a[href$="${page}"]`),
];

/** What pagefind brings for pages that have none of their own. */
const itsOwnPages = /-ui\.(js|css)$|highlight\.js$/;

/** Writes the index into the folder that is served. */
async function indexSearch(client: string): Promise<void> {
  const { index, errors } = await createIndex({ excludeSelectors: aside });
  if (!index) throw new Error(`The search index can't be made: ${errors.join('; ')}`);
  try {
    for (const file of readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))) {
      const page = readFileSync(join(client, file), 'utf8');
      if (!page.includes('data-pagefind-body')) continue;
      const url = `/${file.replace(/\.html$/, '')}`;
      // A maqaf joins words as a hyphen does; pagefind parts words only at the hyphen. Headings of columns are words apart too.
      const content = page.replaceAll('\u05be', '-').replaceAll('</th>', '. </th>');
      const answer = await index.addHTMLFile({ url, content });
      if (answer.errors.length > 0) throw new Error(`${url} can't be searched: ${answer.errors.join('; ')}`);
    }
    const written = await index.getFiles();
    if (written.errors.length > 0) throw new Error(`The search index can't be made: ${written.errors.join('; ')}`);
    for (const { path, content } of written.files.filter(({ path }) => !itsOwnPages.test(path))) {
      const file = join(client, 'pagefind', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  } finally {
    await close();
  }
}

const [client] = process.argv.slice(2);
if (!client) throw new Error('Name the folder that is served: node operator/index-search.ts dist/client');
await indexSearch(client);
