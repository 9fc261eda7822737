/** Every letter is written well in every language: short, whole, with its link on a line of its own. */
import { describe, expect, test } from 'vitest';
import { words } from '../../site/i18n/letters.ts';
import { type Letter, letterKinds } from '../../worker/mail/rules.ts';
import { invitationLasts, linkLasts } from '../../worker/officials/rules.ts';
import { deskParts } from '../../worker/reminders/rules.ts';
import { aConsultation } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';

const comment = '00000000-0000-4000-8000-000000000000';
const letters: { [Kind in Letter['kind']]: Extract<Letter, { kind: Kind }> } = {
  'sign-in': { kind: 'sign-in', path: '/en/office/links/token' },
  invited: { kind: 'invited', path: '/en/office/invitations/token' },
  'invitation-used': { kind: 'invitation-used' },
  digest: { kind: 'digest', counts: Object.fromEntries(Object.keys(deskParts).map((part, place) => [part, place + 1001])) },
  danger: { kind: 'danger', comment },
  'late-answer': { kind: 'late-answer', entry: { kind: 'consultation', slug: 'well-square' } },
};
const scripts = { en: /\p{Script=Latin}/u, he: /\p{Script=Hebrew}/u, ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u };
const languages = Object.keys(scripts) as (keyof typeof scripts)[];

async function written(kind: Letter['kind'], language: string) {
  const portal = new Portal(await aConsultation({ answerBy: '2026-12-20T00:00:00+02:00' }));
  return words(letters[kind], { language, origin: 'https://portal.test', index: await portal.desk.published.index() });
}

describe.each(languages)('in %s', (language) => {
  test.each(letterKinds)('%s: in its own script, nothing left open, each link alone on its line', async (kind) => {
    const { from, subject, text } = await written(kind, language);
    for (const part of [from, subject, text]) expect(part).toMatch(scripts[language]);
    expect(subject).not.toContain('\n');
    expect(`${subject}${text}`).not.toMatch(/[{}]|mail_|undefined|NaN|Invalid/);
    const lines = text.split('\n').filter((line) => line.includes('https://'));
    for (const line of lines) expect(line).toMatch(/^https:\/\/portal\.test\/[a-z]{2}\/\S+$/);
    expect(lines.length > 0 || kind === 'invitation-used').toBe(true);
    expect(text.length).toBeLessThan(900);
  });

  test('links say how long they can be used', async () => {
    expect((await written('sign-in', language)).text).toContain(String(linkLasts / 60_000));
    expect((await written('invited', language)).text).toContain(String(invitationLasts / (24 * 60 * 60_000)));
  });

  test('the letter of the morning names everything that waits, most urgent first', async () => {
    const lines = (await written('digest', language)).text.split('\n').filter((line) => line.startsWith('– '));
    expect(lines.map((line) => Number(line.match(/: ([\d,.\s]+)$/)?.[1]?.replace(/\D/g, '')))).toEqual(
      Object.keys(deskParts).map((_, place) => place + 1001),
    );
  });
});

test('an official whose language the portal no longer has is written to in its own', async () => {
  expect((await written('danger', 'fr')).subject).toBe((await written('danger', 'en')).subject);
});
