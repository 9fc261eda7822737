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

test('the build stops at the same sentences, before it builds, whatever the kind', () => {
  const content = contentWith({
    ...replaced(poll, 'live', 'now'),
    'quizzes/summer/quiz.yaml':
      'opens: "2026-01-01T08:00:00+02:00"\ncloses: "2026-02-01T20:00:00+02:00"\nquestions: [{ id: heat, options: [warm, hot], right: hot }]\n',
    'quizzes/summer/en.md':
      '---\ntitle: Summer\nsummary: Heat.\nquestions: { heat: { question: How hot?, options: { warm: Warm }, explanation: Hot. } }\n---\n',
    'events/walk/event.yaml': 'starts: "2026-01-10T18:00:00+02:00"\nends: "2026-01-10T20:00:00+02:00"\n',
    'events/walk/en.md': '---\ntitle: A walk\nsummary: We walk.\n---\n',
    'plans/trees/plan.yaml':
      'adopted: "2026-02-20T10:00:00+02:00"\ncommitments: [{ id: avenue, lead: gardens, from: { events: [run] } }]\n',
    'plans/trees/en.md': '---\ntitle: Trees\nsummary: Shade.\ncommitments: { avenue: { said: No shade., answer: Trees. } }\n---\n',
    'map.geojson': '{}',
  });
  expect(said(() => build({ content })).replaceAll(`${content}/`, '')).toBe(
    [
      "The content can't be published as it is:",
      'map.geojson: `type` is missing; write FeatureCollection.',
      'map.geojson: `features` is missing; add a list.',
      'polls/trees/poll.yaml: `results` is "now"; write live, after-voting or at-close.',
      'quizzes/summer/en.md: `questions.heat.options.hot` is missing; write its text, or remove hot from quiz.yaml.',
      "events/walk/en.md: `place` is missing, and event.yaml doesn't say online; write where it takes place, or the address where it can be followed.",
      'plans/trees/plan.yaml: `commitments.avenue.from.events` names run, and there is no such town hall; correct it, or remove it.',
      'plans/trees/plan.yaml: `commitments.avenue.lead` is gardens, which is no department of portal.yaml; add it there.',
      'plans/trees/plan.yaml: `commitments.avenue.by` is missing; write until when it is promised, or an update with the status not-doing where nothing will be done.',
    ].join('\n'),
  );
});

/** What something that fails says. */
function said(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'It succeeded.';
}
