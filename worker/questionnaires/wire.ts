/** What the routes of questionnaires have in common: who asks, what is meant, and how it is put on the wire. */
import type { Context } from 'hono';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { respondentKey } from '../platform/keys.ts';
import { readParticipant, whoAsks } from '../platform/participant.ts';
import {
  type PollDefinition,
  pollDefinition,
  type QuestionnaireDefinition,
  type QuizDefinition,
  quizDefinition,
  type ResponseReceipt,
} from './contract.ts';
import { changeable, named, questionnaireOf, type Refusal } from './rules.ts';
import { find, findOwn, idsOf, questionnairesWithResponses, type Tallied } from './store.ts';

export type Request = Context<Environment>;
type StoredResponse = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The published poll, or null. */
export function pollOf(c: Request, slug: string): Promise<PollDefinition | null> {
  return c.get('published').read('polls', slug, pollDefinition);
}

/** The published quiz, or null. */
export function quizOf(c: Request, slug: string): Promise<QuizDefinition | null> {
  return c.get('published').read('quizzes', slug, quizDefinition);
}

/** A stored response with what it answers, or null where either is not there. */
export async function foundWith(c: Request, id: string) {
  const response = await find(c.env.DB, id);
  const name = response && named(response.questionnaire);
  const asked = name && (name.kind === 'poll' ? await pollOf(c, name.slug) : await quizOf(c, name.slug));
  return response && asked ? { response, asked } : null;
}

/** Who asks, to this questionnaire: by the cookie, or else (at a first act) by the idempotency key. */
export function respondentFor(c: Request, asked: QuestionnaireDefinition, idempotencyKey: string | null) {
  return whoAsks(c, questionnaireOf(asked), idempotencyKey);
}

/** Whether the browser that asks has a standing response. */
export async function hasResponded(c: Request, asked: QuestionnaireDefinition): Promise<boolean> {
  if (!(await readParticipant(c))) return false;
  const { respondent } = await respondentFor(c, asked, null);
  const own = await findOwn(c.env.DB, questionnaireOf(asked), respondent);
  return own !== undefined && own.withdrawnAt === null;
}

/** Says how far a tally may be kept: what a respondent may see is nobody else's. */
export function keepTally(c: Request, responded: boolean): void {
  c.header('Cache-Control', responded ? 'private, no-store' : 'public, max-age=2');
  c.header('Vary', 'Cookie');
}

/** What is read of a poll for its tally. */
export function tallied({ slug, rules }: PollDefinition): Tallied {
  return { poll: slug, rules };
}

/** Tells the broadcaster, after the answer is on its way. */
export function poke(c: Request, poll: PollDefinition): void {
  const broadcaster = c.env.BROADCASTER.getByName(questionnaireOf(poll));
  c.executionCtx.waitUntil(broadcaster.poke(tallied(poll)));
}

/** Tells the broadcaster that somebody withdrew. */
export function pokeWithdrawn(c: Request, poll: PollDefinition): void {
  const broadcaster = c.env.BROADCASTER.getByName(questionnaireOf(poll));
  c.executionCtx.waitUntil(Promise.all([broadcaster.poke(tallied(poll)), broadcaster.askAnew()]));
}

/** A stored response as a receipt. What was chosen is left out unless it is the viewer's own. */
export function receiptFor(response: StoredResponse, asked: QuestionnaireDefinition, own: boolean, now: number): ResponseReceipt {
  const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return {
    id: response.id,
    kind: 'response',
    questionnaire: { kind: asked.kind, slug: asked.slug },
    recordedAt: new Date(response.recordedAt).toISOString(),
    changedAt: at(response.changedAt),
    withdrawnAt: at(response.withdrawnAt),
    versions: { rules: response.rulesVersion, words: response.wordsVersion },
    own,
    answers: own ? response.answers : null,
    changeable: own && changeable(asked.rules, now),
  };
}

/** The receipts of the browser that asks. Its keys are computed for each questionnaire, for nothing stored joins them. */
export async function ownResponses(c: Request): Promise<ResponseReceipt[]> {
  const participant = await readParticipant(c);
  if (!participant) return [];
  const subjects = await questionnairesWithResponses(c.env.DB);
  const pairs = await Promise.all(
    subjects.map(async (subject) => [subject, await respondentKey(c.env.PARTICIPANT_SECRET, subject, participant)] as const),
  );
  const receipts: ResponseReceipt[] = [];
  for (const id of await idsOf(c.env.DB, pairs)) {
    const found = await foundWith(c, id);
    if (found) receipts.push(receiptFor(found.response, found.asked, true, c.get('now')));
  }
  return receipts;
}

/** Puts a refusal on the wire. */
export function refuseByRule(c: Request, kind: QuestionnaireDefinition['kind'], refusal: Refusal) {
  switch (refusal.tag) {
    case 'not-open':
      return refuseWith(c, 409, 'not-open', `This ${kind} is not open yet.`, { details: { opens: refusal.opens } });
    case 'closed':
      return refuseWith(c, 409, 'closed', `This ${kind} is closed.`, { details: { closes: refusal.closes } });
    case 'assurance-too-low':
      return refuseWith(c, 403, 'assurance-too-low', `This ${kind} asks for more assurance than a browser gives.`);
    case 'unknown-question':
    case 'unknown-option':
      return refuseWith(c, 400, refusal.tag, `The answer names nothing in this ${kind}.`, {
        fields: [{ path: 'answers', message: `choose one of the options of this ${kind}` }],
      });
    case 'answered-twice':
    case 'unanswered':
      return refuseWith(c, 400, refusal.tag, `Every question of this ${kind} is answered once.`, {
        fields: [{ path: 'answers', message: 'give one answer for each question' }],
        // a name of the definition: what was sent doesn't come back
        details: { question: refusal.question },
      });
    default:
      return refusal satisfies never;
  }
}
