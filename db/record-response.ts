/** Statements that record responses, whichever way they came: by the web one at a time, from paper many at once. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { assurances, channels } from '../worker/definitions/rules.ts';
import type { Database } from './client.ts';
import { type DefinitionParts, keepDefinition } from './participation.ts';
import { answers, responses } from './schema/questionnaires.ts';

/** Questionnaires are asked once until there are pulses. */
export const wave = 1;

/** What responses that are recorded together have in common. */
export interface Recorded {
  questionnaire: string;
  secretId: string;
  channel: (typeof channels)[number];
  assurance: (typeof assurances)[number];
  definition: DefinitionParts;
  now: number;
  /**
   * What each of them may take the place of: the same person's former response, only one that was withdrawn, or nothing. Where it may
   * not, the batch fails and nothing of it is written.
   */
  replaces: 'standing' | 'withdrawn' | 'nothing';
}

export interface Answered {
  id: string;
  respondent: string;
  language: string | null;
  answers: readonly { question: string; option: string }[];
}

/** The response of one person to a questionnaire. */
export function ownResponse(questionnaire: string, respondent: string) {
  return and(eq(responses.questionnaire, questionnaire), eq(responses.wave, wave), eq(responses.respondent, respondent));
}

/** Writes responses with their answers; triggers move the tally. */
export function recordResponses(database: Database, recorded: Recorded, people: readonly Answered[]): BatchItem<'sqlite'>[] {
  const { questionnaire, secretId, channel, assurance, definition, now, replaces } = recorded;
  const shared = {
    questionnaire,
    wave,
    secretId,
    channel,
    assurance,
    rulesVersion: definition.versions.rules,
    wordsVersion: definition.versions.words,
  };
  const inserts = people.flatMap(({ id, respondent, language }) => {
    const insert = database.insert(responses).values({ ...shared, id, respondent, language, recordedAt: now });
    if (replaces === 'nothing') return [insert];
    const former = inArray(
      answers.response,
      database.select({ id: responses.id }).from(responses).where(ownResponse(questionnaire, respondent)),
    );
    return [
      // A former response is replaced whole. One that was withdrawn has no answers left.
      ...(replaces === 'standing' ? [database.delete(answers).where(former)] : []),
      insert.onConflictDoUpdate({
        target: [responses.questionnaire, responses.wave, responses.respondent],
        set: { ...shared, respondent, language, changedAt: now, withdrawnAt: null },
        ...(replaces === 'withdrawn' && { setWhere: sql`${responses.withdrawnAt} is not null` }),
      }),
    ];
  });
  return [keepDefinition(database, definition, now), ...inserts, answersOf(database, questionnaire, people)];
}

/** The answers of all of them: one JSON parameter, for D1 binds at most a hundred. */
function answersOf(database: Database, questionnaire: string, people: readonly Answered[]) {
  const rows = people.flatMap((person) => person.answers.map(({ question, option }) => [person.respondent, question, option]));
  return database.insert(answers).select(sql`
    select ${responses.id}, answer.value ->> 1, answer.value ->> 2 from json_each(${JSON.stringify(rows)}) as answer
      cross join ${responses} on ${responses.questionnaire} = ${questionnaire} and ${responses.wave} = ${wave}
        and ${responses.respondent} = answer.value ->> 0`);
}
