/** Who begins an entry from a skeleton begins with something that is right, in every language, and sees what is still to be written. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { checkContent } from '../../operator/check-content.ts';
import { kinds } from '../../operator/content/entries.ts';
import { mark } from '../../operator/content/missing.ts';
import { sentenceOf } from '../../operator/content/problem.ts';
import { writeSkeleton } from '../../operator/new.ts';
import { contentWith, replaced } from './sample.ts';

const root = resolve(import.meta.dirname, '../..');
const names = kinds.map(({ factsFile }) => factsFile.replace('.yaml', ''));

/** A copy of the portal's own content. */
function ownContent(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kikar-new-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'content'), folder, { recursive: true });
  return folder;
}

const languages: string[] = parse(readFileSync(join(root, 'content/portal.yaml'), 'utf8')).languages;

test.each(kinds)('a skeleton in $folder is right as it is, in every language of this portal', ({ factsFile, folder }) => {
  const content = ownContent();
  const files = writeSkeleton(content, factsFile.replace('.yaml', ''), 'my-own');
  expect(files.map((file) => file.slice(content.length + 1))).toEqual([
    `${folder}/my-own/${factsFile}`,
    ...languages.map((language) => `${folder}/my-own/${language}.md`),
  ]);
  const { problems, missing } = checkContent(content);
  expect(problems.map(sentenceOf)).toEqual([]);
  const where = `${content}/${folder}/my-own`;
  expect(missing.filter((lack) => lack.where === where)).toEqual(languages.map((language) => ({ language, what: 'own words', where })));
});

test.each(names)('once its texts are replaced, nothing of the skeleton of a %s is told', (name) => {
  const content = ownContent();
  for (const file of writeSkeleton(content, name, 'my-own')) {
    const text = readFileSync(file, 'utf8')
      .replaceAll(/^ *#.*\n/gm, '')
      .replaceAll(`${mark} `, '');
    writeFileSync(file, text);
  }
  const { problems, missing } = checkContent(content);
  expect(problems.map(sentenceOf)).toEqual([]);
  expect(missing.filter(({ where }) => where.endsWith('/my-own'))).toEqual([]);
});

test.each(names)('the skeleton of a %s shows every field, and says what it is', (name) => {
  const content = ownContent();
  const [facts = '', words = ''] = writeSkeleton(content, name, 'my-own').map((file) => readFileSync(file, 'utf8'));
  const kind = kinds.find(({ factsFile }) => factsFile === `${name}.yaml`);
  // Where an imported deliberation was first held is written by the import alone.
  const fields = Object.keys(kind?.facts.shape ?? {}).filter((field) => !(name === 'consultation' && field === 'source'));
  for (const field of fields) expect(facts).toMatch(new RegExp(`# .*\\n#?${field}:`));
  for (const field of Object.keys(kind?.words.shape ?? {})) expect(words).toMatch(new RegExp(`^#?${field}:`, 'm'));
});

test.each(names)('every field that the skeleton of a %s shows for later can be used by taking the sign away', (name) => {
  const content = ownContent();
  for (const file of writeSkeleton(content, name, 'my-own')) {
    // What explains has a space after the sign.
    const text = readFileSync(file, 'utf8').replaceAll(/^( *)#(?! \S)/gm, '$1');
    writeFileSync(
      file,
      text
        .replaceAll('name-of-a-consultation', 'shade-plan')
        .replaceAll('id-of-a-department', 'gardens')
        .replaceAll('plan.pdf', 'shade-plan-budget.csv'),
    );
  }
  expect(checkContent(content).problems.map(sentenceOf)).toEqual([]);
});

test('dates have the offset of the portal on that day, and lie in the future', () => {
  const content = contentWith();
  // Israel sets its clocks forward on Friday 26 March 2027.
  const [facts = ''] = writeSkeleton(content, 'poll', 'my-own', Date.parse('2027-03-15T10:00:00Z'));
  expect(parse(readFileSync(facts, 'utf8'))).toMatchObject({ opens: '2027-03-22T08:00:00+02:00', closes: '2027-05-03T20:00:00+03:00' });
});

test('texts to be replaced are in the language of whoever replaces them; where it is not known, in English', () => {
  const content = contentWith(replaced('portal.yaml', '[en, he]', '[en, he, fr]'));
  const [, , hebrew = '', french = ''] = writeSkeleton(content, 'page', 'my-own');
  expect(parse(readFileSync(hebrew, 'utf8').split('---')[1] ?? '').title).toMatch(new RegExp(`^${mark} \\p{Script=Hebrew}`, 'u'));
  expect(parse(readFileSync(french, 'utf8').split('---')[1] ?? '').title).toBe(`${mark} What it is called`);
});

const refusals: [mistake: string, name: string, slug: string, sentence: RegExp][] = [
  ['an unknown kind', 'survey', 'my-own', /^There is no kind of entry that is called survey: write one of consultation, poll, quiz, /],
  ['a name that is no part of an address', 'poll', 'My own', /^My own can't be part of an address: use small letters/],
  ['a name that leads elsewhere', 'poll', '../my-own', /can't be part of an address/],
  ['an entry that is there', 'poll', 'trees', /polls\/trees is there already: choose another name/],
  ['a page where the portal has one', 'page', 'polls', /^The portal has a page of its own at the address polls: choose another name/],
  ['a plan that nobody could answer for', 'plan', 'my-own', /portal\.yaml names no departments/],
];

test.each(refusals)('%s is refused in a sentence, and nothing is written', (_mistake, name, slug, sentence) => {
  const content = contentWith();
  const before = readdirSync(content, { recursive: true }).sort();
  expect(() => writeSkeleton(content, name, slug)).toThrow(sentence);
  expect(readdirSync(content, { recursive: true }).sort()).toEqual(before);
});

test('so is every kind where the portal is not right', () => {
  const content = contentWith(replaced('portal.yaml', 'timeZone: Asia/Jerusalem\n', ''));
  expect(() => writeSkeleton(content, 'poll', 'my-own')).toThrow(/portal\.yaml is not there or not right: `npm run check:content` says/);
  expect(existsSync(join(content, 'polls/my-own'))).toBe(false);
});

test('the command says what it wrote and what comes next, and how it is used where it is used wrongly', () => {
  const content = contentWith();
  const call = (...parameters: string[]) =>
    spawnSync(process.execPath, [join(root, 'operator/new.ts'), '--content', content, ...parameters], { encoding: 'utf8' });
  expect(call('quiz', 'my-own')).toMatchObject({ status: 0, stdout: expect.stringMatching(/quiz\.yaml, .*en\.md[\s\S]*check:content/) });
  expect(call('quiz', 'my-own')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^\S+ is there already: [^\n]+\n$/) });
  expect(call('quiz')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: npm run new -- <kind> <slug>') });
});
