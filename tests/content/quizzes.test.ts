/** What an editor is told for each kind of mistake in a quiz, to the word. */
import { expect, test } from 'vitest';
import type { Files } from './sample.ts';
import { sentences } from './sentences.ts';

const facts = 'quizzes/summer/quiz.yaml';
const words = 'quizzes/summer/en.md';
/** A quiz that is right: one answer can be checked, the other is only explained. */
const right: Files = {
  [facts]: `opens: "2026-01-01T08:00:00+02:00"
closes: "2026-02-01T20:00:00+02:00"
consultation: shade
questions:
  - { id: heat, options: [warm, hot], right: hot, source: /consultations/shade#heat }
  - { id: trees, options: [few, many], right: many }
`,
  [words]: `---
title: Summer
summary: What heat does.
questions:
  heat:
    question: How hot?
    options: { warm: 38 degrees, hot: 61 degrees }
    explanation: We measured it.
    source: The measurements
  trees:
    question: How many trees?
    options: { few: "100", many: "4,000" }
    explanation: We counted.
---
`,
};

function changed(file: string, part: string, by: string): string[] {
  const text = right[file];
  if (!text?.includes(part)) throw new Error(`${file} has no ${part}`);
  return sentences({ ...right, [file]: text.replace(part, by) });
}

test('a quiz that is right has no problem', () => {
  expect(sentences(right)).toEqual([]);
});

test.each([
  [
    'it belongs to a consultation that is not there',
    [facts, 'consultation: shade', 'consultation: shadow'],
    [`${facts}: \`consultation\` names shadow, and there is no such consultation; correct it, or remove it.`],
  ],
  [
    'the right answer is none of the options',
    [facts, 'right: hot', 'right: cold'],
    [`${facts}: \`questions[0].right\` is not right; write one of its options.`],
  ],
  [
    'it closes before it opens',
    [facts, '2026-02-01', '2025-02-01'],
    [`${facts}: \`closes\` is 2025-02-01T20:00:00+02:00, not after opens; write an instant after 2026-01-01T08:00:00+02:00.`],
  ],
  [
    'the answer is to be checked on a page that is not there',
    [facts, '/consultations/shade#heat', '/consultations/shadow#heat'],
    [`${facts}: \`questions.heat.source\` names /consultations/shadow#heat, and there is no such page; correct it, or remove it.`],
  ],
  [
    'the answer is to be checked in a file that is not there',
    [facts, '/consultations/shade#heat', '/documents/not-there.pdf'],
    [
      `${facts}: \`questions.heat.source\` names /documents/not-there.pdf, and there is no such file; put the file into site/public/documents, or correct the name.`,
    ],
  ],
  [
    'a question has no words',
    [facts, '  - { id: trees', '  - { id: rain, options: [little, much], right: much }\n  - { id: trees'],
    [`${words}: \`questions.rain\` is missing; write its text, or remove rain from quiz.yaml.`],
  ],
  [
    'words belong to no question',
    [facts, '  - { id: trees, options: [few, many], right: many }\n', ''],
    [`${words}: \`questions.trees\` is not in quiz.yaml; remove it, or add trees to questions there.`],
  ],
  [
    'an option has no label',
    [facts, '[few, many]', '[none, few, many]'],
    [`${words}: \`questions.trees.options.none\` is missing; write its text, or remove none from quiz.yaml.`],
  ],
  [
    'a label belongs to no option',
    [words, 'few: "100"', 'few: "100", some: "200"'],
    [`${words}: \`questions.trees.options.some\` is not in quiz.yaml; remove it, or add some to questions.trees.options there.`],
  ],
  [
    'two labels of a question read alike',
    [words, '38 degrees', '61 degrees'],
    [`${words}: \`questions.heat.options.hot\` reads like questions.heat.options.warm; tell them apart.`],
  ],
  [
    'a source has no name',
    [words, '    source: The measurements\n', ''],
    [
      `${words}: \`questions.heat.source\` is missing, and quiz.yaml names /consultations/shade#heat; write the name of the source, or remove it there.`,
    ],
  ],
  [
    'a name of a source has no link',
    [facts, ', source: /consultations/shade#heat', ''],
    [`${words}: \`questions.heat.source\` is there, and quiz.yaml links to none; write where it is there, or remove the name.`],
  ],
] as [string, [string, string, string], string[]][])('%s', (_mistake, [file, part, by], expected) => {
  expect(changed(file, part, by)).toEqual(expected);
});
