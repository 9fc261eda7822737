/**
 * Sends what is due. Whoever sends a letter claims it first, so that two at once don't send it twice; only where the Worker ends
 * between the server's "taken" and its own note is a letter sent again, with the same Message-ID.
 */
import { clock } from '../platform/clock.ts';
import type { Bindings } from '../platform/environment.ts';
import { secretsOfMail, sendMail, wayOfMail } from '../platform/mail.ts';
import type { PublishedDefinitions } from '../platform/published.ts';
import type { Words } from './contract.ts';
import {
  claimLasts,
  concernsAll,
  lettersAtOnce,
  lettersKept,
  nextAttempt,
  pointless,
  type Trouble,
  withoutLink,
  withoutSecrets,
} from './rules.ts';
import { type Claimed, claim, forget, noteFailed, noteSent } from './store.ts';

export type { Words };

/** What letters are made with. */
export interface Desk {
  words: Words;
  published: PublishedDefinitions;
}

/** Sends the letters that are due, or as many as one run takes. Where the mail server is away, the others wait with the first. */
export async function deliver(env: Bindings, desk: Desk): Promise<void> {
  if (wayOfMail(env) === null) return;
  for (let sent = 0; sent < lettersAtOnce; sent += 1) {
    const now = clock(env);
    const claimed = await claim(env.DB, now, now + claimLasts);
    if (!claimed) return;
    const trouble = await deliverOne(env, desk, claimed, now);
    if (trouble && concernsAll(trouble)) return;
  }
}

async function deliverOne(env: Bindings, { words, published }: Desk, claimed: Claimed, now: number): Promise<Trouble | null> {
  const { id, letter, queuedAt, attempts, official } = claimed;
  const stays = withoutLink(letter);
  const inVain = pointless({ letter, queuedAt, disabled: official.disabledAt !== null }, now);
  if (inVain) {
    await noteFailed(env.DB, id, { trouble: inVain, failure: null, nextAt: null }, stays, now);
    return inVain;
  }
  const { language, name, email } = official;
  const said = words(letter, { language, origin: env.SITE_URL, index: await published.index() });
  const unsent = await sendMail(env, { id, to: { name, address: email }, ...said });
  if (!unsent) {
    await noteSent(env.DB, id, stays, now);
    return null;
  }
  const secrets = [...secretsOfMail(env), ...('path' in letter ? [letter.path] : [])];
  const failure = withoutSecrets(unsent.said, secrets);
  await noteFailed(env.DB, id, { trouble: unsent.trouble, failure, nextAt: nextAttempt(attempts, now) }, stays, now);
  return unsent.trouble;
}

/** Forgets what was sent, or given up, long ago. */
export function forgetOld(env: Bindings): Promise<void> {
  return forget(env.DB, clock(env) - lettersKept);
}
