/** Responses and tallies in D1. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { open } from '../../db/client.ts';
import { type Hold, holdBehind } from '../../db/holds.ts';
import { receiptOf } from '../../db/participation.ts';
import { type Answered, ownResponse, type Recorded, recordResponses, wave } from '../../db/record-response.ts';
import { submissions } from '../../db/schema/participation.ts';
import { answers, responses, tallies, turnouts } from '../../db/schema/questionnaires.ts';
import type { PollDefinition, QuizDefinition, QuizTally, Tally } from './contract.ts';
import { audience, questionnaireOf, withholds } from './rules.ts';

type Rules = PollDefinition['rules'];

/** A response to be recorded. `replaces`: whether it takes the place of the same person's former one. */
export interface NewResponse extends Omit<Recorded, 'replaces'>, Answered {
  key: string;
  replaces: boolean;
}

export type Recording =
  | { tag: 'recorded'; receipt: string }
  /** This very submission was recorded before. */
  | { tag: 'known'; receipt: string }
  /** The person has a standing response that may not be replaced. */
  | { tag: 'already-responded'; receipt: string }
  /** The questionnaire was suspended when it was to be written. */
  | { tag: 'on-hold'; hold: Hold };

/**
 * Writes a response, its answers and its key in one batch; the unique keys of the database decide every race.
 * Whatever goes wrong, what stands in the database is looked up before anything is answered.
 */
export async function record(d1: D1Database, response: NewResponse): Promise<Recording> {
  try {
    await write(d1, response);
  } catch (error) {
    const recorded = await receiptOf(open(d1), response.key);
    if (recorded) return { tag: 'known', receipt: recorded };
    const standing = await standingId(d1, response.questionnaire, response.respondent);
    if (standing && !response.replaces) return { tag: 'already-responded', receipt: standing };
    const hold = await holdBehind(error, d1, response.questionnaire);
    if (hold) return { tag: 'on-hold', hold };
    throw error;
  }
  const receipt = await receiptOf(open(d1), response.key);
  if (!receipt) throw new Error('a batch succeeded and left no submission');
  return { tag: 'recorded', receipt };
}

async function write(d1: D1Database, response: NewResponse): Promise<void> {
  const database = open(d1);
  const { key, replaces, ...recorded } = response;
  await database.batch([
    ...recordResponses(database, { ...recorded, replaces: replaces ? 'standing' : 'nothing' }, [recorded]),
    database.insert(submissions).select(
      database
        .select({
          key: sql<string>`${key}`.as('key'),
          receipt: responses.id,
          recordedAt: sql<number>`${response.now}`.as('recorded_at'),
        })
        .from(responses)
        .where(ownResponse(response.questionnaire, response.respondent)),
    ),
  ] as unknown as [BatchItem<'sqlite'>]);
}

/** The receipt that an earlier submission with this key led to, or null. */
export function known(d1: D1Database, key: string): Promise<string | null> {
  return receiptOf(open(d1), key);
}

async function standingId(d1: D1Database, questionnaire: string, respondent: string): Promise<string | null> {
  const row = await findOwn(d1, questionnaire, respondent);
  return row && row.withdrawnAt === null ? row.id : null;
}

/** The response of one person to a questionnaire, withdrawn or not. */
export function findOwn(d1: D1Database, questionnaire: string, respondent: string) {
  return open(d1).select().from(responses).where(ownResponse(questionnaire, respondent)).get();
}

/** A response by its id, with what was chosen. */
export async function find(d1: D1Database, id: string) {
  const database = open(d1);
  const [rows, chosen] = await database.batch([
    database.select().from(responses).where(eq(responses.id, id)),
    database.select({ question: answers.question, option: answers.option }).from(answers).where(eq(answers.response, id)),
  ]);
  const response = rows[0];
  return response ? { ...response, answers: chosen } : null;
}

/** The questionnaires that anybody has responded to. */
export async function questionnairesWithResponses(d1: D1Database): Promise<string[]> {
  const rows = await open(d1).selectDistinct({ questionnaire: turnouts.questionnaire }).from(turnouts);
  return rows.map((row) => row.questionnaire);
}

/** The ids of the responses to each questionnaire under its key, newest first: a look-up in the unique key for each pair. */
export async function idsOf(d1: D1Database, pairs: readonly (readonly [questionnaire: string, respondent: string])[]): Promise<string[]> {
  const rows = await open(d1).all<{ id: string }>(sql`
    select ${responses.id} from json_each(${JSON.stringify(pairs)}) as own
      cross join ${responses} on ${responses.questionnaire} = own.value ->> 0 and ${responses.wave} = ${wave} and ${responses.respondent} = own.value ->> 1
    order by ${responses.recordedAt} desc`);
  return rows.map((row) => row.id);
}

/** Withdraws a standing response; its answers go with it. False where there is none. */
export async function withdraw(d1: D1Database, id: string, now: number): Promise<boolean> {
  const rows = await open(d1)
    .update(responses)
    .set({ withdrawnAt: now })
    .where(and(eq(responses.id, id), isNull(responses.withdrawnAt)))
    .returning({ id: responses.id });
  return rows.length === 1;
}

/** The counts of a questionnaire, whose rules name the options and say who may see them when. O(options), whatever the number of responses. */
async function counts(d1: D1Database, questionnaire: string, rules: Rules, responded: boolean, now: number) {
  const database = open(d1);
  const [turnout, chosen] = await database.batch([
    database
      .select({ channel: turnouts.channel, people: turnouts.people })
      .from(turnouts)
      .where(and(eq(turnouts.questionnaire, questionnaire), eq(turnouts.wave, wave))),
    database
      .select({ question: tallies.question, option: tallies.option, people: sql<number>`sum(${tallies.people})` })
      .from(tallies)
      .where(and(eq(tallies.questionnaire, questionnaire), eq(tallies.wave, wave)))
      .groupBy(tallies.question, tallies.option),
  ]);
  const people = turnout.reduce((sum, row) => sum + row.people, 0);
  const withheld = withholds(audience(rules, now), responded, people);
  const byOption = new Map(chosen.map((row) => [`${row.question} ${row.option}`, row.people]));
  const breakdown = rules.questions.map(({ id: question, options }) => ({
    question,
    options: options.map(({ id: option }) => ({ option, people: byOption.get(`${question} ${option}`) ?? 0 })),
  }));
  return {
    people,
    breakdown: withheld ? null : breakdown,
    withheld,
    channels: Object.fromEntries(turnout.filter((row) => row.people > 0).map((row) => [row.channel, row.people])),
    at: new Date(now).toISOString(),
  };
}

/** A poll whose tally is read. */
export interface Tallied {
  poll: string;
  rules: Rules;
}

/** The tally of a poll: the counts of its one question. */
export async function tally(d1: D1Database, { poll, rules }: Tallied, responded: boolean, now: number): Promise<Tally> {
  const { breakdown, ...counted } = await counts(d1, questionnaireOf({ kind: 'poll', slug: poll }), rules, responded, now);
  return { poll, ...counted, breakdown: breakdown?.[0]?.options ?? null };
}

/** The tally of a quiz: the counts of all its questions. */
export async function quizTally(d1: D1Database, quiz: QuizDefinition, responded: boolean, now: number): Promise<QuizTally> {
  return { quiz: quiz.slug, ...(await counts(d1, questionnaireOf(quiz), quiz.rules, responded, now)) };
}
