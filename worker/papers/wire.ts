/** What the routes of papers have in common: what a batch is for, whose it is, and how things are put on the wire. */
import type { Context } from 'hono';
import { consultationDefinition } from '../comments/contract.ts';
import { departmentOf } from '../definitions/rules.ts';
import { may, type Permission } from '../officials/rules.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { officialOf } from '../platform/officials.ts';
import { pollDefinition, quizDefinition } from '../questionnaires/contract.ts';
import type { Asked, ListedBatch, ListedPaper, PublicBatch, Subject } from './contract.ts';
import { type BatchRefusal, type Problem, paperKinds, subjectNamed } from './rules.ts';
import type { CountedBatch, SeenPaper, StoredBatch } from './store.ts';

export type Request = Context<Environment>;

/** What a batch is for, as the site publishes it, or null. */
export function askedOf(c: Request, { kind, slug }: Subject): Promise<Asked | null> {
  const published = c.get('published');
  switch (kind) {
    case 'poll':
      return published.read('polls', slug, pollDefinition);
    case 'quiz':
      return published.read('quizzes', slug, quizDefinition);
    case 'consultation':
      return published.read('consultations', slug, consultationDefinition);
    default:
      return kind satisfies never;
  }
}

/** Whether the official who asks may do something to what belongs to this entry. */
export async function mayFor(c: Request, permission: Permission, { kind, slug }: Subject): Promise<boolean> {
  return may(officialOf(c), permission, departmentOf(await c.get('published').index(), kind, slug));
}

/** What papers come for of which the official who asks may do something. */
export async function subjectsFor(c: Request, permission: Permission): Promise<Subject[]> {
  const { entries } = await c.get('published').index();
  return entries.flatMap(({ kind: any, slug, department = null }) => {
    const kind = paperKinds.find((candidate) => candidate === any);
    return kind && may(officialOf(c), permission, department) ? [{ kind, slug }] : [];
  });
}

/** Who acts, an official always. */
export function clerkOf(c: Request) {
  const { id, role } = officialOf(c);
  return { official: id, role, at: c.get('now'), requestId: c.get('requestId') };
}

/** Tells the sockets of a poll that its tally moved. */
export function poke(c: Request, asked: Asked): void {
  if (asked.kind !== 'poll') return;
  const broadcaster = c.env.BROADCASTER.getByName(`polls/${asked.slug}`);
  c.executionCtx.waitUntil(broadcaster.poke({ poll: asked.slug, rules: asked.rules }));
}

const instantOf = (at: number) => new Date(at).toISOString();
const instantOrNull = (at: number | null) => (at === null ? null : instantOf(at));

/** A batch as everybody may count it. */
export function publicBatchFor(batch: CountedBatch): PublicBatch {
  const { id, channel, papers, takenOut, readTwice, differed, withdrawal } = batch;
  return {
    id,
    channel,
    receivedAt: instantOf(batch.receivedAt),
    enteredAt: instantOrNull(batch.enteredAt),
    papers,
    takenOut,
    readTwice,
    differed,
    closedAt: instantOrNull(batch.closedAt),
    withdrawnAt: instantOrNull(batch.withdrawnAt),
    reason: withdrawal === null ? null : JSON.parse(withdrawal),
  };
}

/** A batch as the office sees it. */
export function batchFor(batch: CountedBatch): ListedBatch {
  return {
    ...publicBatchFor(batch),
    subject: subjectNamed(batch.subject),
    openedAt: instantOf(batch.openedAt),
    openedBy: { id: batch.openedBy, name: batch.clerk },
    due: batch.due,
  };
}

/** A paper as the office lists it: its number and its state, never what stands on it. */
export function paperFor(paper: SeenPaper): ListedPaper {
  const { id, number, second } = paper;
  return {
    id,
    number,
    enteredAt: instantOf(paper.enteredAt),
    enteredBy: { id: paper.enteredBy, name: paper.clerk },
    reading: readingOf(paper),
    readAgainBy: second && { id: second.enteredBy, name: paper.reader ?? '' },
    withdrawnAt: instantOrNull(paper.withdrawnAt),
  };
}

function readingOf({ second, sampled, withdrawnAt }: SeenPaper): ListedPaper['reading'] {
  if (second) return second.differing !== null ? 'differs' : second.settled === null ? 'same' : 'settled';
  return sampled && withdrawnAt === null ? 'due' : null;
}

/** Refuses where a batch can be added to no more; null where it can. */
export function refuseWhereOver(c: Request, { closedAt, withdrawnAt }: Pick<StoredBatch, 'closedAt' | 'withdrawnAt'>) {
  if (withdrawnAt !== null) return refuseWith(c, 409, 'batch-withdrawn', 'This batch was withdrawn.');
  if (closedAt !== null) return refuseWith(c, 409, 'batch-closed', 'This batch is closed: open another one.');
  return null;
}

/** Puts the refusal of a batch on the wire. */
export function refuseByRule(c: Request, refusal: BatchRefusal) {
  switch (refusal.tag) {
    case 'not-open':
      return refuseWith(c, 409, 'not-open', 'Nothing can have been handed in yet.', { details: { opens: refusal.opens } });
    case 'closed':
      return refuseWith(c, 409, 'closed', 'The public body has answered: nothing is added any more.', {
        details: { closes: refusal.closes },
      });
    case 'not-commentable':
      return refuseWith(c, 409, 'not-commentable', 'This consultation takes no comments.');
    case 'received-outside':
      return refuseWith(c, 400, 'invalid', 'It was handed in before now, while the entry was open.', {
        fields: [{ path: 'receivedAt', message: 'write an instant while the entry was open' }],
        details: { opens: refusal.opens, closes: refusal.closes },
      });
    default:
      return refusal satisfies never;
  }
}

/** Refuses everything that was sent, for the sake of these papers; the code is that of the first, and every one has its field. */
export function refuseProblems(c: Request, problems: readonly [Problem, ...Problem[]], numbers: readonly (string | null)[]) {
  const [{ row, why }] = problems;
  const number = numbers[row];
  const fields = problems.map((problem) => ({ path: `papers.${problem.row}.${problem.field}`, message: wrong[problem.why.tag] }));
  const details = {
    row: row + 1,
    ...(number && { number }),
    ...('question' in why && { question: why.question }),
    ...(why.tag === 'too-long' && { length: why.length, maximum: why.maximum }),
  };
  const says = (status: 400 | 403 | 409, code: Parameters<typeof refuseWith>[2]) =>
    refuseWith(c, status, code, `Paper ${number ?? row + 1}: ${wrong[why.tag]}. Nothing was recorded.`, { fields, details });
  switch (why.tag) {
    case 'number-missing':
    case 'unknown-language':
      return says(400, 'invalid');
    case 'number-taken':
    case 'not-open':
    case 'closed':
    case 'not-commentable':
    case 'no-replies':
      return says(409, why.tag);
    case 'assurance-too-low':
      return says(403, why.tag);
    default:
      return says(400, why.tag);
  }
}

/** What is wrong with a field, for a developer. */
const wrong: Record<Problem['why']['tag'], string> = {
  'number-missing': 'write the number of the paper: letters, digits, hyphens, at most 30',
  'number-taken': 'this number was entered already',
  'unknown-question': 'this entry has no such question',
  'unknown-option': 'this question has no such option',
  'answered-twice': 'give one answer for each question',
  unanswered: 'give one answer for each question',
  empty: 'write something that can be read',
  'too-long': 'this comment is too long',
  'unknown-language': 'write one of the languages of the portal',
  'not-open': 'it was handed in before the entry was open',
  closed: 'it was handed in after the close',
  'not-commentable': 'this consultation takes no comments',
  'no-replies': 'this comment takes no replies',
  'assurance-too-low': 'this entry asks for more assurance than a paper gives',
};
