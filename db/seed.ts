/**
 * Fills an empty database with the generated participation of `db/sample.yaml`, so that a demonstration has something to
 * show. It comes in through the channel `import`, which pages name. Who did what and when (as a share of the time until now) is
 * drawn by a generator with a fixed seed for each entry; only the keys of the invented people come from the secret.
 */
import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UUID } from 'uuidv7';
import { parse } from 'yaml';
import { clean, type hidingReasons, normalized, type State } from '../worker/comments/rules.ts';
import { canonical, sha256 } from '../worker/definitions/rules.ts';
import { questionnaireOf } from '../worker/questionnaires/rules.ts';
import { open } from './client.ts';
import { type DefinitionParts, keepDefinition } from './participation.ts';

interface SampleComment extends Partial<Record<'agrees' | 'disagrees' | 'passes', number>> {
  id: string;
  replyTo?: string;
  language: string;
  body: string;
  state?: State;
  reason?: (typeof hidingReasons)[number];
}

interface Sample {
  polls: Record<string, Record<string, number>>;
  consultations: Record<string, { people: number; comments: SampleComment[] }>;
}

/** What the seed needs of a definition that the site published. */
interface Published {
  rules: { opens: string; closes: string; questions?: { id: string; options: { id: string }[] }[]; comments?: object | null };
  words: object;
  versions: DefinitionParts['versions'];
}

type Random = () => number;

/** What the sample of one entry is made from. */
interface Making {
  d1: D1Database;
  published: Published;
  /** The time in which people took part, the end outside. */
  from: number;
  until: number;
  random: Random;
  /** The key of an invented person, which no cookie can lead to. */
  keyOf: (person: number) => string;
}

/** How the database names the secret of these keys: not as the Worker's own, which it notes at the first real act. */
const secretId = 'sample';

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

  const polls = Object.entries(sample.polls).map(([slug, counts]) => pollOf(making(`polls/${slug}`), slug, counts));
  const consultations = Object.entries(sample.consultations).map(([slug, consultation]) =>
    consultationOf(making(`consultations/${slug}`), slug, consultation),
  );
  const statements = [...polls, ...(await Promise.all(consultations))].flat();
  // One batch: a start that is interrupted leaves the database empty, not half full for ever.
  if (statements.length > 0) await d1.batch(statements);
}

function pollOf(making: Making | null, slug: string, counts: Record<string, number>) {
  const question = making?.published.rules.questions?.[0];
  // Another poll may have this name in another content folder.
  if (!making || !question || !Object.keys(counts).every((id) => question.options.some((option) => option.id === id))) return [];
  const { d1, published, random } = making;
  const rows = counted(counts, random).map((option, person) => {
    const at = instantBetween(making.from, making.until, random);
    const language = random() < 0.55 ? 'he' : random() < 0.8 ? 'ar' : 'en';
    return { id: idAt(at, random), respondent: making.keyOf(person), language, option, at };
  });
  const json = JSON.stringify(rows);
  const { rules, words, versions } = published;
  const kept = keepDefinition(open(d1), { versions, json: { rules: canonical(rules), words: canonical(words) } }, making.from).toSQL();
  return [
    d1.prepare(kept.sql).bind(...kept.params),
    d1
      .prepare(`
        insert into responses
          (id, questionnaire, respondent, secret_id, channel, assurance, language, rules_version, words_version, recorded_at)
        select value ->> 'id', ?2, value ->> 'respondent', ?3, 'import', 'open', value ->> 'language', ?4, ?5, value ->> 'at'
        from json_each(?1)`)
      .bind(json, questionnaireOf(slug), secretId, versions.rules, versions.words),
    d1
      .prepare("insert into answers (response, question, option) select value ->> 'id', ?2, value ->> 'option' from json_each(?1)")
      .bind(json, question.id),
  ];
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

/** Numbers from 0 to 1 that are the same at every start: mulberry32, begun with the name of what they are for. */
function generatorOf(name: string): Random {
  let state = createHash('sha256').update(name).digest().readInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Each name as often as it is counted, in any order. */
function counted(counts: Record<string, number>, random: Random): string[] {
  const names = Object.entries(counts).flatMap(([name, number]) => Array<string>(number).fill(name));
  return shuffled(names, random);
}

/** An instant from one to before another: sooner rather than later, and seldom at night in the sample's time zone. */
function instantBetween(from: number, until: number, random: Random): number {
  const at = Math.floor(from + (until - from) * random() ** 1.5);
  const asleep = random() < 0.9 && (new Date(at).getUTCHours() + 3) % 24 < 7;
  const morning = at + 9 * 60 * 60 * 1000;
  return asleep && morning < until ? morning : at;
}

/** An id as the Worker makes them, of an instant that has passed. */
function idAt(at: number, random: Random): string {
  const bits = (count: number) => Math.floor(random() * 2 ** count);
  return UUID.fromFieldsV7(at, bits(12), bits(30), bits(32)).toString();
}
