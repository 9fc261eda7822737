/**
 * Mail, by whichever way the operator set up: an SMTP server (`SMTP_URL`), or Cloudflare's own (`send_email`, the binding `MAIL`); from
 * the address `MAIL_FROM`. Messages are plain text.
 */
import type { Bindings } from './environment.ts';
import { secretsOf, sendBySmtp, troubleOfSmtp } from './smtp.ts';

type Surroundings = Pick<Bindings, 'SMTP_URL' | 'MAIL' | 'MAIL_FROM'>;

export interface Mail {
  /** Names the message: one that arrives twice can be known by it. */
  id: string;
  to: { name: string; address: string };
  /** The name beside the address that it is from. */
  from: string;
  subject: string;
  text: string;
}

/** Why a mail was not sent, and what was said about it. */
export interface Unsent {
  trouble: 'unreachable' | 'sign-in-refused' | 'not-encrypted' | 'refused';
  said: string;
}

/** By which way mail is sent, or null where it is not set up. */
export function wayOfMail({ SMTP_URL, MAIL, MAIL_FROM }: Surroundings): 'smtp' | 'binding' | null {
  if (!MAIL_FROM) return null;
  if (SMTP_URL) return 'smtp';
  return MAIL ? 'binding' : null;
}

/** Sends a mail: null, or else why not. */
export async function sendMail({ SMTP_URL, MAIL, MAIL_FROM = '' }: Surroundings, mail: Mail): Promise<Unsent | null> {
  const lines = { to: { ...mail.to, name: oneLine(mail.to.name) }, from: oneLine(mail.from), subject: oneLine(mail.subject) };
  const safe = { ...mail, ...lines };
  try {
    if (SMTP_URL) await sendBySmtp(SMTP_URL, MAIL_FROM, safe);
    else if (MAIL) await byBinding(MAIL, MAIL_FROM, safe);
    else throw new Error('mail is not set up');
    return null;
  } catch (error) {
    return { trouble: SMTP_URL ? troubleOfSmtp(error) : 'refused', said: error instanceof Error ? error.message : String(error) };
  }
}

async function byBinding(binding: SendEmail, address: string, { to, from, subject, text }: Mail): Promise<void> {
  await binding.send({ from: { name: from, email: address }, to: to.address, subject, text });
}

/** What must never be repeated of how mail is set up. */
export function secretsOfMail({ SMTP_URL }: Surroundings): string[] {
  return SMTP_URL ? secretsOf(SMTP_URL) : [];
}

/** Headers have one line each: nothing in a name or a title may begin another one. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
