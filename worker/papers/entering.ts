/** Takes papers from a clerk: all of them once, or none. */
import { uuidv7 } from 'uuidv7';
import { clean, normalized } from '../comments/rules.ts';
import { canonical, sha256 } from '../definitions/rules.ts';
import { submissionKey } from '../platform/idempotency.ts';
import { keyed, respondentKey } from '../platform/keys.ts';
import { refuseOnHold } from '../platform/on-hold.ts';
import type { Asked, Entry, PapersForm } from './contract.ts';
import { drawOf, givenNumber, numberOf, type Problem, participantOf, refuseBatch, refuseEntry } from './rules.ts';
import { type CountedBatch, enter, findBatch, highestPlace, known, type NewPaper, refusalOf, type Said, taken } from './store.ts';
import { clerkOf, type Request, refuseByRule, refuseProblems, refuseWhereOver } from './wire.ts';

type Row = PapersForm['papers'][number];

/** Two clerks who enter calls at one time are given the same number: the second takes the next. */
const tries = 5;

/** The papers that were recorded, now or under the same key before; or the answer that refuses all of them. */
export async function enterPapers(c: Request, batch: CountedBatch, asked: Asked, rows: readonly Row[], idempotencyKey: string) {
  // What is sent is part of the key: whoever goes back in the browser and types another paper sends another one.
  const key = await submissionKey(`batches/${batch.id}\n${JSON.stringify(rows)}`, idempotencyKey);
  const earlier = await known(c.env.DB, key);
  if (earlier) return { tag: 'entered', papers: earlier, written: false } as const;
  const refusal = refuseWhereOver(c, batch) ?? (await refuseAsked(c, batch, asked));
  if (refusal) return { tag: 'refused', answer: refusal } as const;
  const { languages } = await c.get('published').index();
  const said = rows.map((row) => refuseEntry(asked, row, languages, batch.receivedAt));

  for (let attempt = 1; ; attempt += 1) {
    const { numbers, missing } = await numbered(c, batch, rows);
    const standing = await taken(
      c.env.DB,
      batch.subject,
      numbers.filter((number) => number !== null),
    );
    const problems = rows.flatMap((_, row): Problem[] => {
      const number = numbers[row] ?? null;
      const again = number !== null && (standing.has(number) || numbers.indexOf(number) < row);
      const wrong = said[row];
      return [
        ...(missing.has(row) ? [{ row, field: 'number', why: { tag: 'number-missing' } } as const] : []),
        ...(again ? [{ row, field: 'number', why: { tag: 'number-taken' } } as const] : []),
        ...(wrong ? [{ row, ...wrong }] : []),
      ];
    });
    const [first, ...others] = problems;
    if (first) return { tag: 'refused', answer: refuseProblems(c, [first, ...others], numbers) } as const;
    const papers = await Promise.all(numbers.map((number) => newPaper(c, batch, number ?? '')));
    try {
      await enter(c.env.DB, clerkOf(c), batch, papers, await saying(c, batch, asked, papers, rows), key);
      return { tag: 'entered', papers: papers.map(({ id, number }) => ({ id, number })), written: true } as const;
    } catch (error) {
      const recorded = await known(c.env.DB, key);
      if (recorded) return { tag: 'entered', papers: recorded, written: true } as const;
      const why = await refusalOf(error, c.env.DB, batch.subject);
      if (why?.tag === 'on-hold') return { tag: 'refused', answer: refuseOnHold(c, why.hold) } as const;
      const now = why && (await findBatch(c.env.DB, batch.id));
      const over = now && refuseWhereOver(c, now);
      if (over) return { tag: 'refused', answer: over } as const;
      const meanwhile = await taken(
        c.env.DB,
        batch.subject,
        papers.map(({ number }) => number),
      );
      if (meanwhile.size === 0 || attempt >= tries) throw error;
      // The next round names the numbers that somebody else was quicker with, and gives others where the portal gave them.
    }
  }
}

/** The answer that refuses to add to a batch now, or null. */
export async function refuseAsked(c: Request, batch: Pick<CountedBatch, 'receivedAt'>, asked: Asked) {
  const refusal = refuseBatch(asked, batch.receivedAt, c.get('now'));
  return refusal && refuseByRule(c, refusal);
}

/** The numbers as they are kept; calls and visits that have none are given the next. */
async function numbered(c: Request, { channel, subject }: CountedBatch, rows: readonly Row[]) {
  const missing = new Set<number>();
  const prefix = channel === 'paper' ? null : givenNumber(channel, 0).slice(0, -1);
  let place = prefix && rows.some(({ number }) => !number.trim()) ? await highestPlace(c.env.DB, subject, prefix) : 0;
  const numbers = rows.map(({ number }, row) => {
    if (channel !== 'paper' && !number.trim()) {
      place += 1;
      return givenNumber(channel, place);
    }
    const kept = numberOf(number);
    if (kept === null) missing.add(row);
    return kept;
  });
  return { numbers, missing };
}

async function newPaper(c: Request, { subject }: CountedBatch, number: string): Promise<NewPaper> {
  const secret = c.env.PARTICIPANT_SECRET;
  const [respondent, lot] = await Promise.all([
    respondentKey(secret, subject, participantOf(number)),
    keyed(secret, 'sample', subject, number),
  ]);
  return { id: uuidv7(), receipt: uuidv7(), number, respondent, draw: drawOf(lot) };
}

/** What the papers say, as responses or comments beside those of the web. */
async function saying(c: Request, batch: CountedBatch, asked: Asked, papers: readonly NewPaper[], rows: readonly Row[]): Promise<Said> {
  const { channel } = batch;
  const shared = { secretId: c.env.PARTICIPANT_SECRET_ID ?? '1', channel, assurance: 'open' } as const;
  if (asked.kind === 'consultation') {
    const state = asked.rules.comments?.moderation === 'before' ? 'waiting' : 'published';
    const comments = papers.map(async ({ receipt, respondent }, row) => ({
      ...shared,
      ...(await commentIn(rows[row] ?? {})),
      id: receipt,
      consultation: asked.slug,
      author: respondent,
      state: state as 'waiting' | 'published',
      submittedAt: c.get('now'),
    }));
    return { comments: await Promise.all(comments) };
  }
  const { versions, rules, words } = asked;
  const definition = { versions, json: { rules: canonical(rules), words: canonical(words) } };
  return {
    responses: { ...shared, questionnaire: batch.subject, definition, now: c.get('now'), replaces: 'withdrawn' },
    people: papers.map(({ receipt, respondent }, row) => ({
      id: receipt,
      respondent,
      language: rows[row]?.language ?? null,
      answers: rows[row]?.answers ?? [],
    })),
  };
}

/** The words of a paper as they are kept. */
export async function commentIn({ body = '', language = '' }: Entry) {
  const kept = clean(body);
  return { body: kept, language, fingerprint: await sha256(normalized(kept)) };
}
