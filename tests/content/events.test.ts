/** What an editor is told for each kind of mistake in a town hall, to the word. */
import { expect, test } from 'vitest';
import type { Files } from './sample.ts';
import { sentences } from './sentences.ts';

const facts = 'events/walk/event.yaml';
const words = 'events/walk/en.md';
/** A town hall that is right: it took place, and its minutes are there. */
const right: Files = {
  [facts]: `starts: "2026-01-10T18:00:00+02:00"
ends: "2026-01-10T20:00:00+02:00"
minutesBy: "2026-01-20T00:00:00+02:00"
minutesAt: "2026-01-18T12:00:00+02:00"
agenda:
  - { id: figures, at: "18:00" }
  - { id: questions, at: "19:00" }
speakers: [gardener]
documents:
  - { id: map, href: https://example.org/map.pdf, format: PDF }
consultation: shade
`,
  [words]: `---
title: A walk
summary: We look at the trees.
place: { name: The old well, address: Square 1 }
agenda: { figures: What was counted, questions: Your questions }
speakers: { gardener: Head gardener }
documents: { map: The map }
minutes: Eight people came.
---
`,
};

function changed(file: string, part: string, by: string): string[] {
  const text = right[file];
  if (!text?.includes(part)) throw new Error(`${file} has no ${part}`);
  return sentences({ ...right, [file]: text.replace(part, by) });
}

test('a town hall that is right has no problem', () => {
  expect(sentences(right)).toEqual([]);
});

test('nor has one that takes place online alone', () => {
  const online = {
    [facts]: `${right[facts]}online: https://example.org/live\n`,
    [words]: right[words]?.replace(/place: .*\n/, 'onlineNote: Call us.\n') ?? '',
  };
  expect(sentences({ ...right, ...online })).toEqual([]);
});

test.each([
  [
    'it ends before it begins',
    [facts, 'ends: "2026-01-10', 'ends: "2026-01-09'],
    [`${facts}: \`ends\` is 2026-01-09T20:00:00+02:00, not after starts; write an instant after 2026-01-10T18:00:00+02:00.`],
  ],
  [
    'minutes are promised before it ends',
    [facts, '2026-01-20', '2026-01-10'],
    [`${facts}: \`minutesBy\` is 2026-01-10T00:00:00+02:00, not after ends; write an instant after 2026-01-10T20:00:00+02:00.`],
  ],
  [
    'minutes were published before it ended',
    [facts, '2026-01-18', '2026-01-08'],
    [`${facts}: \`minutesAt\` is 2026-01-08T12:00:00+02:00, not after ends; write an instant after 2026-01-10T20:00:00+02:00.`],
  ],
  [
    'it belongs to a consultation that is not there',
    [facts, 'consultation: shade', 'consultation: shadow'],
    [`${facts}: \`consultation\` names shadow, and there is no such consultation; correct it, or remove it.`],
  ],
  [
    'two points of the agenda have one id',
    [facts, '  - { id: questions, at: "19:00" }', '  - { id: questions, at: "19:00" }\n  - { id: questions, at: "19:30" }'],
    [`${facts}: \`agenda\` has two of the id questions; give each an id of its own.`],
  ],
  [
    'a speaker is named twice',
    [facts, '[gardener]', '[gardener, gardener]'],
    [`${facts}: \`speakers\` has two of the id gardener; give each an id of its own.`],
  ],
  [
    'a point of the agenda has no words',
    [words, ', questions: Your questions', ''],
    [`${words}: \`agenda.questions\` is missing; write its text, or remove questions from event.yaml.`],
  ],
  [
    'words belong to no point of the agenda',
    [words, 'questions: Your questions', 'questions: Your questions, tea: Tea'],
    [`${words}: \`agenda.tea\` is not in event.yaml; remove it, or add tea to agenda there.`],
  ],
  [
    'a speaker has no function',
    [facts, '[gardener]', '[gardener, treasurer]'],
    [`${words}: \`speakers.treasurer\` is missing; write its text, or remove treasurer from event.yaml.`],
  ],
  [
    'a document has no title',
    [words, 'documents: { map: The map }\n', ''],
    [`${words}: \`documents.map\` is missing; write its text, or remove map from event.yaml.`],
  ],
  [
    'nobody can tell where it takes place',
    [words, 'place: { name: The old well, address: Square 1 }\n', ''],
    [
      `${words}: \`place\` is missing, and event.yaml doesn't say online; write where it takes place, or the address where it can be followed.`,
    ],
  ],
  [
    'it says how to take part from home, and not where',
    [words, 'minutes:', 'onlineNote: Call us.\nminutes:'],
    [`${words}: \`onlineNote\` is there, and event.yaml doesn't say online; write the address there, or remove onlineNote.`],
  ],
  [
    'the minutes are missing',
    [words, 'minutes: Eight people came.\n', ''],
    [`${words}: \`minutes\` is missing, and event.yaml says minutesAt; write what was said and decided, or remove minutesAt.`],
  ],
  [
    'the minutes are there before they were published',
    [facts, 'minutesAt: "2026-01-18T12:00:00+02:00"\n', ''],
    [
      `${words}: \`minutes\` is there, and event.yaml doesn't say when they were published; write minutesAt, the instant of publication, or remove minutes.`,
    ],
  ],
  [
    'it is cancelled without a reason',
    [facts, 'agenda:', 'cancelled: true\nagenda:'],
    [`${words}: \`cancellation\` is missing, and event.yaml says cancelled; write why it doesn't take place, or remove cancelled.`],
  ],
  [
    'there is a reason, and it is not cancelled',
    [words, 'minutes:', 'cancellation: It rains.\nminutes:'],
    [
      `${words}: \`cancellation\` is there, and event.yaml doesn't say that it is cancelled; write cancelled: true, or remove cancellation.`,
    ],
  ],
] as [string, [string, string, string], string[]][])('%s', (_mistake, [file, part, by], expected) => {
  expect(changed(file, part, by)).toEqual(expected);
});
