/** Letters reach officials, once; and where they can't, nothing is lost and an admin sees why. */
import { expect, test } from 'vitest';
import { open } from '../../db/client.ts';
import { queued } from '../../db/mail.ts';
import { mailReply } from '../../worker/mail/contract.ts';
import { deliver, forgetOld } from '../../worker/mail/deliver.ts';
import type { Letter } from '../../worker/mail/rules.ts';
import { shaped } from '../support/answers.ts';
import { bindings } from '../support/bindings.ts';
import { linkIn, PostOffice } from '../support/mail.ts';
import { type Colleague, signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';

const noon = Date.parse('2026-11-23T12:00:00+02:00');
const after = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();

/** Queues a letter without sending it. */
async function write(official: Colleague, letter: Letter = { kind: 'invitation-used' }, at = noon): Promise<void> {
  await queued(open(bindings.DB), { official: official.official, letter, now: at });
}

/** What an admin sees. */
const seenBy = async (admin: Colleague) => shaped(await admin.get('/api/office/mail'), 200, mailReply);
const retriedBy = async (admin: Colleague) => shaped(await admin.send('POST', '/api/office/mail/retry'), 200, mailReply);

/** All that the database keeps of letters. */
async function kept(): Promise<string> {
  const { results } = await bindings.DB.prepare('select * from letters').all();
  return JSON.stringify(results);
}

/** A portal with an admin, where all letters so far have been sent. */
async function withAdmin() {
  const portal = new Portal();
  const office = new PostOffice(portal);
  const admin = await signedIn(portal, 'admin');
  office.sent.length = 0;
  return { portal, office, admin };
}

test('who asks for a link gets it by mail at once, in their language, with how long it can be used', async () => {
  const { portal, office, admin } = await withAdmin();
  await admin.send('PUT', '/api/office/me', { body: { language: 'he' } });
  await portal.browser().send('POST', '/api/office/links', { body: { address: admin.address, language: 'he' } });
  const [letter] = office.to(admin.address);
  expect(letter?.from.email).toBe('portal@tal-oren.example');
  expect(letter?.text).toMatch(/[א-ת]/);
  expect(letter?.text).toContain('15');
  expect(letter && linkIn(letter)).toMatch(/^https:\/\/portal\.test\/he\/office\/links\/\w{20,}$/);
});

test('a link is in no table any more once its letter was sent', async () => {
  const { portal, office, admin } = await withAdmin();
  await admin.send('POST', '/api/office/officials', { body: { address: 'new@tal-oren.example', role: 'clerk' } });
  await portal.browser().send('POST', '/api/office/links', { body: { address: admin.address, language: 'en' } });
  expect(office.sent).toHaveLength(2);
  const letters = await kept();
  for (const sent of office.sent) expect(letters).not.toContain(linkIn(sent).split('/').at(-1));
});

test('what an admin sees of letters names whom, what and when, and never a link or a text', async () => {
  const { portal, office, admin } = await withAdmin();
  office.refusal = () => '550 no such mailbox';
  await portal.browser().send('POST', '/api/office/links', { body: { address: admin.address, language: 'en' } });
  const answer = await admin.get('/api/office/mail');
  const text = await answer.text();
  expect(text).not.toContain('/office/links/');
  const { waiting, sent, way } = mailReply.parse(JSON.parse(text));
  expect(way).toBe('binding');
  expect(waiting).toMatchObject([{ kind: 'sign-in', to: admin.address, trouble: 'refused', failure: '550 no such mailbox', attempts: 1 }]);
  expect(sent).toMatchObject([{ kind: 'invitation-used', endedAt: new Date(noon).toISOString() }]);
});

test('a mail server that is away: the letter waits, is tried again less and less often, and goes out when it is back', async () => {
  const { portal, office, admin } = await withAdmin();
  office.refusal = () => 'shut';
  await write(admin);
  const attemptsAt = async (minutes: number) => {
    portal.now = after(minutes);
    await deliver(portal.bindings, portal.desk);
    return (await seenBy(admin)).waiting[0]?.attempts;
  };
  expect(await attemptsAt(0)).toBe(1);
  expect(await attemptsAt(0.9)).toBe(1);
  expect(await attemptsAt(1)).toBe(2);
  expect(await attemptsAt(5.9)).toBe(2);
  expect(await attemptsAt(6)).toBe(3);
  expect(await attemptsAt(20)).toBe(3);
  expect(await attemptsAt(21)).toBe(4);
  office.refusal = () => null;
  expect(await attemptsAt(81)).toBeUndefined();
  expect(office.to(admin.address)).toHaveLength(1);
  expect((await seenBy(admin)).sent[0]).toMatchObject({ attempts: 5, trouble: null, failure: null, endedAt: after(81) });
});

test('a letter that could not be sent for a day is given up, keeps no link, and is still shown', async () => {
  const { portal, office, admin } = await withAdmin();
  office.refusal = () => 'shut';
  await write(admin, { kind: 'invited', path: '/en/office/invitations/a-secret-token' });
  for (let hour = 0; hour <= 24; hour += 1) {
    for (const minute of [0, 1, 6, 21]) {
      portal.now = after(hour * 60 + minute);
      await deliver(portal.bindings, portal.desk);
    }
  }
  const { waiting, givenUp } = await seenBy(admin);
  expect(waiting).toEqual([]);
  expect(givenUp).toMatchObject([{ kind: 'invited', attempts: 8, trouble: 'refused', failure: 'shut', nextAt: null }]);
  expect(await kept()).not.toContain('a-secret-token');
});

test('a link that grew too old meanwhile is not sent', async () => {
  const { portal, office, admin } = await withAdmin();
  await write(admin, { kind: 'sign-in', path: '/en/office/links/a-secret-token' });
  portal.now = after(15);
  await deliver(portal.bindings, portal.desk);
  expect(office.sent).toEqual([]);
  expect((await seenBy(admin)).givenUp).toMatchObject([{ kind: 'sign-in', trouble: 'link-too-old' }]);
});

test('nobody who was disabled meanwhile is written to', async () => {
  const { portal, office, admin } = await withAdmin();
  const clerk = await signedIn(portal, 'clerk');
  office.sent.length = 0;
  await write(clerk, { kind: 'digest', counts: {} });
  await admin.send('PUT', `/api/office/officials/${clerk.official}`, { body: { disabled: true } });
  await deliver(portal.bindings, portal.desk);
  expect(office.sent).toEqual([]);
  expect((await seenBy(admin)).givenUp).toMatchObject([{ to: clerk.address, trouble: 'disabled' }]);
});

test('several who deliver at once send each letter once', async () => {
  const { portal, office, admin } = await withAdmin();
  for (let letter = 0; letter < 6; letter += 1) await write(admin);
  await Promise.all(Array.from({ length: 5 }, () => deliver(portal.bindings, portal.desk)));
  expect(office.sent).toHaveLength(6);
  expect((await seenBy(admin)).waiting).toEqual([]);
});

test('who tries again while a letter is on its way does not send it a second time', async () => {
  const { portal, office, admin } = await withAdmin();
  await write(admin);
  let handedIn = 0;
  office.refusal = async () => {
    handedIn += 1;
    if (handedIn === 1) await retriedBy(admin);
    return null;
  };
  await deliver(portal.bindings, portal.desk);
  expect(office.sent).toHaveLength(1);
});

test('a letter whose sender ended before it could note anything is sent again, some minutes later', async () => {
  const { portal, office, admin } = await withAdmin();
  await write(admin);
  await bindings.DB.prepare('update letters set claimed_until = ?, attempts = 1 where sent_at is null')
    .bind(Date.parse(after(5)))
    .run();
  portal.now = after(4.9);
  await deliver(portal.bindings, portal.desk);
  expect(office.sent).toHaveLength(0);
  portal.now = after(5);
  await deliver(portal.bindings, portal.desk);
  expect(office.sent).toHaveLength(1);
});

test('one letter that is refused holds no other up', async () => {
  const { portal, office, admin } = await withAdmin();
  const clerk = await signedIn(portal, 'clerk');
  office.sent.length = 0;
  office.refusal = ({ to }) => (to === clerk.address ? '550 no such mailbox' : null);
  await write(clerk);
  await write(admin);
  await deliver(portal.bindings, portal.desk);
  expect(office.sent.map(({ to }) => to)).toEqual([admin.address]);
});

test('an admin tries again at once what waits for later, and that stands in the audit log', async () => {
  const { portal, office, admin } = await withAdmin();
  office.refusal = () => 'shut';
  await write(admin);
  await deliver(portal.bindings, portal.desk);
  office.refusal = () => null;
  expect(await retriedBy(admin)).toMatchObject({ waiting: [], waitingInAll: 0 });
  expect(office.sent).toHaveLength(1);
  const act = await bindings.DB.prepare("select official from acts where act = 'mail.retry'").first();
  expect(act).toEqual({ official: admin.official });
});

test('where mail is not set up letters wait, and the office says so', async () => {
  const portal = new Portal();
  const admin = await signedIn(portal, 'admin');
  expect(await seenBy(admin)).toMatchObject({
    way: null,
    waitingInAll: 1,
    waiting: [{ kind: 'invitation-used', attempts: 0, trouble: null }],
  });
  new PostOffice(portal);
  expect(await retriedBy(admin)).toMatchObject({ way: 'binding', waitingInAll: 0 });
});

test('a mail server that nobody answers at: told so, without the password', async () => {
  const { portal, admin } = await withAdmin();
  portal.bindings.SMTP_URL = 'smtp://portal:hush%20hush@127.0.0.1:1';
  await write(admin);
  await write(admin);
  await deliver(portal.bindings, portal.desk);
  const { way, waiting } = await seenBy(admin);
  expect(way).toBe('smtp');
  // the second one waits with the first: it would only be refused too
  expect(waiting.map(({ trouble, attempts }) => ({ trouble, attempts }))).toEqual([
    { trouble: null, attempts: 0 },
    { trouble: 'unreachable', attempts: 1 },
  ]);
  expect(await kept()).not.toMatch(/hush/);
});

test('letters that were sent are forgotten after three months, those that wait are not', async () => {
  const { portal, office, admin } = await withAdmin();
  office.refusal = () => 'shut';
  await write(admin);
  portal.now = after(91 * 24 * 60);
  await forgetOld(portal.bindings);
  expect(await seenBy(admin)).toMatchObject({ sent: [], waitingInAll: 1 });
});

test('the database itself refuses to keep the link of a letter that was sent, and to send one twice', async () => {
  const { portal, admin } = await withAdmin();
  await write(admin, { kind: 'sign-in', path: '/en/office/links/a-secret-token' });
  const change = (what: string) => bindings.DB.prepare(`update letters set ${what} where kind = 'sign-in'`).run();
  await expect(change('sent_at = 1')).rejects.toThrow('keeps no link');
  await expect(change('given_up_at = 1')).rejects.toThrow('keeps no link');
  await deliver(portal.bindings, portal.desk);
  await expect(change('sent_at = null')).rejects.toThrow('stays as it is');
});

test.each(['http://portal:hush@mail.example', 'smtp://portal:hush%zz@mail.example', 'mail.example'])(
  'where SMTP_URL is written wrongly, as %s, letters wait, and an admin reads why, without the password',
  async (SMTP_URL) => {
    const { portal, admin } = await withAdmin();
    await write(admin);
    portal.bindings.SMTP_URL = SMTP_URL;
    await deliver(portal.bindings, portal.desk);
    const { waiting } = await seenBy(admin);
    expect(waiting).toMatchObject([{ attempts: 1, trouble: 'unreachable', failure: expect.stringMatching(/./) }]);
    expect(JSON.stringify(waiting)).not.toContain('hush');
  },
);
