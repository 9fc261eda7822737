/** Who follows the README to the letter has an entry that is right. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkContent } from '../../operator/check-content.ts';
import { kinds } from '../../operator/content/entries.ts';
import { sentenceOf } from '../../operator/content/problem.ts';

const root = resolve(import.meta.dirname, '../..');
const chapter =
  readFileSync(join(root, 'README.md'), 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Write content')) ?? '';

/** What stands between the fences of a language. */
function example(language: string): string {
  return chapter.match(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm'))?.[1] ?? '';
}

test('the example of the README is right, and what it lacks is only other languages', () => {
  const content = mkdtempSync(join(tmpdir(), 'kikar-readme-'));
  onTestFinished(() => rmSync(content, { recursive: true, force: true }));
  cpSync(join(root, 'content'), content, { recursive: true });
  const poll = join(content, 'polls/market-hours');
  mkdirSync(poll);
  writeFileSync(join(poll, 'poll.yaml'), example('yaml'));
  writeFileSync(join(poll, 'en.md'), example('markdown'));
  const { problems, missing } = checkContent(content);
  expect(problems.map(sentenceOf)).toEqual([]);
  expect(new Set(missing.filter(({ where }) => where === poll).map(({ what }) => what))).toEqual(new Set(['words']));
});

test('the README names every kind, its file of facts, and an entry that is there', () => {
  for (const { folder, factsFile } of kinds) {
    const [, slug = ''] = chapter.match(new RegExp(` ${folder}/([a-z-]+)/ +${factsFile.replace('.', '\\.')} `)) ?? [];
    expect(readFileSync(join(root, 'content', folder, slug, factsFile), 'utf8')).not.toBe('');
  }
});
