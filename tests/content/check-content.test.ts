/** What an editor is told for each kind of mistake, to the word. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../operator/build.ts';
import { checkContent } from '../../operator/check-content.ts';
import { sentenceOf } from '../../operator/content/problem.ts';
import { mistakes } from './mistakes.ts';
import { mistakesOfPortal } from './mistakes-of-portal.ts';
import { contentWith, replaced } from './sample.ts';
import { sentences } from './sentences.ts';

test('content that is right has no problem and lacks nothing', () => {
  const { problems, missing, entries } = checkContent(contentWith());
  expect({ problems, missing, entries: entries.length }).toEqual({ problems: [], missing: [], entries: 3 });
});

test('the content of this portal is right', () => {
  expect(checkContent(resolve(import.meta.dirname, '../../content')).problems.map(sentenceOf)).toEqual([]);
});

const poll = 'polls/trees/poll.yaml';
const consultation = 'consultations/shade/consultation.yaml';

test.each([...mistakes, ...mistakesOfPortal])('%s', (_mistake, files, expected) => {
  expect(sentences(files)).toEqual(expected);
});

test('all problems are told, not the first alone', () => {
  expect(sentences({ ...replaced(poll, 'live', 'now'), ...replaced(consultation, '2026-02-20', '2026-01-20') })).toHaveLength(2);
});

test('missing words are told and let pass', () => {
  const content = contentWith({ 'pages/about/he.md': '', ...replaced('portal.yaml', ', he: בבוקר', '') });
  const { problems, missing } = checkContent(content);
  expect(problems).toEqual([]);
  expect(missing).toEqual([`${content}/portal.yaml: \`contact.hours\` is missing in he`, `${content}/pages/about: has no words in he`]);
});

test('the build stops at the same sentences, before it builds', () => {
  const content = contentWith(replaced(poll, 'live', 'now'));
  expect(() => build({ content })).toThrow(
    `The content can't be published as it is:\n${content}/polls/trees/poll.yaml: \`results\` is "now"; write live, after-voting or at-close.`,
  );
});
