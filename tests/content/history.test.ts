/** What may not change once people could vote, told from git. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentWith, type Files, replaced, right, write } from './sample.ts';

const program = resolve(import.meta.dirname, '../../operator/check-content.ts');

function git(folder: string, ...parameters: string[]): void {
  const identity = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', folder, ...identity, ...parameters], { stdio: 'pipe' });
}

/** A repository that published the right content, but for some files. */
function published(files: Files = {}): string {
  const repository = mkdtempSync(join(tmpdir(), 'kikar-history-'));
  onTestFinished(() => rmSync(repository, { recursive: true, force: true }));
  mkdirSync(join(repository, 'content'));
  write(join(repository, 'content'), { ...right, ...files });
  git(repository, 'init', '--quiet', '--initial-branch', 'main');
  commit(repository);
  return repository;
}

function commit(repository: string): void {
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', 'Publish');
}

function check(repository: string, ...parameters: string[]) {
  const content = join(repository, 'content');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--content', content, ...parameters], { encoding: 'utf8' });
  return { status, said: stdout.replaceAll(`${content}/`, ''), problems: stderr.replaceAll(`${content}/`, '').split('\n').filter(Boolean) };
}

/** What is said when the published content is changed so. */
function changed(files: Files, ...parameters: string[]): string[] {
  const repository = published();
  write(join(repository, 'content'), files);
  return check(repository, ...parameters).problems;
}

const facts = 'polls/trees/poll.yaml';
const words = 'polls/trees/en.md';
const anew = 'put it back, or ask anew in a poll with another name.';

test('nothing changed: nothing to say', () => {
  expect(check(published())).toMatchObject({ status: 0, problems: [], said: expect.stringMatching(/^Compared with [0-9a-f]{10}\.\n/) });
});

test('an option that people could choose is removed', () => {
  const files = {
    ...replaced(facts, '[oak, "no"]', '[palm, "no"]'),
    ...replaced(words, 'oak:', 'palm:'),
    ...replaced('polls/trees/he.md', 'oak:', 'palm:'),
  };
  expect(changed(files)).toEqual([`${facts}: \`options\` has lost oak, though people could choose it already; ${anew}`]);
});

test('an option is re-labelled', () => {
  expect(changed(replaced(words, 'An oak', 'A palm'))).toEqual([
    `${words}: \`options.oak\` was “An oak” and is “A palm”, though people could choose it already; put the label back, or, where it only corrects a slip, check with --corrected trees.`,
  ]);
});

test('a slip in a label is corrected', () => {
  expect(changed(replaced(words, 'An oak', 'An  oak'))).toEqual([]);
  expect(changed(replaced(words, 'An oak', 'An oak tree'), '--corrected', 'trees')).toEqual([]);
});

test('an id is used for another option', () => {
  const text = right[words]?.replace('An oak', 'x').replace('None', 'An oak').replace('x', 'None') ?? '';
  expect(changed({ [words]: text })).toEqual([
    `${words}: \`options.oak\` was “An oak” and is “None”, the label of no, though people could choose it already; put the label back, or, where it only corrects a slip, check with --corrected trees.`,
    `${words}: \`options.no\` was “None” and is “An oak”, the label of oak, though people could choose it already; put the label back, or, where it only corrects a slip, check with --corrected trees.`,
  ]);
});

test.each([
  ['opens', '"2026-01-01T08:00:00+02:00"', '"2026-01-02T08:00:00+02:00"', 'put it back.'],
  ['results', 'live', 'at-close', anew],
  ['changeable', 'changeable: true', 'changeable: false', anew],
  ['assurance', 'results: live', 'results: live\nassurance: email', anew],
])('%s changes', (field, before, after, remedy) => {
  const [was, is] = { assurance: ['open', 'email'], changeable: ['true', 'false'] }[field] ?? [
    before.replaceAll('"', ''),
    after.replaceAll('"', ''),
  ];
  expect(changed(replaced(facts, before, after))).toEqual([
    `${facts}: \`${field}\` was ${was} and is ${is}, though people could vote already; ${remedy}`,
  ]);
});

test('a poll that was open is gone', () => {
  const repository = published();
  rmSync(join(repository, 'content/polls/trees'), { recursive: true });
  expect(check(repository)).toMatchObject({
    status: 1,
    problems: ['polls/trees: is gone, and people could vote in it; put it back: a poll that closed stays to be read.'],
  });
});

test('what may change: the close, the order, a new option, other words, and a poll that has not opened', () => {
  const added = {
    ...replaced(facts, '[oak, "no"]', '["no", oak, palm]'),
    [words]: right[words]?.replace('  no:', '  palm: A palm\n  no:').replace('Which tree?', 'Which tree now?') ?? '',
  };
  const he = replaced('polls/trees/he.md', '  no:', '  palm: דקל\n  no:');
  expect(changed({ ...added, ...he })).toEqual([]);
  const later = { [facts]: right[facts]?.replaceAll('2026-0', '2126-0') ?? '' };
  const repository = published(later);
  write(join(repository, 'content'), { ...later, ...replaced(words, 'An oak', 'A palm') });
  expect(check(repository).problems).toEqual([]);
});

test('a branch is compared with where it left origin/main; --base names another version', () => {
  const repository = published();
  git(repository, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  write(join(repository, 'content'), replaced(words, 'An oak', 'A palm'));
  commit(repository);
  expect(check(repository).problems).toHaveLength(1);
  expect(check(repository, '--base', 'HEAD')).toMatchObject({ problems: [], said: expect.stringMatching(/^Compared with HEAD\.\n/) });
  expect(check(repository, '--base', 'nothing').status).toBe(1);
});

test('outside of git nothing is compared, and it says so', () => {
  const { stdout, status } = spawnSync(process.execPath, [program, '--content', contentWith()], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Not compared with an earlier version: the content is in no git repository\.\n/);
});

test('a problem of the content itself ends with exit code 1', () => {
  const { status } = spawnSync(process.execPath, [program, '--content', contentWith(replaced(facts, 'live', 'now'))], { encoding: 'utf8' });
  expect(status).toBe(1);
});
