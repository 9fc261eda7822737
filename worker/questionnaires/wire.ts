/** What the routes of polls have in common: who asks, which poll is meant, and how it is put on the wire. */
import type { Context } from 'hono';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { respondentKey } from '../platform/keys.ts';
import { readParticipant, whoAsks } from '../platform/participant.ts';
import { type PollDefinition, pollDefinition, type ResponseReceipt } from './contract.ts';
import { changeable, pollNamed, questionnaireOf, type Refusal } from './rules.ts';
import { find, findOwn, idsOf, questionnairesWithResponses, type Tallied } from './store.ts';

type Request = Context<Environment>;
type StoredResponse = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The published poll, or null. */
export function pollOf(c: Request, slug: string): Promise<PollDefinition | null> {
  return c.get('published').read('polls', slug, pollDefinition);
}

/** Who asks, to this poll: by the cookie, or else (at a first act) by the idempotency key. */
export function respondentFor(c: Request, poll: PollDefinition, idempotencyKey: string | null) {
  return whoAsks(c, questionnaireOf(poll.slug), idempotencyKey);
}

/** Whether the browser that asks has a standing response. */
export async function hasResponded(c: Request, poll: PollDefinition): Promise<boolean> {
  if (!(await readParticipant(c))) return false;
  const { respondent } = await respondentFor(c, poll, null);
  const own = await findOwn(c.env.DB, questionnaireOf(poll.slug), respondent);
  return own !== undefined && own.withdrawnAt === null;
}

/** The question of a poll of which a tally is read. */
export function tallied(poll: PollDefinition): Tallied {
  const question = poll.rules.questions[0];
  if (!question) throw new Error('a poll has one question');
  return {
    poll: poll.slug,
    question: question.id,
    options: question.options.map((option) => option.id),
    rules: poll.rules,
  };
}

/** Tells the broadcaster, after the answer is on its way. */
export function poke(c: Request, poll: PollDefinition): void {
  const broadcaster = c.env.BROADCASTER.getByName(questionnaireOf(poll.slug));
  c.executionCtx.waitUntil(broadcaster.poke(tallied(poll)));
}

/** Tells the broadcaster that somebody withdrew. */
export function pokeWithdrawn(c: Request, poll: PollDefinition): void {
  const broadcaster = c.env.BROADCASTER.getByName(questionnaireOf(poll.slug));
  c.executionCtx.waitUntil(Promise.all([broadcaster.poke(tallied(poll)), broadcaster.askAnew()]));
}

/** A stored response as a receipt. What was chosen is left out unless it is the viewer's own. */
export function receiptFor(response: StoredResponse, poll: PollDefinition, own: boolean, now: number): ResponseReceipt {
  const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return {
    id: response.id,
    kind: 'response',
    poll: poll.slug,
    recordedAt: new Date(response.recordedAt).toISOString(),
    changedAt: at(response.changedAt),
    withdrawnAt: at(response.withdrawnAt),
    versions: { rules: response.rulesVersion, words: response.wordsVersion },
    own,
    answers: own ? response.answers : null,
    changeable: own && changeable(poll.rules, now),
  };
}

/** The receipts of the browser that asks. Its keys are computed for each poll, for nothing stored joins them. */
export async function ownResponses(c: Request): Promise<ResponseReceipt[]> {
  const participant = await readParticipant(c);
  if (!participant) return [];
  const subjects = await questionnairesWithResponses(c.env.DB);
  const pairs = await Promise.all(
    subjects.map(async (subject) => [subject, await respondentKey(c.env.PARTICIPANT_SECRET, subject, participant)] as const),
  );
  const receipts: ResponseReceipt[] = [];
  for (const id of await idsOf(c.env.DB, pairs)) {
    const response = await find(c.env.DB, id);
    const poll = response && (await pollOf(c, pollNamed(response.questionnaire)));
    if (response && poll) receipts.push(receiptFor(response, poll, true, c.get('now')));
  }
  return receipts;
}

/** Puts a refusal on the wire. */
export function refuseByRule(c: Request, refusal: Refusal) {
  switch (refusal.tag) {
    case 'not-open':
      return refuseWith(c, 409, 'not-open', 'This poll is not open yet.', { details: { opens: refusal.opens } });
    case 'closed':
      return refuseWith(c, 409, 'closed', 'This poll is closed.', { details: { closes: refusal.closes } });
    case 'assurance-too-low':
      return refuseWith(c, 403, 'assurance-too-low', 'This poll asks for more assurance than a browser gives.');
    case 'unknown-question':
    case 'unknown-option':
      return refuseWith(c, 400, refusal.tag, 'The answer names nothing in this poll.', {
        fields: [{ path: 'answers', message: 'choose one of the options of this poll' }],
      });
    default:
      return refusal satisfies never;
  }
}
