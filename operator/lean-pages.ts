/** What the build leaves to be had: a static page with one sheet of styles, and a policy that names its own scripts alone. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sheet = /<link rel="stylesheet" href="([^"]+)">/g;
const policy = /(<meta http-equiv="content-security-policy" content=")([^"]+)(">)/;

/** Makes every static page in the folder that is served smaller by what it doesn't need. */
export function leanPages(client: string): void {
  for (const file of readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))) {
    const path = join(client, file);
    writeFileSync(path, withOwnPolicy(withOneSheet(readFileSync(path, 'utf8'), client)));
  }
}

/** Small sheets, one after the other, take half as much again as one, and a request each. Pages of a kind have the same. */
function withOneSheet(page: string, client: string): string {
  const sheets = [...page.matchAll(sheet)].map(([, address = '']) => address);
  if (sheets.length < 2) return page;
  const styles = sheets.map((address) => readFileSync(join(client, address), 'utf8').trim()).join('\n');
  const address = `/_astro/${createHash('sha256').update(styles).digest('hex').slice(0, 12)}.css`;
  if (!existsSync(join(client, address))) writeFileSync(join(client, address), styles);
  let first = true;
  return page.replace(sheet, () => {
    const link = first ? `<link rel="stylesheet" href="${address}">` : '';
    first = false;
    return link;
  });
}

/** Astro lists every script and style that may stand in any page. What a server island brings is in files, which `'self'` allows. */
function withOwnPolicy(page: string): string {
  const inline: Record<string, string[]> = {
    'script-src': hashesOf(page, /<script\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g),
    'style-src': hashesOf(page, /<style\b[^>]*>([\s\S]*?)<\/style>/g),
  };
  return page.replace(policy, (_, before: string, directives: string, after: string) => {
    const own = directives.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      const hashes = inline[name];
      return hashes ? [name, ...sources.filter((source) => !source.startsWith("'sha256-")), ...hashes].join(' ') : directive.trim();
    });
    return `${before}${own.filter(Boolean).join(';')}${after}`;
  });
}

function hashesOf(page: string, element: RegExp): string[] {
  const texts = new Set([...page.matchAll(element)].map(([, text = '']) => text));
  return [...texts].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
