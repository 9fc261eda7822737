/** A browser is known only by what the portal signed, and only as long as the secret behind it is the same. */
import { expect, test } from 'vitest';
import { participantReply } from '../../worker/participants/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';
import { crowd, receiptFor, tallyFor, vote, voted } from '../support/votes.ts';

const isKnown = async (browser: Browser) => (await shaped(await browser.get('/api/participant'), 200, participantReply)).known;

test('the cookie can be read by the portal alone, is sent to it alone, and lasts as long as a browser allows', async () => {
  const portal = new Portal(await aPoll());
  const set = (await vote(portal.browser(), 'oak')).headers.get('set-cookie') ?? '';
  const [pair, ...attributes] = set.split('; ');
  expect(pair).toMatch(/^__Host-participant=[\w-]{43}\.[\w%]+$/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Lax', 'Secure']);
});

test('a forged cookie is nobody: it sees no vote, changes none, and votes as a new person', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  const [name, value = ''] = (voter.cookie ?? '').split('=');
  const [identity, signature = ''] = decodeURIComponent(value).split(/\.(.*)/s);
  const other = `${identity?.startsWith('A') ? 'B' : 'A'}${identity?.slice(1)}`;
  const forged = [
    `${name}=${identity}`,
    `${name}=${identity}.`,
    `${name}=${identity}.${encodeURIComponent(btoa('x'.repeat(32)))}`,
    `${name}=${other}.${encodeURIComponent(signature)}`,
    `participant=${value}`,
    `${name}=.${encodeURIComponent(signature)}`,
    `${name}=%E0%A4%A`,
  ];
  for (const cookie of forged) {
    const forger = portal.browser(cookie);
    expect(await isKnown(forger)).toBe(false);
    expect(await receiptFor(forger, receipt.id)).toMatchObject({ own: false, answers: null });
    await refused(await forger.send('DELETE', `/api/responses/${receipt.id}`), 403, 'not-yours');
    expect((await voted(portal.browser(cookie), 'carob')).receipt.id).not.toBe(receipt.id);
  }
  expect(await receiptFor(voter, receipt.id)).toEqual(receipt);
  expect((await tallyFor(voter)).people).toBe(1 + forged.length);
});

test('with another secret nothing is recorded, for everybody could vote twice; reading goes on', async () => {
  const portal = new Portal(await aPoll(), await aConsultation());
  const secret = crypto.randomUUID();
  portal.bindings.PARTICIPANT_SECRET = secret;
  const [voter] = await crowd(portal, 5, 'oak');
  for (const other of [`${secret}.`, crypto.randomUUID()]) {
    portal.bindings.PARTICIPANT_SECRET = other;
    const before = await rows('submissions');
    await refused(await vote(portal.browser(), 'oak'), 503, 'secret-changed');
    await refused(await vote(voter, 'carob'), 503, 'secret-changed');
    const said = { body: 'More shade.', language: 'en' };
    await refused(await portal.browser().send('POST', '/api/consultations/well-square/comments', { body: said }), 503, 'secret-changed');
    await refused(await portal.browser().send('PUT', '/api/participant'), 503, 'secret-changed');
    expect((await tallyFor(portal.browser())).people).toBe(5);
    expect(await rows('submissions')).toEqual(before);
    expect(await rows('comments')).toEqual([]);
    expect(await rows('secrets')).toHaveLength(1);
  }
  portal.bindings.PARTICIPANT_SECRET = secret;
  expect(await isKnown(voter)).toBe(true);
  expect((await voted(voter, 'carob')).tally.people).toBe(5);
});

test('the same secret under another name is another one', async () => {
  const portal = new Portal(await aPoll());
  portal.bindings.PARTICIPANT_SECRET = crypto.randomUUID();
  await crowd(portal, 1, 'oak');
  const elsewhere = new Portal(await aPoll());
  elsewhere.bindings.PARTICIPANT_SECRET = `${crypto.randomUUID()}-2`;
  elsewhere.bindings.PARTICIPANT_SECRET_ID = '2';
  await refused(await vote(elsewhere.browser(), 'oak'), 503, 'secret-changed');
});

test.each([undefined, '', 'short', 'x'.repeat(31)])(
  'without a real secret (%j) nothing is recorded, and every answer says why',
  async (secret) => {
    const portal = new Portal(await aPoll());
    Object.assign(portal.bindings, { PARTICIPANT_SECRET: secret });
    await refused(await vote(portal.browser(), 'oak'), 503, 'secret-changed');
    const { message } = await refused(await portal.browser().get('/api/polls/first-trees/tally'), 503, 'secret-changed');
    expect(message).toContain('PARTICIPANT_SECRET');
    expect(await rows('secrets')).toEqual([]);
    expect(await rows('responses')).toEqual([]);
  },
);

test('of the secret the database keeps a fingerprint only', async () => {
  const portal = new Portal(await aPoll());
  portal.bindings.PARTICIPANT_SECRET = crypto.randomUUID();
  await crowd(portal, 1, 'oak');
  const [kept] = await rows('secrets');
  expect(kept).toEqual({ id: '1', fingerprint: expect.stringMatching(/^[\w-]{43}$/), first_used_at: Date.parse('2026-11-23T10:00:00Z') });
  expect(JSON.stringify(kept)).not.toContain(portal.bindings.PARTICIPANT_SECRET);
});

test('without JavaScript: a browser that was given its identity before the act is the same person in it', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const key = crypto.randomUUID();
  expect(await isKnown(voter)).toBe(false);
  expect((await voter.send('PUT', '/api/participant', { key })).status).toBe(204);
  const { cookie } = voter;
  expect(await isKnown(voter)).toBe(true);
  const { receipt } = await voted(voter, 'oak', { key });
  expect(voter.cookie).toBe(cookie);
  // The same where the cookie is not taken: the key alone says who it is.
  const cookieless = portal.browser();
  expect((await vote(cookieless, 'oak', { key })).status).toBe(200);
  expect(await receiptFor(cookieless, receipt.id)).toEqual(receipt);
});

test('a browser that is known stays who it is when it begins another act', async () => {
  const portal = new Portal(await aPoll());
  const [voter] = await crowd(portal, 1, 'oak');
  const { cookie } = voter;
  await voter.send('PUT', '/api/participant');
  expect(voter.cookie).toBe(cookie);
  await refused(await portal.browser().send('PUT', '/api/participant', { key: 'no key' }), 400, 'invalid');
});

test('a browser that is forgotten leaves its vote counted, and is nobody afterwards', async () => {
  const portal = new Portal(await aPoll());
  const voter = portal.browser();
  const { receipt } = await voted(voter, 'oak');
  expect((await voter.send('DELETE', '/api/participant')).status).toBe(204);
  expect(voter.cookie).toBeNull();
  expect(await isKnown(voter)).toBe(false);
  expect(await receiptFor(voter, receipt.id)).toMatchObject({ own: false, answers: null });
  expect((await tallyFor(voter)).people).toBe(1);
});
