/** Who translates learns from a check what is still missing, language by language, and nothing of it stops a build. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkContent } from '../../operator/check-content.ts';
import { missingMessages, tellMissing } from '../../operator/content/missing.ts';
import { contentWith, type Files, replaced } from './sample.ts';

/** What is told about content in which only words are missing, with its place left out. */
function told(files: Files): string[] {
  const content = contentWith(files);
  const { problems, missing, entries } = checkContent(content);
  expect(problems).toEqual([]);
  return tellMissing(missing, entries.length).map((line) => line.replaceAll(`${content}/`, ''));
}

const header = 'Missing words, where pages show another language and say so, or go without:';

test('where nothing is missing nothing is told', () => {
  expect(told({})).toEqual([]);
});

test('entries without words in a language are told in one line for each kind', () => {
  expect(told({ 'pages/about/he.md': '', 'polls/trees/he.md': '' })).toEqual([
    'he: polls, no words: trees.',
    'he: pages, no words: about.',
    header,
    'he: 2 of 3 entries have no words.',
  ]);
});

test('so is a text of the portal', () => {
  expect(told(replaced('portal.yaml', ', he: בבוקר', ''))).toEqual([
    'he: portal.yaml, no text in: contact.hours.',
    header,
    'he: 1 text is missing.',
  ]);
});

test('so is a text that another language has', () => {
  expect(
    told({
      ...replaced('polls/trees/en.md', 'options:', 'easyRead: A tree.\noptions:'),
      ...replaced('consultations/shade/he.md', 'רקע.\n', ''),
      ...replaced('consultations/shade/en.md', 'outcome:', 'otherWays: [By phone]\noutcome:'),
    }),
  ).toEqual([
    'he: consultations/shade, no text in: otherWays, text below the words.',
    'he: polls/trees, no text in: easyRead.',
    header,
    'he: 3 texts are missing.',
  ]);
});

test('what is a problem is not told again as missing', () => {
  const { problems, missing } = checkContent(contentWith(replaced('polls/trees/he.md', '  no: אף אחד\n', '  palm: דקל\n')));
  expect(problems).toHaveLength(2);
  expect(missing).toEqual([]);
});

test('of many messages of the interface the first ones are told, and how many there are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kikar-messages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const keys = Array.from({ length: 15 }, (_, place) => `key_${place + 1}`);
  writeFileSync(join(folder, 'en.json'), JSON.stringify(Object.fromEntries(keys.map((key) => [key, 'Text']))));
  writeFileSync(join(folder, 'he.json'), JSON.stringify({ key_1: 'טקסט' }));
  expect(tellMissing(missingMessages(folder, ['en', 'he', 'ru'], 'en'), 3)).toEqual([
    `he: site/i18n/messages/he.json, no message: ${keys.slice(1, 13).join(', ')} and 2 more.`,
    header,
    'he: 14 messages of the interface are missing.',
  ]);
});
