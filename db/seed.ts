/**
 * Fills an empty database with the generated participation of `db/sample.yaml`, so that a demonstration has something to
 * show. It comes in through the channel `import`, which pages name. Who did what and when (as a share of the time until now) is
 * drawn by a generator with a fixed seed for each entry; only the keys of the invented people come from the secret.
 */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clean, type hidingReasons, normalized, type State } from '../worker/comments/rules.ts';
import { sha256 } from '../worker/definitions/rules.ts';
import { counted, generatorOf, idAt, instantBetween, shuffled } from './seed/chance.ts';
import { type Making, type Published, secretId } from './seed/making.ts';
import { answersTo, type Counts, votesOn } from './seed/questionnaires.ts';

interface SampleComment extends Partial<Record<'agrees' | 'disagrees' | 'passes', number>> {
  id: string;
  replyTo?: string;
  language: string;
  body: string;
  state?: State;
  reason?: (typeof hidingReasons)[number];
}

interface Sample {
  polls: Record<string, Counts>;
  /** Counts for each question. */
  quizzes: Record<string, Record<string, Counts>>;
  consultations: Record<string, { people: number; comments: SampleComment[] }>;
}

/** Fills an empty database; leaves any other as it is. Entries of the sample that the site doesn't publish are left out. */
export async function seed(d1: D1Database, built: string, secret: string): Promise<void> {
  if (await d1.prepare('select 1 from responses union all select 1 from comments limit 1').first()) return;
  const sample: Sample = parse(readFileSync(join(import.meta.dirname, 'sample.yaml'), 'utf8'));
  const now = Date.now();

  const making = (subject: string): Making | null => {
    const file = join(built, 'client', 'data', `${subject}.json`);
    if (!existsSync(file)) return null;
    const published: Published = JSON.parse(readFileSync(file, 'utf8'));
    const from = Date.parse(published.rules.opens);
    const until = Math.min(Date.parse(published.rules.closes), now);
    if (from >= until) return null;
    const keyOf = (person: number) => createHmac('sha256', secret).update(`sample/${subject}/${person}`).digest('base64url');
    return { d1, published, from, until, random: generatorOf(subject), keyOf };
  };

  const polls = Object.entries(sample.polls).map(([slug, counts]) => votesOn(making(`polls/${slug}`), slug, counts));
  const quizzes = Object.entries(sample.quizzes).map(([slug, counts]) => answersTo(making(`quizzes/${slug}`), slug, counts));
  const consultations = Object.entries(sample.consultations).map(([slug, consultation]) =>
    consultationOf(making(`consultations/${slug}`), slug, consultation),
  );
  const statements = [...polls, ...quizzes, ...(await Promise.all(consultations))].flat();
  // One batch: a start that is interrupted leaves the database empty, not half full for ever.
  if (statements.length > 0) await d1.batch(statements);
}

async function consultationOf(making: Making | null, slug: string, sample: Sample['consultations'][string]) {
  if (!making?.published.rules.comments) return [];
  const { d1, random, from, until } = making;
  const people = Array.from({ length: sample.people }, (_, person) => ({ key: making.keyOf(person), diligence: 0.1 + random() }));
  const authors = shuffled(people, random);
  const slot = (until - from) / sample.comments.filter((comment) => !comment.replyTo).length;
  /** Each comment that is not a reply, and the latest instant in its thread. */
  const threads = new Map<string, { id: string; latest: number }>();
  const rows = [];
  const reacted = [];
  for (const [index, comment] of sample.comments.entries()) {
    const thread = comment.replyTo === undefined ? undefined : threads.get(comment.replyTo);
    if (comment.replyTo !== undefined && !thread) throw new Error(`sample.yaml: ${comment.id} replies to nothing before it`);
    const begins = thread ? thread.latest : from + threads.size * slot;
    const at = instantBetween(begins, Math.min(until, begins + slot), random);
    const id = idAt(at, random);
    threads.set(comment.replyTo ?? comment.id, { id: thread?.id ?? id, latest: at });
    const body = clean(comment.body);
    const author = authors[index]?.key;
    if (author === undefined) throw new Error(`sample.yaml: ${slug} has more comments than people`);
    const fingerprint = await sha256(normalized(body));
    rows.push({ state: 'published', ...comment, sourceId: comment.id, id, replyTo: thread?.id, author, body, fingerprint, at });
    const others = people.filter((person) => person.key !== author);
    reacted.push(...reactionsTo(comment, at, making, others).map((reaction) => ({ comment: id, ...reaction })));
  }
  return [
    // A comment stands before its replies, and json_each keeps the order: the trigger on replies finds it.
    d1
      .prepare(`
        insert into comments (id, consultation, reply_to, author, secret_id, channel, assurance, language, body, fingerprint,
          state, hidden_for, source_id, submitted_at)
        select value ->> 'id', ?2, value ->> 'replyTo', value ->> 'author', ?3, 'import', 'open', value ->> 'language', value ->> 'body',
          value ->> 'fingerprint', value ->> 'state', value ->> 'reason', value ->> 'sourceId', value ->> 'at'
        from json_each(?1)`)
      .bind(JSON.stringify(rows), slug, secretId),
    d1
      .prepare(`
        insert into reactions (comment, respondent, reaction, channel, reacted_at)
        select value ->> 'comment', value ->> 'respondent', value ->> 'reaction', 'import', value ->> 'at' from json_each(?1)`)
      .bind(JSON.stringify(reacted)),
  ];
}

/** Who reacted to a comment, how and when. The diligent among the people react to more comments than others. */
function reactionsTo(comment: SampleComment, at: number, { until, random }: Making, people: { key: string; diligence: number }[]) {
  const kinds = counted({ agree: comment.agrees ?? 0, disagree: comment.disagrees ?? 0, pass: comment.passes ?? 0 }, random);
  if (kinds.length > people.length) throw new Error(`sample.yaml: ${comment.id} has more reactions than people`);
  return people
    .map(({ key, diligence }) => ({ respondent: key, place: random() ** (1 / diligence) }))
    .sort((one, other) => other.place - one.place)
    .slice(0, kinds.length)
    .map(({ respondent }, index) => ({ respondent, reaction: kinds[index], at: instantBetween(at, until, random) }));
}
