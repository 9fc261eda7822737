/** What an editor wrote in an explanation is shown as it was meant, and never as anything that runs. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { atEvidence } from '../../site/i18n/routes.ts';
import { explained } from '../../site/islands/explained.ts';

test('bold, stress, links and paragraphs are told apart', () => {
  expect(explained('It has **61 degrees** in *August*.\n\nSee [the plan](/en/consultations/shade-plan).')).toEqual([
    [
      { kind: 'text', text: 'It has ' },
      { kind: 'strong', text: '61 degrees' },
      { kind: 'text', text: ' in ' },
      { kind: 'em', text: 'August' },
      { kind: 'text', text: '.' },
    ],
    [
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'the plan', href: '/en/consultations/shade-plan' },
      { kind: 'text', text: '.' },
    ],
  ]);
});

test.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.test', 'http://elsewhere.test'])('%s is no link', (address) => {
  expect(explained(`[here](${address})`).flat()).toEqual([{ kind: 'text', text: `[here](${address})` }]);
});

test.prop([fc.string()])('no word is lost, whatever was written', (text) => {
  const words = (value: string) => value.replace(/[\s*]/g, '');
  const shown = explained(text)
    .flat()
    .map((part) => (part.kind === 'link' ? `[${part.text}](${part.href})` : part.text))
    .join('');
  expect(words(shown)).toBe(words(text));
});

test.each([
  ['/consultations/shade-plan', '/he/consultations/shade-plan'],
  // A document is one file for readers of all languages.
  ['/documents/shade.csv', '/documents/shade.csv'],
  ['https://elsewhere.example/heat', 'https://elsewhere.example/heat'],
])('where an answer can be checked is a click away: %s', (written, address) => {
  expect(atEvidence('he', written)).toBe(address);
});
