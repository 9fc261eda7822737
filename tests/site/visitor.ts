/** Somebody without JavaScript: reads pages, posts forms, keeps the cookie. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface Read {
  path: string;
  status: number;
  html: string;
  /** Where the answer sends on to. */
  location: string | null;
}

export class Visitor {
  #cookie = '';

  get(path: string): Promise<Read> {
    return this.#ask(path, {});
  }

  /** Posts a form. */
  post(path: string, fields: Record<string, string>): Promise<Read> {
    return this.#ask(path, {
      method: 'POST',
      headers: { origin: new URL(inject('served')).origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: String(new URLSearchParams(fields)),
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Read> {
    const headers = { ...(init.headers as Record<string, string>), ...(this.#cookie ? { cookie: this.#cookie } : {}) };
    const response = await fetch(new URL(path, inject('served')), { ...init, headers, redirect: 'manual' });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return { path, status: response.status, html: await response.text(), location: response.headers.get('location') };
  }
}

/** What a form carries without showing it. */
export function carried({ html }: Read): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

/** Every static page, by its address. */
export function staticPages(): { path: string; html: string }[] {
  const client = inject('client');
  return readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ path: `/${file.replace(/\.html$/, '')}`, html: readFileSync(join(client, file), 'utf8') }));
}

/** The address of a server island, and what stands in its place until it has come. */
const island =
  /<!--\[if astro\]>server-island-start<!\[endif\]-->[\s\S]*?<script[^>]*data-island-id="[^"]*"[^>]*>[\s\S]*?(\/_server-islands\/[^"]+)"[\s\S]*?<\/script>/g;

/** A page as it stands once everything that moves has come. */
export async function withIslands(html: string, visitor: Visitor): Promise<string> {
  let whole = html;
  for (const [place, address = ''] of html.matchAll(island)) {
    const { status, html: part } = await visitor.get(address);
    if (status !== 200) throw new Error(`${address} answers ${status}`);
    whole = whole.replace(place, () => part);
  }
  return whole;
}
