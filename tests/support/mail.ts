/** The mail of officials as tests meet it: a post office that keeps what it was handed, refuses, or is shut. */
import type { Portal } from './portal.ts';

export interface Sent {
  to: string;
  from: { name: string; email: string };
  subject: string;
  text: string;
}

/** A post office instead of Cloudflare's, for a portal. */
export class PostOffice {
  readonly sent: Sent[] = [];
  /** What it refuses to take, and what it says then; nothing, unless a test sets it. */
  refusal: (mail: Sent) => string | null | Promise<string | null> = () => null;

  constructor(portal: Portal) {
    portal.bindings.MAIL_FROM = 'portal@tal-oren.example';
    portal.bindings.MAIL = { send: (mail: unknown) => this.#take(mail as Sent) } as SendEmail;
  }

  async #take(mail: Sent) {
    const refusal = await this.refusal(mail);
    if (refusal !== null) throw new Error(refusal);
    this.sent.push(mail);
    return { messageId: crypto.randomUUID() };
  }

  to(address: string): Sent[] {
    return this.sent.filter((mail) => mail.to === address);
  }
}

/** The first link in a mail. */
export const linkIn = ({ text }: Sent) => text.match(/https:\/\/\S+/)?.[0] ?? '';
