/** The portal in workerd and a real mail server, which is away at first: nothing is lost, the office tells, and it goes out. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type CaughtMail, catchMail } from '../../operator/mail-catcher.ts';
import { freePort } from '../../operator/ports.ts';
import { serve } from '../../operator/serve.ts';

const token = 'operator-'.repeat(5);
const address = 'ada@tal-oren.example';
const state = mkdtempSync(join(tmpdir(), 'kikar-mail-'));
const folder = join(state, 'mail');
const caught: CaughtMail[] = [];
let portal: Awaited<ReturnType<typeof serve>>;
let port: number;
let server: Awaited<ReturnType<typeof catchMail>> | undefined;
let cookie = '';

/** Serves a portal, in the morning, that sends its mail by a server. */
function servedWith(SMTP_URL: string, state: string) {
  const secrets = { PARTICIPANT_SECRET: 'mail-'.repeat(8), OPERATOR_TOKEN: token };
  const bindings = { ...secrets, FIXED_NOW: '2026-11-24T07:30:00+02:00', SMTP_URL, MAIL_FROM: 'portal@tal-oren.example' };
  return serve({ built: dirname(inject('client')), state, host: '127.0.0.1', port: 0, bindings });
}

beforeAll(async () => {
  port = await freePort();
  portal = await servedWith(`smtp://127.0.0.1:${port}`, state);
});
afterAll(async () => {
  await portal.stop();
  await server?.stop();
  rmSync(state, { recursive: true, force: true });
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { origin: new URL(portal.url).origin, cookie, ...init.headers };
  return fetch(new URL(path, portal.url), { redirect: 'manual', ...init, headers });
}
const send = (path: string, body: object, headers = {}) =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
const page = async () => (await ask('/en/office/mail')).text();

test('a mail server that is away: the letter waits, and the office says why', async () => {
  const invited = await send('/api/office/officials', { address, role: 'admin', language: 'he' }, { authorization: `Bearer ${token}` });
  const { path } = (await invited.json()) as { path: string };
  // a name that would like to be two more headers
  const name = 'Ada\r\nBcc: everybody@tal-oren.example\nSubject: Hello';
  const accepted = await send('/api/office/invitations/accept', { token: path.split('/').at(-1), address, name });
  expect(accepted.status).toBe(200);
  cookie = accepted.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  await expect.poll(page).toContain('The mail server does not answer.');
  expect(await page()).toContain('Invitation was used');
});

test('it is back: the letter goes out, whole, in its language, and to nobody else', async () => {
  server = await catchMail(folder, (mail) => caught.push(mail), port);
  const retried = await ask('/en/office/mail', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect(retried.status).toBe(303);
  const then = await (await ask(retried.headers.get('location') ?? '')).text();
  expect(then).toContain('Everything was sent.');
  expect(caught).toMatchObject([{ to: [address], subject: 'ההזמנה שלך שימשה לכניסה' }]);
  expect(caught[0]?.from).toBe('מועצת העיר טל אורן <portal@tal-oren.example>');

  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const [head = ''] = readFileSync(join(folder, file), 'utf8').split('\r\n\r\n');
  const headers = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')));
  expect([...headers].sort()).toEqual([
    'Auto-Submitted',
    'Content-Transfer-Encoding',
    'Content-Type',
    'Date',
    'From',
    'MIME-Version',
    'Message-ID',
    'Subject',
    'To',
  ]);
  expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@tal-oren\.example>$/m);
});

test('what the Worker does by itself: in the morning an admin hears of what waits', async () => {
  caught.length = 0;
  await portal.tick();
  const digest = caught.find(({ subject }) => subject === 'מה מחכה לך היום');
  expect(digest?.to).toEqual([address]);
  expect(digest?.links).toEqual([`${portal.url}he/office`]);
  caught.length = 0;
  await portal.tick();
  expect(caught).toEqual([]);
});

test('a password is handed to no server over an open line', async () => {
  const heard: string[] = [];
  const open = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ password }, _, done) => {
      heard.push(password ?? '');
      done(new Error('no'));
    },
  });
  open.on('error', () => {});
  await new Promise<void>((listening) => open.listen(0, '127.0.0.1', listening));
  await portal.stop();
  // this machine by an address that isn't taken for it
  portal = await servedWith(`smtp://portal:hush@0.0.0.0:${(open.server.address() as AddressInfo).port}`, state);
  await send('/api/office/officials', { address: 'noa@tal-oren.example', role: 'clerk' });
  await expect.poll(page).toContain('The connection to the mail server can’t be encrypted.');
  expect(heard).toEqual([]);
  expect(await page()).not.toContain('hush');
  await new Promise<void>((closed) => open.close(closed));
});
