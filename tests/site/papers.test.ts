/** Whoever would rather write by hand finds the same questions on paper, and on the sheet the way to the same page on the web. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import readCode from 'jsqr';
import { expect, inject, test } from 'vitest';
import type { PublishedIndex } from '../../worker/definitions/contract.ts';
import { plurals } from '../../worker/definitions/rules.ts';
import type { PollDefinition, QuizDefinition } from '../../worker/questionnaires/contract.ts';

const client = inject('client');
const read = (file: string) => readFileSync(join(client, file), 'utf8');
const { languages, entries } = JSON.parse(read('data/index.json')) as PublishedIndex;
const asked = entries.filter(({ kind }) => kind !== 'event');

const forms = languages.flatMap((locale) =>
  asked.map(({ kind, slug, words }) => ({
    locale,
    kind,
    slug,
    name: `${kind} ${slug} in ${locale}`,
    title: (words[locale] ?? words.en)?.title ?? '',
    page: `${locale}/${plurals[kind]}/${slug}`,
    pdf: `papers/${kind}/${slug}.${locale}.pdf`,
  })),
);
const sheetOf = (page: string) => read(`${page}/paper.html`).match(/<article[\s\S]*<\/article>/)?.[0] ?? '';

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#38': '&',
  '#39': "'",
  '#60': '<',
  '#62': '>',
};
const plain = (html: string) => html.replace(/&(#?\w+);/g, (entity, name) => entities[name] ?? entity);

/** Every box of a sheet: what it is made of, and the words beside it. */
function boxesOf(sheet: string) {
  return [...sheet.matchAll(/<li([^>]*)>(.*?)<bdi[^>]*>([^<]*)<\/bdi>(.*?)<\/li>/g)].map(([, attributes, before, label = '', after]) => ({
    label: plain(label),
    made: [attributes, before, after].join('|'),
  }));
}

/** The labels of all options, question by question, in the language or else in the default one. */
function labelsOf(kind: 'poll' | 'quiz', slug: string, locale: string): string[] {
  if (kind === 'poll') {
    const { rules, words } = JSON.parse(read(`data/polls/${slug}.json`)) as PollDefinition;
    return rules.questions.flatMap(({ options }) => options.map(({ id }) => words[locale]?.options[id] ?? words.en?.options[id] ?? ''));
  }
  const { rules, words } = JSON.parse(read(`data/quizzes/${slug}.json`)) as QuizDefinition;
  return rules.questions.flatMap((question) => {
    const { options } = words[locale]?.questions[question.id] ??
      words.en?.questions[question.id] ?? { options: {} as Record<string, string> };
    return question.options.map(({ id }) => options[id] ?? '');
  });
}

test('every poll and every quiz has a box for each option, in order and all alike, in every language', () => {
  expect(forms.length).toBeGreaterThan(60);
  for (const { kind, slug, locale, page, name } of forms) {
    if (kind !== 'poll' && kind !== 'quiz') continue;
    const boxes = boxesOf(sheetOf(page));
    expect(
      boxes.map(({ label }) => label),
      name,
    ).toEqual(labelsOf(kind, slug, locale));
    // One that were made otherwise could tell which answer is right.
    expect(new Set(boxes.map(({ made }) => made)).size, name).toBe(1);
  }
});

test('no form of a quiz tells what is learnt afterwards', () => {
  for (const { kind, slug, page, name } of forms) {
    if (kind !== 'quiz') continue;
    const { words } = JSON.parse(read(`data/quizzes/${slug}.json`)) as QuizDefinition;
    const sheet = plain(sheetOf(page)).replace(/<[^>]+>/g, '');
    for (const { questions } of Object.values(words)) {
      for (const { explanation, source } of Object.values(questions)) {
        // What is bold is the answer, and may be an option; shorter parts may stand in a question too.
        const around = explanation.split('**').filter((_, place) => place % 2 === 0);
        const [longest = ''] = around.sort((one, other) => other.length - one.length);
        expect(longest.length, name).toBeGreaterThan(25);
        expect(sheet, name).not.toContain(longest.trim());
        if (source) expect(sheet, name).not.toContain(source);
      }
    }
  }
});

test('every consultation has lines to write on, a choice of language, and the other ways to take part', () => {
  for (const { kind, page, name } of forms) {
    if (kind !== 'consultation') continue;
    const sheet = sheetOf(page);
    expect(sheet.match(/<span class="choice/g), name).toHaveLength(languages.length + 1);
    expect(sheet.match(/class="lines"/g), name).toHaveLength(2);
  }
  expect(plain(sheetOf('en/consultations/shade-plan'))).toContain('Leave yours in the box beside them.');
});

test('no form asks who somebody is, and each has room for its number', () => {
  for (const { page, name } of forms) {
    const sheet = sheetOf(page);
    expect(sheet, name).not.toMatch(/<(form|input|textarea)\b/);
    expect(sheet.match(/class="number"/g), name).toHaveLength(1);
  }
});

test('the code on every form leads to its entry, whose address is written beside it', () => {
  for (const { page, name } of forms) {
    const sheet = sheetOf(page);
    const code = sheet.match(/<svg class="qr"[\s\S]*?<\/svg>/)?.[0] ?? '';
    const drawing = code.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"').replace(/ data-astro-cid-\w+(?=[ >])/g, '');
    const { pixels, width, height } = new Resvg(drawing, { fitTo: { mode: 'width', value: 300 } }).render();
    const address = `${inject('published')}${page}`;
    expect(readCode(new Uint8ClampedArray(pixels), width, height)?.data, name).toBe(address);
    expect(sheet.replace(/<[^>]+>/g, ''), name).toContain(address.replace('https://', ''));
  }
});

test('every form is there as a PDF of one sheet that says its title and its language, with tags for screen readers', () => {
  for (const { page, pdf, title, locale, name } of forms) {
    expect(read(`${page}/paper.html`), name).toContain(`href="/${pdf}"`);
    const file = readFileSync(join(client, pdf)).toString('latin1');
    expect(file.startsWith('%PDF-') && file.trimEnd().endsWith('%%EOF'), name).toBe(true);
    const sides = file.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(sides, name).toBeGreaterThanOrEqual(1);
    expect(sides, name).toBeLessThanOrEqual(2);
    expect(titleOf(file), name).toContain(title);
    expect(file, name).toContain(`/Lang (${locale})`);
    expect(file, name).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(file, name).toContain('/StructTreeRoot');
  }
});

/** The title of a PDF: written as it is, or in UTF-16 as hexadecimal digits. */
function titleOf(file: string): string {
  const [, digits, text] = file.match(/\/Title (?:<FEFF([0-9A-F]+)>|\(((?:\\.|[^)\\])*)\))/) ?? [];
  if (!digits) return (text ?? '').replace(/\\(.)/g, '$1');
  return Buffer.from(digits, 'hex').swap16().toString('utf16le');
}

test('whoever reads about something open is led to its form, and of what is over to none', () => {
  expect(read('en/polls/almond-street.html')).toContain('href="/en/polls/almond-street/paper"');
  expect(read('he/quizzes/shade-facts.html')).toContain('href="/he/quizzes/shade-facts/paper"');
  expect(read('ru/consultations/shade-plan.html')).toContain('href="/ru/consultations/shade-plan/paper"');
  expect(read('en/polls/playground-hours.html')).not.toContain('/paper"');
  expect(read('en/consultations/night-buses.html')).not.toContain('/paper"');
});
