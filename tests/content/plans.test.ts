/** What an editor is told for each kind of mistake in an action plan, to the word. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../operator/check-content.ts';
import { sentenceOf } from '../../operator/content/problem.ts';
import { contentWith, type Files, replaced } from './sample.ts';

const facts = 'plans/trees/plan.yaml';
const words = 'plans/trees/en.md';
/** A plan that is right: an avenue that is promised, and a fountain that is not. */
const right: Files = {
  ...replaced('portal.yaml', 'contact:', 'departments:\n  gardens: { en: Gardens, he: גנים }\ncontact:'),
  [facts]: `adopted: "2026-02-20T10:00:00+02:00"
consultations: [shade]
commitments:
  - id: avenue
    by: "2026-09-01T00:00:00+03:00"
    lead: gardens
    from: { consultation: shade, polls: [trees] }
    updates:
      - { id: planted, at: "2026-08-01T10:00:00+03:00", status: done }
  - id: fountain
    lead: gardens
    from: { consultation: shade }
    updates:
      - { id: refused, at: "2026-02-20T10:00:00+02:00", status: not-doing }
`,
  [words]: `---
title: What became of shade
summary: Trees stand where you wanted them.
commitments:
  avenue:
    said: "There is no shade."
    answer: An avenue.
    updates: { planted: All trees stand. }
  fountain:
    said: "A fountain."
    answer: It takes too much water.
    updates: { refused: The council decided against it. }
---
`,
};

function sentences(file: string, part: string, by: string): string[] {
  const text = right[file];
  if (!text?.includes(part)) throw new Error(`${file} has no ${part}`);
  const content = contentWith({ ...right, [file]: text.replace(part, by) });
  return checkContent(content).problems.map((problem) => sentenceOf(problem).replaceAll(`${content}/`, ''));
}

test('a plan that is right has no problem', () => {
  expect(sentences(facts, 'adopted', 'adopted')).toEqual([]);
});

test('so have the plans of this portal', () => {
  const { problems, entries } = checkContent(resolve(import.meta.dirname, '../../content'));
  expect(entries.filter(({ kind }) => kind.folder === 'plans').length).toBeGreaterThan(0);
  expect(problems.filter(({ file }) => file.includes('/plans/')).map(sentenceOf)).toEqual([]);
});

const missing = 'correct it, or remove it.';

test.each([
  [
    'it answers a consultation that is not there',
    [facts, 'consultations: [shade]', 'consultations: [shadow]'],
    [`${facts}: \`consultations\` names shadow, and there is no such consultation; ${missing}`],
  ],
  [
    'a commitment comes from a consultation that is not there',
    [facts, '{ consultation: shade, polls', '{ consultation: shadow, polls'],
    [`${facts}: \`commitments.avenue.from.consultation\` names shadow, and there is no such consultation; ${missing}`],
  ],
  [
    'it comes from a poll that is not there',
    [facts, '[trees]', '[oaks]'],
    [`${facts}: \`commitments.avenue.from.polls\` names oaks, and there is no such poll; ${missing}`],
  ],
  [
    'it comes from a town hall that is not there',
    [facts, 'polls: [trees]', 'events: [walk]'],
    [`${facts}: \`commitments.avenue.from.events\` names walk, and there is no such town hall; ${missing}`],
  ],
  [
    'nobody answers for it',
    [facts, 'lead: gardens', 'lead: parks'],
    [`${facts}: \`commitments.avenue.lead\` is parks, which is no department of portal.yaml; write one of gardens.`],
  ],
  [
    'it was to be done before it was promised',
    [facts, '2026-09-01', '2026-01-01'],
    [
      `${facts}: \`commitments.avenue.by\` is 2026-01-01T00:00:00+03:00, not after adopted; write an instant after 2026-02-20T10:00:00+02:00.`,
    ],
  ],
  [
    'it is promised for no time at all',
    [facts, '    by: "2026-09-01T00:00:00+03:00"\n', ''],
    [
      `${facts}: \`commitments.avenue.by\` is missing; write until when it is promised, or an update with the status not-doing where nothing will be done.`,
    ],
  ],
  [
    'two updates of a commitment have one id',
    [facts, 'status: done }', 'status: under-way }\n      - { id: planted, at: "2026-08-02T10:00:00+03:00", status: done }'],
    [`${facts}: \`commitments.avenue.updates\` has two of the id planted; give each an id of its own.`],
  ],
  [
    'the evidence is not there',
    [facts, 'status: done }', 'status: done, evidence: /documents/not-there.pdf }'],
    [
      `${facts}: \`commitments.avenue.updates.planted.evidence\` names /documents/not-there.pdf, and there is no such file; put the file into site/public/documents, or correct the name.`,
    ],
  ],
  [
    'a commitment has no text',
    [
      words,
      '  fountain:\n    said: "A fountain."\n    answer: It takes too much water.\n    updates: { refused: The council decided against it. }\n',
      '',
    ],
    [`${words}: \`commitments.fountain\` is missing; write its text, or remove fountain from plan.yaml.`],
  ],
  [
    'a text belongs to no commitment',
    [words, '  fountain:\n', '  bench: { said: A bench., answer: Yes. }\n  fountain:\n'],
    [`${words}: \`commitments.bench\` is not in plan.yaml; remove it, or add bench to commitments there.`],
  ],
  [
    'an update has no note',
    [words, '    updates: { planted: All trees stand. }\n', ''],
    [`${words}: \`commitments.avenue.updates.planted\` is missing; write its text, or remove planted from plan.yaml.`],
  ],
] as [string, [string, string, string], string[]][])('%s', (_mistake, [file, part, by], expected) => {
  expect(sentences(file, part, by)).toEqual(expected);
});

test('two commitments of one id are told apart', () => {
  expect(sentences(facts, 'id: fountain', 'id: avenue')).toContain(
    `${facts}: \`commitments\` has two of the id avenue; give each an id of its own.`,
  );
});
