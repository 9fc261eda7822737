/**
 * `npm run check:content`: reads all content against its contracts, compares it with the version that people may have voted
 * under, and tells every problem in a sentence. Exit code 1 where there is one; missing words are told and let pass.
 *
 * --content DIR   the words: content unless told
 * --base REF      the version to compare with; unless told, where this branch left origin/main, or else the last commit
 * --corrected P   a poll whose changed labels keep their meaning (a slip of the pen); may be repeated
 */
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { portalFacts } from '../site/portal.ts';
import { counted } from './command.ts';
import { disagreements } from './content/agreement.ts';
import { type Entry, kinds, readable, readContent } from './content/entries.ts';
import { changesOf, readBase } from './content/history.ts';
import { problemsOfMap } from './content/map.ts';
import { type Lack, missingMessages, missingOfEntry, tellMissing } from './content/missing.ts';
import { ownAddresses } from './content/places.ts';
import { languagesOf, missingOfPortal, problemsOfPortal } from './content/portal.ts';
import { type Problem, sentenceOf } from './content/problem.ts';
import { problemsOf } from './content/sentences.ts';

const root = resolve(import.meta.dirname, '..');

export interface Checked {
  entries: Entry[];
  problems: Problem[];
  /** Words that a language lacks. */
  missing: Lack[];
}

/** Checks a folder of content, all of it: the build calls this too, and stops at the same sentences. */
export function checkContent(content: string): Checked {
  const folder = resolve(content);
  const { entries, portal, problems } = readContent(folder, nameOf(folder));
  const languages = languagesOf(portal.value);
  const messages = resolve(root, 'site/i18n/messages');
  const { defaultLanguage = '', topics = {}, areas = {}, departments = {} } = readable(portalFacts, portal.value);
  const slugs = (folder: string) => new Set(entries.filter(({ kind }) => kind.folder === folder).map(({ slug }) => slug));
  const surroundings = {
    languages,
    entries: new Map(kinds.map(({ folder }) => [folder, slugs(folder)])),
    topics: Object.keys(topics),
    areas: Object.keys(areas),
    departments: Object.keys(departments),
    addresses: ownAddresses(root),
    publicFolder: resolve(root, 'site/public'),
  };
  if (portal.value !== undefined) {
    problems.push(...problemsOf(portal.file, portalFacts, portal.value));
    problems.push(...problemsOfPortal(portal.file, portal.value, messages));
    problems.push(...problemsOfMap(folder, nameOf(folder), portal.value));
  }
  for (const entry of entries) {
    if (entry.facts !== undefined) problems.push(...problemsOf(entry.factsFile, entry.kind.facts, entry.facts));
    for (const { file, value } of entry.words.values()) {
      if (value !== undefined) problems.push(...problemsOf(file, entry.kind.words, value));
    }
    problems.push(...disagreements(entry, surroundings));
  }
  const missing = [
    ...missingOfPortal(portal.file, portal.value),
    ...entries.flatMap((entry) => missingOfEntry(entry, languages, problems)),
    ...missingMessages(messages, languages, defaultLanguage),
  ];
  // Told language by language, in the order of the portal.
  return { entries, problems, missing: languages.flatMap((language) => missing.filter((lack) => lack.language === language)) };
}

/** Throws, with all sentences, where the content can't be built. */
export function refuseBrokenContent(content: string): void {
  const { problems } = checkContent(content);
  if (problems.length > 0) throw new Error(`The content can't be published as it is:\n${problems.map(sentenceOf).join('\n')}`);
}

/** A folder as somebody who works in the project would name it. */
function nameOf(folder: string): string {
  const name = relative(root, folder);
  return name.startsWith('..') ? folder : name;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      content: { type: 'string', default: resolve(root, 'content') },
      base: { type: 'string' },
      corrected: { type: 'string', multiple: true, default: [] },
    },
  });
  const content = resolve(values.content);
  const { entries, problems, missing } = checkContent(content);
  const base = readBase(content, values.base);
  if ('none' in base) console.log(`Not compared with an earlier version: ${base.none}.`);
  else {
    console.log(`Compared with ${base.described}.`);
    problems.push(...changesOf(base, entries, nameOf(content), Date.now(), values.corrected));
  }
  for (const line of tellMissing(missing, entries.length)) console.log(line);
  for (const problem of problems) console.error(sentenceOf(problem));
  console.log(`${counted(entries.length, 'entry', 'entries')}, ${counted(problems.length, 'problem')}.`);
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.main) main();
