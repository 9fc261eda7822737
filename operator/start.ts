/**
 * `npm start`: builds the portal and serves the production build on this machine, with a database of its own that stays.
 *
 * --port N      8787 unless told (the next free one is not searched: two portals on one database would mislead)
 * --host H      127.0.0.1 unless told
 * --state DIR   where the database stays: .state unless told
 * --content DIR the words: content unless told
 * --built DIR   the result of the build: dist unless told
 * --no-build    serve what is built already
 * --no-seed     begin with an empty database
 */
import { watchFile } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seed } from '../db/seed.ts';
import { build } from './build.ts';
import { neutralised } from './command.ts';
import { type CaughtMail, catchMail } from './mail-catcher.ts';
import { freePort } from './ports.ts';
import { localSecrets } from './secrets.ts';
import { addressOf, serve } from './serve.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    host: { type: 'string', default: '127.0.0.1' },
    state: { type: 'string', default: join(root, '.state') },
    content: { type: 'string', default: join(root, 'content') },
    built: { type: 'string', default: join(root, 'dist') },
    'no-build': { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
  },
});

const secrets = localSecrets(join(root, '.dev.vars'));
const built = resolve(values.built);
const port = Number(values.port) || (await freePort(values.host));
// Codes to be scanned, links to be shared and links in mail name the whole address.
const url = process.env.SITE_URL ?? addressOf(values.host, port);
if (!values['no-build']) {
  console.log('Building the portal …');
  build({ content: resolve(values.content), built, url });
}
const state = resolve(values.state);
// With a mail server in .dev.vars letters go out; without one they are caught here.
const mail = secrets.SMTP_URL ? null : await catchMail(join(state, 'mail'), tell);
const caught: Record<string, string> = mail ? { SMTP_URL: mail.url, MAIL_FROM: 'portal@kikar.example' } : {};
const portal = await serve({ built, state, host: values.host, port, bindings: { SITE_URL: url, ...caught, ...secrets } });
if (!values['no-seed']) await seed(await portal.database(), built, secrets.PARTICIPANT_SECRET);

// An import or a rebuild swaps the assets: what is served follows.
watchFile(join(built, 'client', 'data', 'index.json'), { interval: 500 }, () => {
  portal.reload().catch((error) => console.error(error));
});

// What a deployment does by itself every five minutes.
const ticking = setInterval(() => portal.tick().catch((error) => console.error(error)), 60_000);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    clearInterval(ticking);
    await Promise.all([portal.stop(), mail?.stop()]);
    process.exit(0);
  });
}

/** Tells of a letter that was caught, with the links in it, so that nobody needs a mail program to sign in here. */
function tell({ to, subject, links }: CaughtMail): void {
  console.log(neutralised([`Mail to ${to.join(', ')}: ${subject}`, ...links.map((link) => `  ${link}`)].join('\n')));
}

console.log(`
The portal is at ${portal.url}

Try first:
  ${portal.url}en                        everything, in four languages
  ${portal.url}en/polls/almond-street   open it in two windows, vote in one, and watch the other
  ${portal.url}he/plans/well-square      what was promised, and what was done
  ${portal.url}api/openapi.json          everything as JSON
  npm run office:invite -- you@example.org --role admin${values.port === '8787' ? '' : ` --url http://127.0.0.1:${values.port}`}
                                         the office: moderate, answer, report progress
The database stays in ${values.state}${mail ? `, and letters to officials in ${join(values.state, 'mail')}` : ''}; Ctrl+C stops.`);
