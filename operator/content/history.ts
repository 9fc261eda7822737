/**
 * What may not change once people could answer: a poll or a quiz of the base version that was open then keeps its options, their
 * labels and its rules, a quiz its questions and right answers too, so that nobody's answer comes to mean something else. And what
 * was promised: until when it is kept who sent what never moves to a later instant, of consultations neither.
 */
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { type Facts, type Folder, kinds } from './asked.ts';
import { type Entry, readYaml } from './entries.ts';
import type { Problem } from './problem.ts';

/** A poll, a quiz or a consultation as a version has it. */
interface Asked {
  folder: Folder;
  slug: string;
  facts: Facts;
  /** Texts by language, by field. */
  texts: Map<string, Record<string, string>>;
}

export interface Base {
  /** What it is compared with, for people. */
  described: string;
  asked: Asked[];
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
  const folders = Object.values(kinds).map((kind) => `${folder}/${kind.folder}/`);
  const names = git('ls-tree', '-r', '-z', '--name-only', '--full-tree', base, '--', ...folders)
    .stdout.split('\0')
    .filter(Boolean);
  return { described: `${given ?? base.slice(0, 10)}`, asked: askedIn(readAll(content, base, names)) };
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

function askedIn(texts: Map<string, string>): Asked[] {
  const asked = new Map<string, Asked>();
  const read = (text: string) => readYaml(text, '', []);
  for (const [name, text] of texts) {
    const [, folder = '', slug = '', file] = name.match(/([^/]+)\/([^/]+)\/([^/]+\.yaml)$/) ?? [];
    const kind = kinds[folder as Folder];
    const facts = kind?.factsFile === file ? kind?.facts(read(text)) : null;
    if (facts) asked.set(`${folder}/${slug}`, { folder: folder as Folder, slug, facts, texts: new Map() });
  }
  for (const [name, text] of texts) {
    const [, folder = '', slug = '', language = ''] = name.match(/([^/]+)\/([^/]+)\/([a-z]{2,3})\.md$/) ?? [];
    const words = kinds[folder as Folder]?.texts(read(text.split(/^---\s*$/m)[1] ?? ''));
    if (words) asked.get(`${folder}/${slug}`)?.texts.set(language, words);
  }
  return [...asked.values()];
}

/** What of all that was open in the base version is no longer as it was. `corrected`: slugs whose texts keep their meaning. */
export function changesOf(base: Base, entries: Entry[], name: string, now: number, corrected: string[]): Problem[] {
  return base.asked.flatMap((before) => {
    const { folder, slug } = before;
    if (Date.parse(before.facts.opens) > now) return [];
    const entry = entries.find(({ kind, slug: other }) => kind.folder === folder && other === slug);
    const { kind, could, facts: read } = kinds[folder];
    if (!entry) {
      const wrong = `is gone, and people could ${could.actInIt}`;
      return [{ file: `${name}/${folder}/${slug}`, wrong, remedy: `put it back: a ${kind} that closed stays to be read` }];
    }
    const facts = read(entry.facts);
    if (!facts) return [];
    return [
      ...changedFacts(entry.factsFile, folder, before.facts, facts),
      ...(corrected.includes(slug) ? [] : changedTexts(entry, before)),
    ];
  });
}

function changedFacts(file: string, folder: Folder, before: Facts, after: Facts): Problem[] {
  const { kind, could } = kinds[folder];
  const anew = `or ask anew in a ${kind} with another name`;
  const changed = (field: string, was: string, is: string, remedy: string): Problem => ({
    file,
    field,
    wrong: `was ${was} and is ${is}, though people could ${could.act} already`,
    remedy,
  });
  const lost = (field: string, was: string[], is: string[], act: string): Problem[] =>
    was
      .filter((id) => !is.includes(id))
      .map((id) => ({ file, field, wrong: `has lost ${id}, though people could ${act} it already`, remedy: `put it back, ${anew}` }));
  const gained = (after.questions ?? []).filter((id) => !before.questions?.includes(id));
  return [
    ...(Date.parse(before.opens) === Date.parse(after.opens) ? [] : [changed('opens', before.opens, after.opens, 'put it back')]),
    ...keptLonger(file, before, after),
    ...Object.entries(before.fixed).flatMap(([field, was]) => {
      const is = after.fixed[field];
      return is === undefined || is === was ? [] : [changed(field, was, is, `put it back, ${anew}`)];
    }),
    ...lost('questions', before.questions ?? [], after.questions ?? [], 'answer'),
    // The options of a question that is gone are gone with it.
    ...Object.entries(before.options).flatMap(([field, was]) => lost(field, was, after.options[field] ?? was, 'choose')),
    ...gained.map((id) => ({
      file,
      field: 'questions',
      wrong: `has gained ${id}, though people could ${could.act} already`,
      remedy: `remove it, ${anew}`,
    })),
  ];
}

/** People who take part are promised an instant: it may come earlier, and never later. */
function keptLonger(file: string, { keptUntil: was }: Facts, { keptUntil: is }: Facts): Problem[] {
  if (!was || (is && Date.parse(is) <= Date.parse(was))) return [];
  const wrong = is ? `was ${was} and is ${is}, later than people were promised` : `was ${was} and is gone, though people were promised it`;
  return [{ file, field: 'keptUntil', wrong, remedy: 'put it back, or write an earlier instant' }];
}

function changedTexts(entry: Entry, before: Asked): Problem[] {
  return [...before.texts].flatMap(([language, texts]) => {
    const words = entry.words.get(language);
    const after = words && kinds[before.folder].texts(words.value);
    if (!words || !after) return [];
    return Object.entries(texts).flatMap(([field, text]) => {
      const now = after[field];
      if (now === undefined || plain(now) === plain(text)) return [];
      const [group, isLabel] = [field.replace(/[^.]+$/, ''), /(^|\.)options\./.test(field)];
      const reused = Object.entries(texts).find(
        ([other, its]) => other !== field && other.startsWith(group) && plain(its) === plain(now),
      )?.[0];
      const as = reused ? `, the label of ${reused.slice(group.length)}` : '';
      const wrong = `was “${text}” and is “${now}”${as}, though people could ${isLabel ? 'choose' : 'answer'} it already`;
      const remedy = `put the ${isLabel ? 'label' : 'question'} back, or, where it only corrects a slip, check with --corrected ${entry.slug}`;
      return [{ file: words.file, field, wrong, remedy }];
    });
  });
}

/** A text without what can't change its meaning: spaces, and how letters are composed. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
