/** Officials hear of what waits for them: every morning, and at once where an answer is late. */
import { expect, test } from 'vitest';
import type { Role } from '../../worker/officials/rules.ts';
import { scheduled } from '../../worker/scheduled.ts';
import { said } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { PostOffice } from '../support/mail.ts';
import { type Colleague, signedIn } from '../support/officials.ts';
import { Portal } from '../support/portal.ts';

/** A portal whose officials have had their letters of welcome. */
async function staffed(roles: readonly (Role | [Role, string])[], ...definitions: ConstructorParameters<typeof Portal>) {
  const portal = new Portal(...definitions);
  const office = new PostOffice(portal);
  const staff: Colleague[] = [];
  for (const one of roles) {
    const [role, department = null] = typeof one === 'string' ? [one] : one;
    staff.push(await signedIn(portal, role, department));
  }
  office.sent.length = 0;
  return { portal, office, staff };
}

/** Lets the Worker do what it does by itself at an instant. */
async function at(portal: Portal, instant: string): Promise<void> {
  portal.now = instant;
  await scheduled(portal.bindings, portal.desk);
}

const before = { comments: { moderation: 'before' } } as const;

test('in the morning, where the portal is, everybody for whom something waits gets one letter, and nobody else', async () => {
  const { portal, office, staff } = await staffed(['moderator', 'analyst', 'clerk'], await aConsultation(before));
  const [moderator] = staff;
  await said(portal.browser(), 'More shade, please.');
  await said(portal.browser(), 'And benches.');
  await at(portal, '2026-11-24T06:59:00+02:00');
  expect(office.sent).toEqual([]);
  await at(portal, '2026-11-24T07:00:00+02:00');
  await at(portal, '2026-11-24T07:05:00+02:00');
  await at(portal, '2026-11-24T15:00:00+02:00');
  expect(office.sent.map(({ to }) => to)).toEqual([moderator?.address]);
  expect(office.sent[0]?.text).toContain('Comments to be read: 2');
  expect(office.sent[0]?.text).toContain('https://portal.test/en/office');
  await at(portal, '2026-11-25T07:00:00+02:00');
  expect(office.sent).toHaveLength(2);
});

test('two runs at once write one letter of the morning', async () => {
  const { portal, office } = await staffed(['moderator'], await aConsultation(before));
  await said(portal.browser(), 'More shade, please.');
  await Promise.all([1, 2, 3].map(() => at(portal, '2026-11-24T07:00:00+02:00')));
  expect(office.sent).toHaveLength(1);
});

test('an official for one department hears of what is that department’s alone', async () => {
  const { portal, office, staff } = await staffed(
    [
      ['moderator', 'gardens'],
      ['moderator', 'roads'],
    ],
    await aConsultation(before),
  );
  portal.departments['well-square'] = 'gardens';
  await said(portal.browser(), 'More shade, please.');
  await at(portal, '2026-11-24T07:00:00+02:00');
  expect(office.sent.map(({ to }) => to)).toEqual([staff[0]?.address]);
});

test('a promised answer that is late is told once, at once, to those who may give it', async () => {
  const { portal, office, staff } = await staffed(
    ['admin', 'publisher', ['editor', 'gardens'], ['editor', 'roads'], 'moderator', 'analyst', 'clerk'],
    await aConsultation({ answerBy: '2026-12-20T00:00:00+02:00' }),
  );
  portal.departments['well-square'] = 'gardens';
  await at(portal, '2026-12-19T23:59:59+02:00');
  expect(office.sent).toEqual([]);
  await at(portal, '2026-12-20T00:00:00+02:00');
  await at(portal, '2026-12-20T00:05:00+02:00');
  expect(office.sent.map(({ to }) => to).sort()).toEqual([0, 1, 2].map((place) => staff[place]?.address).sort());
  expect(office.sent[0]?.text).toContain('“Well Square”');
  expect(office.sent[0]?.text).toContain('https://portal.test/en/consultations/well-square');
});

test('an answer that was promised anew, and is late again, is told again', async () => {
  const { portal, office } = await staffed(['admin'], await aConsultation({ answerBy: '2026-12-20T00:00:00+02:00' }));
  await at(portal, '2026-12-20T00:00:00+02:00');
  portal.publish(await aConsultation({ answerBy: '2027-01-20T00:00:00+02:00' }));
  await at(portal, '2027-01-19T23:59:59+02:00');
  expect(office.sent).toHaveLength(1);
  await at(portal, '2027-01-20T00:00:00+02:00');
  expect(office.sent).toHaveLength(2);
});

test('an answer that came in time is told to nobody', async () => {
  const facts = { answerBy: '2026-12-20T00:00:00+02:00', answeredAt: '2026-12-18T10:00:00+02:00' };
  const { portal, office } = await staffed(['admin'], await aConsultation(facts), await aPoll(facts));
  await at(portal, '2026-12-20T12:00:00+02:00');
  expect(office.sent).toEqual([]);
});

test('one part that fails stops no other', async () => {
  const { portal, office } = await staffed(['admin'], await aPoll({ answerBy: '2026-12-20T00:00:00+02:00' }));
  const { published } = portal.desk;
  let asked = 0;
  const failsFirst = { ...published, index: () => (++asked === 1 ? Promise.reject(new Error('no index')) : published.index()) };
  portal.now = '2026-12-20T07:00:00+02:00';
  await scheduled(portal.bindings, { ...portal.desk, published: failsFirst });
  expect(office.sent.map(({ subject }) => subject)).toEqual(['What needs you today']);
});
