/** Opens a page as somebody does who only reads it, and weighs what was sent for that. */
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';

/** What CDNs compress with while they serve is between 4 and 6; what lies compressed on a disk may be smaller. */
const quality = 5;

/** A script that stands in a piece of HTML: not one that it names, and no data. */
const inlineScript = /<script\b(?![^>]*\ssrc=)(?![^>]*application\/)[^>]*>([\s\S]*?)<\/script>/g;

export interface Weights {
  /** Bytes of the page and of its styles, without the scripts in it: each byte counts once. */
  words: number;
  /** Bytes of all scripts that came before anybody did anything, those in the page and in its islands included. */
  script: number;
  /** Bytes of the parts that the Worker renders. */
  islands: number;
  fonts: number;
  fontBytes: number;
  /** Fonts that were fetched without the page asking for them in its head, or asked for and not used. */
  late: number;
  /** Parts of the search or of the moving map, which are fetched when somebody uses them. */
  early: number;
}

const brotli = (body: Buffer | string) =>
  body.length === 0 ? 0 : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;

export async function visit(browser: Browser, url: string): Promise<Weights> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const sent: { kind: string; url: URL; body: Promise<Buffer> }[] = [];
    page.on('response', (response) => {
      const body = response.body();
      // What comes after the page was weighed belongs to no figure, and has nobody who waits for it.
      body.catch(() => {});
      sent.push({ kind: response.request().resourceType(), url: new URL(response.url()), body });
    });
    const answer = await page.goto(url, { waitUntil: 'networkidle' });
    if (!answer?.ok()) throw new Error(`${url} answers ${answer?.status()}`);
    const parts = await Promise.all(sent.map(async ({ kind, url, body }) => ({ kind, url, body: await body })));
    const of = (...kinds: string[]) => parts.filter((part) => kinds.includes(part.kind));
    const weigh = (some: typeof parts) => some.reduce((sum, { body }) => sum + brotli(body), 0);

    const islands = parts.filter(({ url }) => url.pathname.startsWith('/_server-islands/'));
    const html = String(of('document')[0]?.body);
    const asked = [...html.matchAll(/<link rel="preload" href="([^"]+)" as="font"/g)].map(([, address = '']) => address);
    const fonts = of('font');
    const fetched = fonts.map(({ url }) => url.pathname);
    return {
      words: brotli(html.replace(inlineScript, '')) + weigh(of('stylesheet')),
      script: weigh(of('script')) + brotli(scriptsIn(html)) + islands.reduce((sum, { body }) => sum + brotli(scriptsIn(String(body))), 0),
      islands: weigh(islands),
      fonts: fonts.length,
      fontBytes: fonts.reduce((sum, { body }) => sum + body.length, 0),
      late: fetched.filter((font) => !asked.includes(font)).length + asked.filter((font) => !fetched.includes(font)).length,
      early: parts.filter(({ url }) => /pagefind|maplibre/.test(url.pathname)).length,
    };
  } finally {
    await context.close();
  }
}

function scriptsIn(html: string): string {
  return [...html.matchAll(inlineScript)].map(([, text]) => text).join('\n');
}
