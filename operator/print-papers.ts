/**
 * Prints the forms on paper that the build made as pages into PDF files, with a browser of this machine. The browser reads the folder
 * that is served and asks no network for anything. What was printed before is kept beside the packages, so that another build is quick.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { counted, Failure, Misuse, run } from './command.ts';

const kept = resolve(import.meta.dirname, '../node_modules/.cache/kikar-papers');

interface Paper {
  /** Of the page. */
  address: string;
  /** Of the PDF, which the page links to. */
  pdf: string;
  /** Where its PDF is kept: named by all that it is made of. */
  file: string;
}

/** Writes the PDF of every page that links to one, into the folder that is served. */
async function printPapers(client: string, browser: string): Promise<number> {
  const begun = Date.now();
  const papers = papersIn(client, versionOf(browser));
  const missing = papers.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) {
    console.log(`Printing ${counted(missing.length, 'paper form')} …`);
    await print(missing, client, browser);
  }
  for (const { pdf, file } of papers) {
    mkdirSync(dirname(join(client, pdf)), { recursive: true });
    copyFileSync(file, join(client, pdf));
    utimesSync(file, new Date(), new Date());
  }
  forgetUnused();
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${counted(papers.length, 'paper form')} as PDF, ${missing.length} of them printed now, in ${seconds} s.`);
  return 0;
}

function papersIn(client: string, version: string): Paper[] {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/)paper\.html$/.test(name));
  return files.flatMap((name) => {
    const html = readFileSync(join(client, name), 'utf8');
    const pdf = html.match(/href="(\/papers\/[^"]+\.pdf)"/)?.[1];
    if (!pdf) return [];
    return [{ address: `/${name.replace(/\.html$/, '')}`, pdf, file: join(kept, `${fingerprint(html, version)}.pdf`) }];
  });
}

/** What no build has asked for any more in two weeks is not kept: a change of the styles leaves all former forms behind. */
function forgetUnused(): void {
  const twoWeeksAgo = Date.now() - 14 * 24 * 3600 * 1000;
  for (const name of existsSync(kept) ? readdirSync(kept) : []) {
    const file = join(kept, name);
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < twoWeeksAgo) rmSync(file, { force: true });
  }
}

/** Of what is seen on paper: not of the header, the foot and the policy of the page. Sheets and fonts are named by what is in them. */
function fingerprint(html: string, version: string): string {
  const seen = html.match(/<html[^>]*>|<title>[^<]*<\/title>|<link rel="stylesheet"[^>]*>|<style>[^<]*<\/style>|<main[\s\S]*<\/main>/g);
  return createHash('sha256')
    .update(JSON.stringify([version, seen]))
    .digest('hex');
}

/** Another browser may print the same page otherwise. */
function versionOf(browser: string): string {
  const { status, stdout } = spawnSync(browser, ['--version'], { encoding: 'utf8' });
  if (status !== 0) throw new Error('it does not start');
  return stdout.trim();
}

async function print(papers: Paper[], client: string, path: string): Promise<void> {
  mkdirSync(kept, { recursive: true });
  const browser = await chromium.launch({ executablePath: path });
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' });
    const origin = originOf(client);
    await context.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      const file = [pathname, `${pathname}.html`].map((name) => join(client, decodeURIComponent(name))).find(existsSync);
      return file ? route.fulfill({ path: file }) : route.abort();
    });
    const waiting = [...papers];
    const printer = async () => {
      const page = await context.newPage();
      for (let paper = waiting.shift(); paper; paper = waiting.shift()) await printOne(page, origin, paper);
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, printer));
  } finally {
    await browser.close();
  }
}

/** The address that the portal was built for: links in a PDF have to lead there. */
function originOf(client: string): string {
  const [, origin = 'http://localhost'] = readFileSync(join(client, 'robots.txt'), 'utf8').match(/^Sitemap: (https?:\/\/[^/]+)/m) ?? [];
  return origin;
}

async function printOne(page: Page, origin: string, { address, file }: Paper): Promise<void> {
  await page.goto(`${origin}${address}`);
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
  // Another build may write the same file: a name of its own until it is whole.
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, pdf);
  renameSync(whole, file);
}

await run('node operator/print-papers.ts <folder that is served> <browser>', async () => {
  const [client, browser] = process.argv.slice(2);
  if (!client || !browser) throw new Misuse('Name the folder that is served, and a browser.');
  try {
    return await printPapers(client, browser);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Failure(
      `The paper forms can't be printed with ${browser}: ${reason}\nSet CHROMIUM_PATH to another Chromium, or KIKAR_PAPERS=none to build without PDFs.`,
    );
  }
});
