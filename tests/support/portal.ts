/** The portal and the browsers that visit it, as the tests of the Worker meet them. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { words } from '../../site/i18n/letters.ts';
import { createApp } from '../../worker/app.ts';
import type { ConsultationDefinition } from '../../worker/comments/contract.ts';
import { plurals } from '../../worker/definitions/rules.ts';
import type { PlanDefinition } from '../../worker/plans/contract.ts';
import type { Bindings } from '../../worker/platform/environment.ts';
import { publishedThrough } from '../../worker/platform/published.ts';
import type { QuestionnaireDefinition } from '../../worker/questionnaires/contract.ts';

export const origin = 'https://portal.test';

type Definition = QuestionnaireDefinition | ConsultationDefinition | PlanDefinition;

export class Portal {
  /** What surrounds the Worker. A test changes it: another time, another secret, a database that fails. */
  readonly bindings: Bindings = { ...env, SITE_URL: origin };
  /** Which department an entry belongs to, by its slug; the whole body, where nothing is said. */
  readonly departments: Record<string, string> = {};
  readonly #site = new Map<string, unknown>();
  readonly desk = {
    words,
    published: publishedThrough(async (path) => {
      const found = path === '/data/index.json' ? this.#index() : this.#site.get(path);
      return found ? Response.json(found) : new Response('Not found', { status: 404 });
    }, false),
  };
  readonly app = createApp(this.desk);

  constructor(...definitions: Definition[]) {
    for (const definition of definitions) this.publish(definition);
  }

  /** Publishes a definition, instead of a former one of the same name. */
  publish(definition: Definition): void {
    this.#site.set(`/data/${plurals[definition.kind]}/${definition.slug}.json`, definition);
  }

  #index() {
    const definitions = [...this.#site.values()] as Definition[];
    const entries = definitions.flatMap((definition) => {
      if (definition.kind === 'plan') return [];
      const { kind, slug, rules, words } = definition;
      const { opens, closes, answerBy, answeredAt, keptUntil } = {
        answerBy: undefined,
        answeredAt: undefined,
        keptUntil: undefined,
        ...rules,
      };
      return [
        {
          kind,
          slug,
          schedule: { opens, closes, answerBy, answeredAt },
          consultation: null,
          keptUntil,
          department: this.departments[slug],
          words: inShort(words),
        },
      ];
    });
    const plans = definitions.flatMap((definition) => {
      if (definition.kind !== 'plan') return [];
      const { adopted, consultations, commitments } = definition.rules;
      return [{ slug: definition.slug, adopted, consultations, words: {}, commitments: commitments.map((one) => ({ ...one, words: {} })) }];
    });
    return { languages: ['en', 'he', 'ar'], timeZone: 'Asia/Jerusalem', departments: ['gardens', 'roads'], entries, plans, pages: [] };
  }

  set now(instant: string) {
    this.bindings.FIXED_NOW = instant;
  }

  /** What the portal answers, after everything that it still did in the background. */
  async request(path: string, init?: RequestInit): Promise<Response> {
    const context = createExecutionContext();
    const response = await this.app.fetch(new Request(new URL(path, origin), init), this.bindings, context);
    await waitOnExecutionContext(context);
    return response;
  }

  browser(cookie: string | null = null): Browser {
    return new Browser(this, cookie);
  }
}

export interface Sending {
  body?: unknown;
  /** The idempotency key: a new one for each act, unless the test repeats one. */
  key?: string | undefined;
  headers?: Record<string, string>;
}

/** A browser: it keeps its cookie, and its writing comes from the portal's own pages. */
export class Browser {
  readonly portal: Portal;
  cookie: string | null;

  constructor(portal: Portal, cookie: string | null = null) {
    this.portal = portal;
    this.cookie = cookie;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#ask(path, { headers });
  }

  send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    { body, key = crypto.randomUUID(), headers = {} }: Sending = {},
  ): Promise<Response> {
    return this.#ask(path, {
      method,
      headers: { origin, 'idempotency-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Sends a body as it is, whatever it is. */
  sendRaw(path: string, body: BodyInit | null, headers: Record<string, string> = {}): Promise<Response> {
    const always = { origin, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' };
    return this.#ask(path, { method: 'POST', headers: { ...always, ...headers }, body });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    const response = await this.portal.request(path, { ...init, headers });
    for (const set of response.headers.getSetCookie()) this.#keep(set);
    return response;
  }

  /** Keeps a cookie beside the others, or throws it away where it is to go. */
  #keep(set: string): void {
    const [pair = ''] = set.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const others = (this.cookie ?? '').split('; ').filter((cookie) => cookie && !cookie.startsWith(`${name}=`));
    this.cookie = (set.includes('Max-Age=0') ? others : [...others, pair]).join('; ') || null;
  }
}

/** The headers of somebody who holds the operator's token. */
export function operator(): Record<string, string> {
  return { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
}

/** Title and summary in each language, as the index has them. */
function inShort(words: Record<string, { title?: string; question?: string; summary: string }>) {
  return Object.fromEntries(
    Object.entries(words).map(([language, { title, question, summary }]) => [language, { title: title ?? question ?? '', summary }]),
  );
}
