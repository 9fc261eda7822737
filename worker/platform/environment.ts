/** What the Worker is given by its surroundings (`wrangler.toml`, secrets), and what a request carries through the app. */
import type { Broadcaster } from '../live/broadcaster.ts';
import type { Official } from '../officials/contract.ts';
import type { PublishedDefinitions } from './published.ts';

export interface Bindings {
  DB: D1Database;
  ASSETS: Fetcher;
  BROADCASTER: DurableObjectNamespace<Broadcaster>;
  WRITES_BY_ADDRESS: RateLimit;
  /** Per mail address: how often somebody may ask for a link that signs in. */
  SIGN_INS: RateLimit;
  /** The secret that cookies and respondent keys are made with. At least 32 characters. */
  PARTICIPANT_SECRET: string;
  /** Names the secret in the rows that were made with it. */
  PARTICIPANT_SECRET_ID?: string;
  /** Lets an operator import and moderate through the API. At least 32 characters; without it nobody can. */
  OPERATOR_TOKEN?: string;
  /** Single sign-on for officials, where it is set: the address of the OpenID provider, and what it knows the portal by. */
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  /** Mail to officials: the address that it is from; and the mail server, `smtp://…` or `smtps://…`, or else Cloudflare's binding. */
  MAIL_FROM?: string;
  SMTP_URL?: string;
  MAIL?: SendEmail;
  /** The public address of the portal, for links in mail, where it is not the one that it was built for. */
  SITE_URL?: string;
  /** Fixes the clock at an instant, for tests on a machine. A deployment doesn't set it. */
  FIXED_NOW?: string;
}

export interface Variables {
  requestId: string;
  /** Milliseconds since 1970 at the arrival of the request. */
  now: number;
  published: PublishedDefinitions;
  /** The official who asks: null for everybody else, and outside of what is the office's. */
  official: Official | null;
  /** Sends what is queued for officials, after the answer; who waits for it has it before. */
  deliver: () => Promise<void>;
}

export interface Environment {
  Bindings: Bindings;
  Variables: Variables;
}
