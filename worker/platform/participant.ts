/**
 * The participant's cookie: a random identity in a signed, HttpOnly cookie, set at the first act and never at reading.
 * It is minted from the idempotency key, so that a retry with the same key, which lost the answer and the cookie, is the same person. Pages ask for it before their first act.
 */
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Environment } from './environment.ts';
import { keyed, respondentKey } from './keys.ts';

/** Browsers keep a cookie for at most 400 days. */
const lifetime = 400 * 24 * 60 * 60;

function cookieOf(c: Context<Environment>) {
  const secure = new URL(c.req.url).protocol === 'https:';
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: lifetime } as const;
  return { name: secure ? '__Host-participant' : 'participant', options };
}

function signingSecret(c: Context<Environment>): Promise<string> {
  return keyed(c.env.PARTICIPANT_SECRET, 'cookie');
}

/** The participant that the request's cookie names, or null where there is none or its signature is not ours. */
export async function readParticipant(c: Context<Environment>): Promise<string | null> {
  const { name } = cookieOf(c);
  return (await getSignedCookie(c, await signingSecret(c), name)) || null;
}

/** The identity that an idempotency key stands for when there is no cookie yet. */
export function mint(c: Context<Environment>, idempotencyKey: string): Promise<string> {
  return keyed(c.env.PARTICIPANT_SECRET, 'participant', idempotencyKey.toLowerCase());
}

/** Who asks, to one subject: by the cookie, or else (at a first act) by the idempotency key; without either nobody. */
export async function whoAsks(c: Context<Environment>, subject: string, idempotencyKey: string | null) {
  const participant = (await readParticipant(c)) ?? (idempotencyKey ? await mint(c, idempotencyKey) : '');
  return { participant, respondent: await respondentKey(c.env.PARTICIPANT_SECRET, subject, participant) };
}

/** Gives the browser its identity. */
export async function remember(c: Context<Environment>, participant: string): Promise<void> {
  const { name, options } = cookieOf(c);
  await setSignedCookie(c, name, participant, await signingSecret(c), options);
}

/** Takes it away again. */
export function forget(c: Context<Environment>): void {
  const { name, options } = cookieOf(c);
  deleteCookie(c, name, { path: options.path, secure: options.secure });
}
