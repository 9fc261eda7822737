declare namespace App {
  interface Locals {
    /** The API, in-process and typed. Absent while prerendering. */
    api: ReturnType<typeof import('hono/client').hc<import('../worker/app.ts').Api>>;
    /** Definitions as the site published them. Absent while prerendering. */
    published: import('../worker/platform/published.ts').PublishedDefinitions;
    /** When the request arrived, in milliseconds since 1970. Absent while prerendering. */
    now: number;
    cfContext: ExecutionContext;
  }
}

declare module 'virtual:portal' {
  type Facts = import('./portal.ts').PortalFacts;
  export const languages: Facts['languages'];
  export const defaultLanguage: Facts['defaultLanguage'];
  export const timeZone: Facts['timeZone'];
  export const weekBegins: Facts['weekBegins'];
  export const name: Facts['name'];
  export const body: Facts['body'];
  export const promise: Facts['promise'];
  export const notice: Facts['notice'];
  export const contact: Facts['contact'];
  export const inDanger: Facts['inDanger'];
  export const topics: Facts['topics'];
  export const areas: Facts['areas'];
  export const departments: Facts['departments'];
  export const moderation: Facts['moderation'];
  /** The plain pages, in their order at the foot of every page. */
  export const pages: { slug: string; titles: Record<string, string> }[];
}

interface Env extends Cloudflare.Env {}
declare namespace Cloudflare {
  interface Env extends Bindings {}
}
type Bindings = import('../worker/platform/environment.ts').Bindings;
