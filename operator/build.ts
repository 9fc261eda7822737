/**
 * `npm run build`: compiles the messages, builds the site and the Worker, makes the search index, prints the paper forms, and
 * gives static files their headers.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commonHeaders, framing } from '../worker/platform/headers.ts';
import { refuseBrokenContent } from './check-content.ts';
import { foundChromium } from './chromium.ts';
import { leanPages } from './lean-pages.ts';
import { localSecrets } from './secrets.ts';

const root = resolve(import.meta.dirname, '..');

export interface Building {
  /** Where the words are. */
  content?: string;
  /** Where the result goes: the folder that KIKAR_BUILT names, else dist. */
  built?: string;
  /** The public address, for canonical links. */
  url?: string;
  quiet?: boolean;
}

/** Builds the portal. Throws with what the build printed where it fails. */
export function build({ content = join(root, 'content'), built = fromEnvironment(), url, quiet = true }: Building = {}): void {
  refuseBrokenContent(content);
  const printer = printerOfPapers();
  const client = join(built, 'client');
  const env = {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    WRANGLER_SEND_METRICS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    KIKAR_CONTENT: content,
    KIKAR_BUILT: built,
    // Before the pages are made: only where there will be a PDF may they link to it.
    KIKAR_PAPERS: printer ? 'pdf' : 'none',
    ASTRO_KEY: process.env.ASTRO_KEY ?? localSecrets(join(root, '.dev.vars')).ASTRO_KEY,
    ...(url ? { SITE_URL: url } : {}),
  };
  const run = (program: string, ...parameters: string[]) => {
    const result = spawnSync(join(root, 'node_modules/.bin', program), parameters, {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: quiet ? 'pipe' : 'inherit',
    });
    if (result.status !== 0) throw new Error(`${program} failed\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  };
  run('paraglide-js', 'compile', '--project', './site/i18n/project.inlang', '--outdir', './site/i18n/compiled', '--silent');
  run('astro', 'build');
  run('node', './operator/index-search.ts', client);
  leanPages(client);
  if (printer) run('node', './operator/print-papers.ts', client, printer);
  writeHeaders(join(client, '_headers'));
}

/** What prints the paper forms, or null where there is nothing to print with: the pages of the forms can be printed by everybody else. */
function printerOfPapers(): string | null {
  if (process.env.KIKAR_PAPERS === 'none') return null;
  const found = foundChromium();
  if (!found)
    console.log('No Chromium was found: the paper forms are pages to be printed, and come without PDFs (CHROMIUM_PATH names one).');
  return found;
}

const fromEnvironment = () => resolve(root, process.env.KIKAR_BUILT ?? 'dist');

/** Static files get the headers that the Worker gives, from the same list. */
function writeHeaders(file: string): void {
  const lines = Object.entries({ ...commonHeaders, 'Content-Security-Policy': framing }).map(([name, value]) => `  ${name}: ${value}`);
  // Parts of the search index are named by what is in them.
  const kept = ['fragment', 'index'].map((folder) => `/pagefind/${folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n`);
  writeFileSync(file, `/*\n${lines.join('\n')}\n${kept.join('')}${readFileSync(file, 'utf8')}`);
}

if (import.meta.main) {
  try {
    build({ quiet: false });
  } catch (error) {
    // What failed has said so in sentences: a stack would only hide them.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
