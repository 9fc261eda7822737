/** Whether facts agree with each other and with the words: what no schema of a single file can see. */
import type { consultationFacts, consultationWords } from '../../worker/comments/contract.ts';
import type { Schedule } from '../../worker/definitions/contract.ts';
import { slug as slugSchema } from '../../worker/definitions/contract.ts';
import type { pollFacts, pollWords } from '../../worker/questionnaires/contract.ts';
import { unknownDepartment } from './departments.ts';
import { type Entry, readable } from './entries.ts';
import { factsOfEvent, wordsOfEvent } from './events.ts';
import { keysOf, labelsOf, onceOf } from './keys.ts';
import { pairOf } from './pairs.ts';
import { missingFile, takenAddress, unknownSubjects } from './places.ts';
import { factsOfPlan, wordsOfPlan } from './plans.ts';
import type { Problem } from './problem.ts';
import { factsOfQuiz, wordsOfQuiz } from './quizzes.ts';
import type { Surroundings } from './surroundings.ts';

type Facts = Partial<ReturnType<typeof pollFacts.parse> & ReturnType<typeof consultationFacts.parse>>;
type Words = Partial<ReturnType<typeof pollWords.parse> & ReturnType<typeof consultationWords.parse>>;

/** The problems of one entry, as far as its facts and words can be read. */
export function disagreements(entry: Entry, surroundings: Surroundings): Problem[] {
  const { languages, entries } = surroundings;
  const problems: Problem[] = [];
  const isSlug = slugSchema.safeParse(entry.slug).success;
  if (!isSlug)
    problems.push({ file: entry.folder, wrong: 'has no name for a URL', remedy: 'rename the folder: small letters, digits and hyphens' });
  const facts = readable(entry.kind.facts, entry.facts) as Facts;
  if (facts.opens && facts.closes) problems.push(...datesOf(entry.factsFile, facts as Schedule & Pick<Facts, 'keptUntil'>));
  if (facts.consultation && !entries.get('consultations')?.has(facts.consultation)) {
    const wrong = `names ${facts.consultation}, and there is no such consultation`;
    problems.push({ file: entry.factsFile, field: 'consultation', wrong, remedy: 'correct it, or remove it' });
  }
  problems.push(
    ...takenAddress(entry, surroundings),
    ...unknownSubjects(entry, surroundings),
    ...unknownDepartment(entry, surroundings),
    ...documentsOf(entry.factsFile, facts, surroundings),
  );
  problems.push(...factsOfPlan(entry, surroundings), ...factsOfQuiz(entry, surroundings), ...factsOfEvent(entry));
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
    problems.push(...labelsOf(file, 'options', words.options ?? {}));
    problems.push(...wordsOfPlan(entry, file, value), ...wordsOfQuiz(entry, file, value), ...wordsOfEvent(entry, file, value));
    if (entry.kind.folder === 'consultations') problems.push(...outcomeOf(file, facts, words, factsFile));
  }
  return problems;
}

function outcomeOf(file: string, { answeredAt }: Facts, { outcome }: Words, factsFile: string): Problem[] {
  return pairOf(file, {
    field: 'outcome',
    text: outcome,
    fact: 'answeredAt',
    said: Boolean(answeredAt),
    factsFile,
    write: { text: 'what was decided and why', fact: 'answeredAt, the instant of publication' },
    unsaid: 'when it was answered',
  });
}

function datesOf(file: string, { opens, closes, answerBy, answeredAt, keptUntil }: Schedule & Pick<Facts, 'keptUntil'>): Problem[] {
  const after = (field: string, instant: string | undefined, earlier: string, bound: string): Problem[] =>
    instant && Date.parse(instant) <= Date.parse(bound)
      ? [{ file, field, wrong: `is ${instant}, not after ${earlier}`, remedy: `write an instant after ${bound}` }]
      : [];
  return [
    ...after('closes', closes, 'opens', opens),
    ...after('answerBy', answerBy, 'closes', closes),
    ...after('answeredAt', answeredAt, 'closes', closes),
    // While an answer is promised, who took part may want to come back to what they sent.
    ...after('keptUntil', keptUntil, answerBy ? 'answerBy' : 'closes', answerBy ?? closes),
  ];
}

function documentsOf(file: string, { documents = [] }: Facts, surroundings: Surroundings): Problem[] {
  const ids = documents.map(({ id }) => id);
  const missing = documents.flatMap(({ href }, place) => missingFile(file, `documents[${place}].href`, href, surroundings));
  return [...onceOf(file, 'documents', ids), ...missing];
}
