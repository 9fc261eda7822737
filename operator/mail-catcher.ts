/**
 * Mail of a portal on this machine goes nowhere: a small SMTP server on this machine alone takes it, and keeps each as a file, `.eml`
 * as it was sent and `.txt` to be read.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  to: string[];
  from: string;
  subject: string;
  text: string;
  /** Addresses in the text, each once. */
  links: string[];
}

/** Takes mail on a port (a free one, unless told) and hands each on to `told`. */
export async function catchMail(folder: string, told: (mail: CaughtMail) => void, port = 0) {
  mkdirSync(folder, { recursive: true });
  let caught = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        caught += 1;
        const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${caught}`;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        keep(join(folder, name), Buffer.concat(pieces), to).then(
          (mail) => {
            told(mail);
            done();
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  await new Promise<void>((listening, failed) => {
    server.on('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  // a connection that breaks off is none of ours to end for
  server.removeAllListeners('error').on('error', () => {});
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
}

async function keep(file: string, message: Buffer, to: string[]): Promise<CaughtMail> {
  const parsed = await PostalMime.parse(message);
  const { subject = '', text = '' } = parsed;
  const from = `${parsed.from?.name ?? ''} <${parsed.from?.address ?? ''}>`.trim();
  writeFileSync(`${file}.eml`, message);
  writeFileSync(`${file}.txt`, `From: ${from}\nTo: ${to.join(', ')}\nSubject: ${subject}\nDate: ${parsed.date ?? ''}\n\n${text}`);
  return { to, from, subject, text, links: [...new Set(text.match(/https?:\/\/\S+/g) ?? [])] };
}
