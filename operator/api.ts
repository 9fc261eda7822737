/** The portal's API as the operator's commands call it: typed, with the operator's token, patient with a portal that is busy. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { hc } from 'hono/client';
import type { ZodType } from 'zod';
import type { Api } from '../worker/app.ts';
import { errorReply } from '../worker/platform/contract.ts';
import { Failure } from './command.ts';

export const localPortal = 'http://localhost:8787';

/** Whether the portal runs on this machine. */
export function isLocal(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** The portal's own address, without what may follow it. */
export function originOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new Failure(`${url} is not the address of a portal, as ${localPortal}`);
  if (parsed.protocol === 'http:' && !isLocal(url)) throw new Failure('Only https keeps the token secret on its way to another machine.');
  return parsed.origin;
}

/** The operator's token: as given, or from the environment, or that of the portal on this machine. */
export function tokenFrom(given: string | undefined): string {
  const file = join(resolve(import.meta.dirname, '..'), '.dev.vars');
  const token = given ?? process.env.OPERATOR_TOKEN ?? (existsSync(file) ? parseEnv(readFileSync(file, 'utf8')).OPERATOR_TOKEN : undefined);
  if (!token)
    throw new Failure("The operator's token is missing: set OPERATOR_TOKEN, or start the portal here once, which makes one in .dev.vars.");
  return token;
}

/** Which portal a command means, and with which token: `--remote` is that of the last deployment, whose address and token are kept here. */
export function chosenPortal({ remote, url, token }: { remote?: boolean; url?: string | undefined; token?: string | undefined }) {
  if (!remote) return { url: originOf(url ?? localPortal), token: tokenFrom(token) };
  const file = join(resolve(import.meta.dirname, '..'), '.deployed.vars');
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const address = url ?? kept.SITE_URL;
  if (!address) throw new Failure('Nothing was deployed from here: give the address with --url.');
  return { url: originOf(address), token: tokenFrom(token ?? kept.OPERATOR_TOKEN) };
}

/** The API of the portal at an address. `tries` bounds how often a request is sent to a portal that is busy or away. */
export function portalAt(url: string, token: string, tries = 3) {
  const patiently = (input: RequestInfo | URL, init?: RequestInit) => send(input, init, tries);
  return hc<Api>(url, { headers: { Authorization: `Bearer ${token}` }, fetch: patiently }).api;
}

/** What a reply holds, checked; a refusal is thrown with the portal's own words. */
export async function read<Value>(
  reply: Promise<{ ok: boolean; status: number; text(): Promise<string> }>,
  schema: ZodType<Value>,
): Promise<Value> {
  const { ok, status, text } = await reply.then(async (answer) => ({ ok: answer.ok, status: answer.status, text: await answer.text() }));
  const body = parsed(text);
  if (!ok) {
    const refusal = errorReply.safeParse(body).data?.error;
    const fields = (refusal?.fields ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    throw new Failure(refusal ? `${refusal.message} (${refusal.code})${fields}` : `The portal answered ${status}.`);
  }
  const value = schema.safeParse(body);
  if (!value.success) throw new Failure(`The portal answered something else than was asked for: ${value.error.issues[0]?.message}`);
  return value.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends again what met a busy portal or a lost connection, after 0.25 s, 0.5 s, 1 s … or when the portal says. */
export async function send(input: RequestInfo | URL, init: RequestInit | undefined, tries: number): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= tries;
    let seconds = Math.min(15, 2 ** attempt / 8);
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.timeout(60_000) });
      if (last || !(await isPassing(response))) return response;
      seconds = Math.max(seconds, Math.min(60, Number(response.headers.get('retry-after')) || 0));
    } catch (error) {
      if (last)
        throw new Failure(
          `No portal answers at ${new URL(input instanceof Request ? input.url : input).origin} (${causeOf(error)}). Here, npm start starts one.`,
        );
    }
    await pause(seconds * 1000);
  }
}

/** Whether the same may be taken a little later. A changed secret isn't a matter of time. */
async function isPassing(response: Response): Promise<boolean> {
  if (response.status !== 429 && response.status < 500) return false;
  return !(await response.clone().text()).includes('"secret-changed"');
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : String(cause);
}
