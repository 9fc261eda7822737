/**
 * What may not change once people could answer: a poll of the base version that was open then keeps its options, their
 * labels and its rules, so that nobody's vote comes to mean something else.
 */
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { pollFacts, pollWords } from '../../worker/questionnaires/contract.ts';
import { type Entry, parsed, readYaml } from './entries.ts';
import type { Problem } from './problem.ts';

/** A poll as a version has it. */
interface Poll {
  facts: ReturnType<typeof pollFacts.parse>;
  /** Labels by language, by id. */
  labels: Map<string, Record<string, string>>;
}

export interface Base {
  /** What it is compared with, for people. */
  described: string;
  polls: Map<string, Poll>;
}

/** The version to compare with, or why there is none. */
export function readBase(content: string, given: string | undefined): Base | { none: string } {
  const git = (...parameters: string[]) => spawnSync('git', ['-C', content, ...parameters], { encoding: 'utf8', maxBuffer: 1e9 });
  const top = git('rev-parse', '--show-toplevel');
  if (top.status !== 0) return { none: 'the content is in no git repository' };
  const head = git('rev-parse', '--verify', '--quiet', 'HEAD').stdout.trim();
  let base = head;
  if (given) {
    base = git('rev-parse', '--verify', '--quiet', `${given}^{commit}`).stdout.trim();
    if (!base) throw new Error(`--base ${given}: git knows no such version; name a commit, a branch or a tag.`);
  } else {
    const merged = git('merge-base', 'HEAD', 'origin/main').stdout.trim();
    if (merged) base = merged;
  }
  if (!base) return { none: 'nothing is committed yet' };
  // Paths of a version are named from the top of the repository.
  const folder = relative(top.stdout.trim(), content) || '.';
  const names = git('ls-tree', '-r', '-z', '--name-only', '--full-tree', base, '--', `${folder}/polls/`).stdout.split('\0').filter(Boolean);
  return { described: `${given ?? base.slice(0, 10)}`, polls: pollsOf(readAll(content, base, names)) };
}

/** The texts of files at a version, in one go. */
function readAll(content: string, base: string, names: string[]): Map<string, string> {
  const input = names.map((name) => `${base}:${name}\n`).join('');
  const { stdout } = spawnSync('git', ['-C', content, 'cat-file', '--batch'], { input, maxBuffer: 1e9 });
  const texts = new Map<string, string>();
  let at = 0;
  for (const name of names) {
    const end = stdout.indexOf('\n', at);
    const size = Number(stdout.subarray(at, end).toString().split(' ')[2]);
    texts.set(name, stdout.subarray(end + 1, end + 1 + size).toString());
    at = end + 1 + size + 1;
  }
  return texts;
}

function pollsOf(texts: Map<string, string>): Map<string, Poll> {
  const polls = new Map<string, Poll>();
  const read = (text: string) => readYaml(text, '', []);
  for (const [name, text] of texts) {
    const slug = name.match(/([^/]+)\/poll\.yaml$/)?.[1];
    const facts = slug && parsed(pollFacts, read(text));
    if (slug && facts) polls.set(slug, { facts, labels: new Map() });
  }
  for (const [name, text] of texts) {
    const [, slug = '', language = ''] = name.match(/([^/]+)\/([a-z]{2,3})\.md$/) ?? [];
    const words = parsed(pollWords, read(text.split(/^---\s*$/m)[1] ?? ''));
    if (words) polls.get(slug)?.labels.set(language, words.options);
  }
  return polls;
}

/** What of the polls that were open in the base version is no longer as it was. `corrected`: polls whose labels keep their meaning. */
export function changesOf(base: Base, entries: Entry[], name: string, now: number, corrected: string[]): Problem[] {
  return [...base.polls].flatMap(([slug, before]) => {
    if (Date.parse(before.facts.opens) > now) return [];
    const entry = entries.find(({ kind, slug: other }) => kind.folder === 'polls' && other === slug);
    if (!entry) {
      return [
        {
          file: `${name}/polls/${slug}`,
          wrong: 'is gone, and people could vote in it',
          remedy: 'put it back: a poll that closed stays to be read',
        },
      ];
    }
    const facts = parsed(pollFacts, entry.facts);
    if (!facts) return [];
    return [...changedRules(entry.factsFile, before.facts, facts), ...(corrected.includes(slug) ? [] : changedLabels(entry, before))];
  });
}

function changedRules(file: string, before: Poll['facts'], after: Poll['facts']): Problem[] {
  const remedy = (field: string) => (field === 'opens' ? 'put it back' : 'put it back, or ask anew in a poll with another name');
  const changed = (['opens', 'results', 'changeable', 'assurance'] as const).filter((field) =>
    field === 'opens' ? Date.parse(before.opens) !== Date.parse(after.opens) : before[field] !== after[field],
  );
  const removed = before.options.filter((id) => !after.options.includes(id));
  return [
    ...changed.map((field) => ({
      file,
      field,
      wrong: `was ${before[field]} and is ${after[field]}, though people could vote already`,
      remedy: remedy(field),
    })),
    ...removed.map((id) => ({
      file,
      field: 'options',
      wrong: `has lost ${id}, though people could choose it already`,
      remedy: 'put it back, or ask anew in a poll with another name',
    })),
  ];
}

function changedLabels(entry: Entry, before: Poll): Problem[] {
  return [...before.labels].flatMap(([language, labels]) => {
    const words = entry.words.get(language);
    const options = words && parsed(pollWords, words.value)?.options;
    if (!words || !options) return [];
    return Object.entries(labels).flatMap(([id, label]) => {
      const now = options[id];
      if (now === undefined || plain(now) === plain(label)) return [];
      const reused = Object.entries(labels).find(([other, text]) => other !== id && plain(text) === plain(now))?.[0];
      const wrong = `was “${label}” and is “${now}”${reused ? `, the label of ${reused}` : ''}, though people could choose it already`;
      const remedy = `put the label back, or, where it only corrects a slip, check with --corrected ${entry.slug}`;
      return [{ file: words.file, field: `options.${id}`, wrong, remedy }];
    });
  });
}

/** A label without what can't change its meaning: spaces, and how letters are composed. */
function plain(label: string): string {
  return label.normalize('NFC').replace(/\s+/g, ' ').trim();
}
