/** Whether an action plan agrees with itself, with its words, and with what it says that it comes from. */
import { planFacts, planWords } from '../../worker/plans/contract.ts';
import { type Entry, readable } from './entries.ts';
import { keysOf, onceOf } from './keys.ts';
import { missingSource } from './places.ts';
import { listed, type Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';

/** The facts of an entry where it is a plan, as far as they can be read. */
function planOf(entry: Entry) {
  return entry.kind.folder === 'plans' ? readable(planFacts, entry.facts) : {};
}

/** What is wrong with the facts of a plan. */
export function factsOfPlan(entry: Entry, surroundings: Surroundings): Problem[] {
  const { adopted, consultations = [], commitments = [] } = planOf(entry);
  const { factsFile: file } = entry;
  const problems: Problem[] = [];
  const named = (field: string, kind: string, slugs: readonly string[], folder: string) => {
    for (const slug of slugs.filter((slug) => !surroundings.entries.get(folder)?.has(slug))) {
      problems.push({ file, field, wrong: `names ${slug}, and there is no such ${kind}`, remedy: 'correct it, or remove it' });
    }
  };
  const once = (field: string, ids: string[]) => problems.push(...onceOf(file, field, ids));

  named('consultations', 'consultation', consultations, 'consultations');
  once(
    'commitments',
    commitments.map(({ id }) => id),
  );
  for (const { id, by, lead, from, updates } of commitments) {
    const field = `commitments.${id}`;
    named(`${field}.from.consultation`, 'consultation', from.consultation ? [from.consultation] : [], 'consultations');
    named(`${field}.from.polls`, 'poll', from.polls, 'polls');
    named(`${field}.from.events`, 'town hall', from.events, 'events');
    once(
      `${field}.updates`,
      updates.map((update) => update.id),
    );
    if (!surroundings.departments.includes(lead)) {
      const remedy = surroundings.departments.length > 0 ? `write one of ${listed(surroundings.departments)}` : 'add it there';
      problems.push({ file, field: `${field}.lead`, wrong: `is ${lead}, which is no department of portal.yaml`, remedy });
    }
    if (by && adopted && Date.parse(by) <= Date.parse(adopted)) {
      problems.push({ file, field: `${field}.by`, wrong: `is ${by}, not after adopted`, remedy: `write an instant after ${adopted}` });
    }
    if (!by && !updates.some(({ status }) => status === 'not-doing')) {
      const remedy = 'write until when it is promised, or an update with the status not-doing where nothing will be done';
      problems.push({ file, field: `${field}.by`, wrong: 'is missing', remedy });
    }
    for (const { id: update, evidence } of updates) {
      problems.push(...missingSource(file, `${field}.updates.${update}.evidence`, evidence, surroundings));
    }
  }
  return problems;
}

/** What is wrong with the words of a plan in one language: each commitment and each update has its text, and no other. */
export function wordsOfPlan(entry: Entry, file: string, value: unknown): Problem[] {
  const { commitments } = planOf(entry);
  if (!commitments) return [];
  const texts = readable(planWords, value).commitments;
  if (!texts) return [];
  const ids = commitments.map(({ id }) => id);
  return [
    ...keysOf(file, 'commitments', texts, ids, entry.kind.factsFile),
    ...commitments.flatMap(({ id, updates }) => {
      const notes = texts[id]?.updates;
      const dated = updates.map((update) => update.id);
      return notes ? keysOf(file, `commitments.${id}.updates`, notes, dated, entry.kind.factsFile) : [];
    }),
  ];
}
