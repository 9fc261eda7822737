/**
 * `npm run test:journeys -- <name>`: builds the portal, serves it with a database of its own and a fixed clock, and lets people's
 * journeys run in a real browser. What follows `--` goes to Playwright: a journey's name, `-g` and a title.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seed } from '../../db/seed.ts';
import { build } from '../../operator/build.ts';
import { catchMail } from '../../operator/mail-catcher.ts';
import { freePort } from '../../operator/ports.ts';
import { serve } from '../../operator/serve.ts';
import { chromiumPath } from '../support/chromium.ts';
import { openIdFor } from '../support/openid.ts';

const root = resolve(import.meta.dirname, '../..');
const state = mkdtempSync(join(tmpdir(), 'kikar-journeys-'));
// Inside the project: a build resolves its packages from where it stands.
const built = process.env.KIKAR_BUILT ?? join(root, '.built/journeys');
const now = '2026-11-23T10:00:00+02:00';
const secrets = { PARTICIPANT_SECRET: 'journeys-'.repeat(5), OPERATOR_TOKEN: 'operator-'.repeat(5) };

process.env.FIXED_NOW = now;
// The build prints the paper forms with it.
process.env.CHROMIUM_PATH = chromiumPath();
build({ built });
// A provider of single sign-on and the portal have to know each other's address. And a passkey needs a name: browsers take none for an
// address of numbers.
const port = await freePort();
const url = `http://localhost:${port}`;
const openId = await openIdFor(url);
const mail = await catchMail(join(state, 'mail'), () => {});
const bindings = {
  ...secrets,
  SMTP_URL: mail.url,
  MAIL_FROM: 'portal@tal-oren.example',
  FIXED_NOW: now,
  OIDC_ISSUER: openId.issuer,
  OIDC_CLIENT_ID: openId.clientId,
  OIDC_CLIENT_SECRET: openId.clientSecret,
};
const portal = await serve({ built, state: join(state, 'state'), host: '127.0.0.1', port, bindings });
try {
  await seed(await portal.database(), built, secrets.PARTICIPANT_SECRET);
  const status = await new Promise<number>((done) => {
    const run = spawn(
      join(root, 'node_modules/.bin/playwright'),
      ['test', '--config', join(import.meta.dirname, 'playwright.config.ts'), ...process.argv.slice(2)],
      {
        cwd: root,
        stdio: 'inherit',
        env: {
          ...process.env,
          PORTAL_URL: url,
          PORTAL_BUILT: built,
          PORTAL_MAIL: join(state, 'mail'),
          OPERATOR_TOKEN: secrets.OPERATOR_TOKEN,
        },
      },
    );
    run.on('close', (code) => done(code ?? 1));
  });
  process.exitCode = status;
} finally {
  await portal.stop();
  await mail.stop();
  openId.stop();
  rmSync(state, { recursive: true, force: true });
}
