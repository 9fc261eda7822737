/** Whether facts agree with each other and with the words: what no schema of a single file can see. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { consultationFacts, consultationWords } from '../../worker/comments/contract.ts';
import type { Schedule } from '../../worker/definitions/contract.ts';
import { slug as slugSchema } from '../../worker/definitions/contract.ts';
import type { pollFacts, pollWords } from '../../worker/questionnaires/contract.ts';
import { type Entry, readable } from './entries.ts';
import { keysOf } from './keys.ts';
import { factsOfPlan, wordsOfPlan } from './plans.ts';
import type { Problem } from './problem.ts';

type Facts = Partial<ReturnType<typeof pollFacts.parse> & ReturnType<typeof consultationFacts.parse>>;
type Words = Partial<ReturnType<typeof pollWords.parse> & ReturnType<typeof consultationWords.parse>>;

export interface Surroundings {
  /** The languages that the portal is in. */
  languages: string[];
  /** Slugs of all consultations. */
  consultations: Set<string>;
  /** Slugs of all polls, and of all town halls. */
  polls: Set<string>;
  events: Set<string>;
  /** The departments that can answer for a commitment. */
  departments: string[];
  /** Where files of `/documents/` lie. */
  publicFolder: string;
}

/** The problems of one entry, as far as its facts and words can be read. */
export function disagreements(entry: Entry, surroundings: Surroundings): Problem[] {
  const { languages, consultations, publicFolder } = surroundings;
  const problems: Problem[] = [];
  const isSlug = slugSchema.safeParse(entry.slug).success;
  if (!isSlug)
    problems.push({ file: entry.folder, wrong: 'has no name for a URL', remedy: 'rename the folder: small letters, digits and hyphens' });
  const facts = readable(entry.kind.facts, entry.facts) as Facts;
  if (facts.opens && facts.closes) problems.push(...datesOf(entry.factsFile, facts as Schedule));
  if (facts.consultation && !consultations.has(facts.consultation)) {
    const wrong = `names ${facts.consultation}, and there is no such consultation`;
    problems.push({ file: entry.factsFile, field: 'consultation', wrong, remedy: 'correct it, or remove it' });
  }
  problems.push(...documentsOf(entry.factsFile, facts, publicFolder), ...factsOfPlan(entry, surroundings));
  for (const [language, { file, value }] of entry.words) {
    if (!languages.includes(language)) {
      problems.push({
        file,
        wrong: 'is in a language that the portal is not in',
        remedy: 'add it to languages in portal.yaml, or remove the file',
      });
    }
    if (value === undefined) continue;
    const words = readable(entry.kind.words, value) as Words;
    const factsFile = entry.kind.factsFile;
    if (facts.options && words.options) problems.push(...keysOf(file, 'options', words.options, facts.options, factsFile));
    if (facts.documents && words.documents) {
      const ids = facts.documents.map(({ id }) => id);
      problems.push(...keysOf(file, 'documents', words.documents, ids, factsFile));
    }
    problems.push(...labelsOf(file, words.options ?? {}), ...wordsOfPlan(entry, file, value));
    if (entry.kind.folder === 'consultations' && facts.answeredAt && !words.outcome?.trim()) {
      const wrong = `is missing, and ${factsFile} says answeredAt`;
      problems.push({ file, field: 'outcome', wrong, remedy: 'write what was decided and why, or remove answeredAt' });
    }
    if (entry.kind.folder === 'consultations' && !facts.answeredAt && words.outcome?.trim()) {
      const wrong = `is there, and ${factsFile} doesn't say when it was answered`;
      problems.push({ file, field: 'outcome', wrong, remedy: 'write answeredAt, the instant of publication, or remove outcome' });
    }
  }
  return problems;
}

function datesOf(file: string, { opens, closes, answerBy, answeredAt }: Schedule): Problem[] {
  const after = (field: string, instant: string | undefined, earlier: string, bound: string): Problem[] =>
    instant && Date.parse(instant) <= Date.parse(bound)
      ? [{ file, field, wrong: `is ${instant}, not after ${earlier}`, remedy: `write an instant after ${bound}` }]
      : [];
  return [
    ...after('closes', closes, 'opens', opens),
    ...after('answerBy', answerBy, 'closes', closes),
    ...after('answeredAt', answeredAt, 'closes', closes),
  ];
}

function documentsOf(file: string, { documents = [] }: Facts, publicFolder: string): Problem[] {
  return documents.flatMap(({ href }, place) => {
    const field = `documents[${place}].href`;
    // The contract lets nothing else through: a file of this portal, or an https address.
    if (!href.startsWith('/documents/') || existsSync(join(publicFolder, decodeURI(href)))) return [];
    return [
      {
        file,
        field,
        wrong: `names ${href}, and there is no such file`,
        remedy: 'put the file into site/public/documents, or correct the name',
      },
    ];
  });
}

/** Two options that read alike can't be told apart on a ballot. */
function labelsOf(file: string, options: Record<string, string>): Problem[] {
  const first = new Map<string, string>();
  return Object.entries(options).flatMap(([id, label]) => {
    const other = first.get(label.trim());
    if (other === undefined) first.set(label.trim(), id);
    return other === undefined ? [] : [{ file, field: `options.${id}`, wrong: `reads like options.${other}`, remedy: 'tell them apart' }];
  });
}
