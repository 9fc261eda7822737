/** Takes a response to a questionnaire of either kind: once, whatever goes wrong on the way. */
import { uuidv7 } from 'uuidv7';
import { canonical } from '../definitions/rules.ts';
import { refuseWith } from '../platform/envelope.ts';
import { submissionKey } from '../platform/idempotency.ts';
import { refuseOnHold } from '../platform/on-hold.ts';
import { remember } from '../platform/participant.ts';
import type { QuestionnaireDefinition, ResponseForm } from './contract.ts';
import { questionnaireOf, refuse } from './rules.ts';
import { find, known, record } from './store.ts';
import { type Request, receiptFor, refuseByRule, respondentFor } from './wire.ts';

/**
 * The receipt that a response led to, or the answer that refuses it. `status` is 201 where it was recorded just now; `written`
 * says whether the counts may have moved without anybody having been told.
 */
export async function respond(c: Request, asked: QuestionnaireDefinition, form: ResponseForm, idempotencyKey: string) {
  const now = c.get('now');
  const questionnaire = questionnaireOf(asked);
  const { participant, respondent } = await respondentFor(c, asked, idempotencyKey);
  const key = await submissionKey(questionnaire, idempotencyKey);

  const taken = async (id: string, status: 200 | 201, written: boolean) => {
    const response = await find(c.env.DB, id);
    if (!response) throw new Error('a receipt names no response');
    // A retry that lost its cookie gets it again; a key that somebody else's cookie came with gives nothing away.
    const own = response.respondent === respondent;
    if (own) await remember(c, participant);
    c.header('Cache-Control', 'private, no-store');
    return { tag: 'taken', receipt: receiptFor(response, asked, own, now), own, status, written } as const;
  };

  const earlier = await known(c.env.DB, key);
  if (earlier) return taken(earlier, 200, false);
  const refusal = refuse(asked.rules, form, 'open', now);
  if (refusal) return { tag: 'refused', answer: refuseByRule(c, asked.kind, refusal) } as const;
  const recording = await record(c.env.DB, {
    id: uuidv7(),
    key,
    questionnaire,
    respondent,
    secretId: c.env.PARTICIPANT_SECRET_ID ?? '1',
    channel: 'web',
    assurance: 'open',
    language: form.language ?? null,
    definition: { versions: asked.versions, json: { rules: canonical(asked.rules), words: canonical(asked.words) } },
    answers: form.answers,
    replaces: asked.rules.changeable,
    now,
  });
  if (recording.tag === 'on-hold') return { tag: 'refused', answer: refuseOnHold(c, recording.hold) } as const;
  if (recording.tag === 'already-responded') {
    const details = { receipt: recording.receipt };
    return { tag: 'refused', answer: refuseWith(c, 409, 'already-responded', 'This browser has answered already.', { details }) } as const;
  }
  // also where it proved to be recorded only after an error: nobody was told of it
  return taken(recording.receipt, recording.tag === 'known' ? 200 : 201, true);
}
