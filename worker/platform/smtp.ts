/**
 * Mail over SMTP, by nodemailer. `SMTP_URL` is `smtp://user:password@host:587`, encrypted as soon as the server offers it and always
 * where there is a password to keep, or `smtps://user:password@host:465`, encrypted from the start.
 */
import net from 'node:net';
import tls from 'node:tls';
import type { Mail, Unsent } from './mail.ts';

/** So long a server is waited for, in milliseconds. */
const patience = 10_000;

interface Server {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  pass: string;
}

function serverOf(url: string): Server {
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') throw new Error('SMTP_URL begins with neither smtp:// nor smtps://');
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    user: decodeURIComponent(username),
    pass: decodeURIComponent(password),
  };
}

/** Sends a mail. Throws where that fails. */
export async function sendBySmtp(url: string, address: string, { id, to, from, subject, text }: Mail): Promise<void> {
  const { host, port, secure, user, pass } = serverOf(url);
  const domain = address.split('@').at(-1) ?? host;
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure,
    // A password never goes over an open line, but to this machine itself.
    requireTLS: !secure && user !== '' && !['127.0.0.1', '::1', 'localhost'].includes(host),
    name: domain,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user ? { auth: { user, pass } } : {}),
    // By name: workerd finds hosts itself, and compares certificates with the name.
    getSocket: (_, done) => {
      const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port });
      const waiting = setTimeout(() => socket.destroy(new Error('The mail server does not answer.')), patience);
      const failed = (error: Error) => {
        clearTimeout(waiting);
        done(Object.assign(error, { code: 'ECONNECTION' }));
      };
      socket.once('error', failed);
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(waiting);
        socket.off('error', failed);
        done(null, { connection: socket, secured: secure });
      });
    },
  });
  await transport.sendMail({
    messageId: `<${id}@${domain}>`,
    from: { name: from, address },
    to,
    subject,
    text,
    // No answering machine answers this one (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

/** What an error of nodemailer means. */
export function troubleOfSmtp(error: unknown): Unsent['trouble'] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused';
  if (code === 'ETLS' || code === 'EREQUIRETLS') return 'not-encrypted';
  return code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'EMESSAGESIZE' ? 'refused' : 'unreachable';
}

/** What must never be repeated of the address of a server: its password, also as it is on the wire, for a server may say it again. */
export function secretsOf(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const { username, password } = new URL(url);
  const [user, pass] = [decoded(username), decoded(password)];
  const coded = (text: string) => Buffer.from(text).toString('base64');
  return pass === '' ? [] : [url, coded(`\0${user}\0${pass}`), coded(pass), password, pass];
}

/** A part of an address as it was meant; as it is written, where it was written wrongly. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
