/** What may not change once people could vote or answer, told from git. */
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

const quizFacts = 'quizzes/summer/quiz.yaml';
const quizWords = 'quizzes/summer/en.md';
const anewQuiz = 'put it back, or ask anew in a quiz with another name.';
const quiz = {
  [quizFacts]: `opens: "2026-01-01T08:00:00+02:00"
closes: "2026-02-01T20:00:00+02:00"
questions:
  - id: heat
    options: [warm, hot]
    right: hot
`,
  [quizWords]: `---
title: Summer
summary: What heat does.
questions:
  heat:
    question: How hot?
    options:
      warm: 38 degrees
      hot: 61 degrees
    explanation: We measured it.
---
`,
} as const;

/** What is said when a published quiz is changed so. */
function changedQuiz(files: Files, ...parameters: string[]): string[] {
  const repository = published(quiz);
  write(join(repository, 'content'), { ...quiz, ...files });
  return check(repository, ...parameters).problems;
}

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

test.each([
  ['polls/trees/poll.yaml', right['polls/trees/poll.yaml']],
  ['consultations/shade/consultation.yaml', right['consultations/shade/consultation.yaml']],
  [quizFacts, quiz[quizFacts]],
])('of %s it is never kept longer who sent what than people were promised', (file, written = '') => {
  const kept = (until: string) => ({ [file]: `keptUntil: "${until}"\n${written}` });
  const promised = '2028-01-01T00:00:00+02:00';
  const remedy = 'put it back, or write an earlier instant.';
  const changes = (files: Files) => {
    const repository = published({ ...quiz, ...kept(promised) });
    write(join(repository, 'content'), files);
    return check(repository).problems;
  };
  expect(changes(kept('2029-01-01T00:00:00+02:00'))).toEqual([
    `${file}: \`keptUntil\` was ${promised} and is 2029-01-01T00:00:00+02:00, later than people were promised; ${remedy}`,
  ]);
  expect(changes({ [file]: written })).toEqual([
    `${file}: \`keptUntil\` was ${promised} and is gone, though people were promised it; ${remedy}`,
  ]);
  expect(changes(kept('2027-01-01T00:00:00+02:00'))).toEqual([]);
  expect(changes({ ...kept('2027-12-31T23:00:00+01:00') })).toEqual([]);
  // Where nothing was promised a promise is welcome.
  const repository = published(quiz);
  write(join(repository, 'content'), kept(promised));
  expect(check(repository).problems).toEqual([]);
});

test('a consultation that was open stays, for what was promised is carried out by its definition', () => {
  const repository = published({ 'polls/trees/poll.yaml': right['polls/trees/poll.yaml']?.replace('consultation: shade\n', '') ?? '' });
  rmSync(join(repository, 'content/consultations/shade'), { recursive: true });
  expect(check(repository).problems).toEqual([
    'consultations/shade: is gone, and people could comment on it; put it back: a consultation that closed stays to be read.',
  ]);
});

test('a quiz that was open keeps its questions', () => {
  const asked = {
    [quizFacts]: quiz[quizFacts].replace('id: heat', 'id: warmth'),
    [quizWords]: quiz[quizWords].replace('heat:', 'warmth:'),
  };
  expect(changedQuiz(asked)).toEqual([
    `${quizFacts}: \`questions\` has lost heat, though people could answer it already; ${anewQuiz}`,
    `${quizFacts}: \`questions\` has gained warmth, though people could answer already; remove it, or ask anew in a quiz with another name.`,
  ]);
});

test('a quiz that was open keeps what people could choose', () => {
  const files = {
    [quizFacts]: quiz[quizFacts].replace('[warm, hot]', '[cold, hot]'),
    [quizWords]: quiz[quizWords].replace('warm:', 'cold:'),
  };
  expect(changedQuiz(files)).toEqual([
    `${quizFacts}: \`questions.heat.options\` has lost warm, though people could choose it already; ${anewQuiz}`,
  ]);
});

test('a quiz that was open keeps its right answers, for scores are told from them', () => {
  expect(changedQuiz({ [quizFacts]: quiz[quizFacts].replace('right: hot', 'right: warm') })).toEqual([
    `${quizFacts}: \`questions.heat.right\` was hot and is warm, though people could answer already; ${anewQuiz}`,
  ]);
});

test('a quiz that was open keeps its words: what was asked, and what the answers were called', () => {
  const remedy = 'back, or, where it only corrects a slip, check with --corrected summer.';
  expect(changedQuiz({ [quizWords]: quiz[quizWords].replace('How hot?', 'How cold?') })).toEqual([
    `${quizWords}: \`questions.heat.question\` was “How hot?” and is “How cold?”, though people could answer it already; put the question ${remedy}`,
  ]);
  const swapped = quiz[quizWords].replace('61 degrees', 'x').replace('38 degrees', '61 degrees').replace('x', '38 degrees');
  expect(changedQuiz({ [quizWords]: swapped })).toEqual([
    `${quizWords}: \`questions.heat.options.warm\` was “38 degrees” and is “61 degrees”, the label of hot, though people could choose it already; put the label ${remedy}`,
    `${quizWords}: \`questions.heat.options.hot\` was “61 degrees” and is “38 degrees”, the label of warm, though people could choose it already; put the label ${remedy}`,
  ]);
  expect(changedQuiz({ [quizWords]: quiz[quizWords].replace('How hot?', 'How hot is it?') }, '--corrected', 'summer')).toEqual([]);
});

test('a quiz that was open stays to be read', () => {
  const repository = published(quiz);
  rmSync(join(repository, 'content/quizzes/summer'), { recursive: true });
  expect(check(repository).problems).toEqual([
    'quizzes/summer: is gone, and people could answer it; put it back: a quiz that closed stays to be read.',
  ]);
});

test('of a quiz the explanation, its source and the close may change, and everything before it opens', () => {
  const facts = quiz[quizFacts]
    .replace('2026-02-01', '2026-03-01')
    .replace('right: hot', 'right: hot\n    source: https://example.org/heat');
  const words = quiz[quizWords]
    .replace('We measured it.', 'We measured it twice.\n    source: Measurements')
    .replace('title: Summer', 'title: Our summer');
  expect(changedQuiz({ [quizFacts]: facts, [quizWords]: words })).toEqual([]);
  const later = { ...quiz, [quizFacts]: quiz[quizFacts].replaceAll('2026-0', '2126-0') };
  const repository = published(later);
  write(join(repository, 'content'), { ...later, [quizFacts]: later[quizFacts]?.replace('right: hot', 'right: warm') ?? '' });
  expect(check(repository).problems).toEqual([]);
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
