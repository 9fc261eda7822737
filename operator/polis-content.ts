/** Puts a conversation of Polis into `content/` as a consultation: its facts, and its words in the language it was held in. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { consultationFacts, consultationWords } from '../worker/comments/contract.ts';
import { clean, lengthOf } from '../worker/comments/rules.ts';
import type { Schedule } from '../worker/definitions/contract.ts';
import { Failure } from './command.ts';
import type { Conversation } from './polis.ts';

/** The language of the set. Polis doesn't say it; the published ones are in English. */
export const spoken = 'en';

/** What the licence of the published sets asks for. */
const attribution =
  'Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project.';

/** Whether a person reads a comment before it is published, or after. */
export type Moderation = NonNullable<z.infer<typeof consultationFacts>['comments']>['moderation'];

/** The instants of the first and the last event. */
export function spanOf({ comments, votes }: Pick<Conversation, 'comments' | 'votes'>): { first: number; last: number } {
  const events = [comments.at(0), comments.at(-1), votes.at(0), votes.at(-1)].flatMap((event) => (event ? [event.at] : []));
  if (events.length === 0) throw new Failure('There is neither a comment nor a vote in this set.');
  return { first: Math.min(...events), last: Math.max(...events) };
}

/** Whether a consultation with these dates was open at every event. */
export function covers({ opens, closes }: Schedule, { first, last }: { first: number; last: number }): boolean {
  return Date.parse(opens) <= first && last < Date.parse(closes);
}

/**
 * Writes the consultation where it isn't yet, and answers whether anything was written. Words that are there stay, for an
 * editor may have bettered them; facts stay where they cover every event.
 */
export function writeConsultation(content: string, conversation: Conversation, moderation?: Moderation): boolean {
  const folder = join(content, 'consultations', conversation.slug);
  const facts = join(folder, 'consultation.yaml');
  const words = join(folder, `${spoken}.md`);
  const written = existsSync(facts) ? consultationFacts.safeParse(parse(readFileSync(facts, 'utf8'))).data : undefined;
  if (existsSync(facts) && written?.source !== conversation.url) {
    throw new Failure(`${facts} is of another consultation: its source isn't ${conversation.url}. Rename the folder of the set.`);
  }
  const kept = written?.comments?.moderation;
  if (moderation && kept && kept !== moderation) {
    throw new Failure(`${facts} has comments read ${kept} publication. Leave --moderation out, or change that there.`);
  }
  mkdirSync(folder, { recursive: true });
  const factsStand = written?.comments !== undefined && covers(written, spanOf(conversation));
  const wordsStand = existsSync(words);
  if (!factsStand) write(facts, yaml(factsOf(conversation, moderation ?? kept ?? 'after')));
  if (!wordsStand) write(words, wordsOf(conversation));
  return !factsStand || !wordsStand;
}

function factsOf(conversation: Conversation, moderation: Moderation): z.input<typeof consultationFacts> {
  const { first, last } = spanOf(conversation);
  const second = (instant: number) => new Date(instant * 1000).toISOString().replace('.000Z', '+00:00');
  const longest = Math.max(0, ...conversation.comments.map((comment) => lengthOf(comment.body)));
  return {
    opens: second(Math.floor(first / 1000)),
    closes: second(Math.floor(last / 1000) + 1),
    comments: { moderation, maximumLength: Math.min(20_000, Math.max(2000, longest)), replies: false },
    source: conversation.url,
  };
}

/** The first paragraph of the description is the summary; the rest, and a first one that says more than plain text can, is the body. */
function wordsOf({ topic, description }: Conversation): string {
  const { title, summary } = consultationWords.shape;
  const paragraphs = clean(description).split(/\n{2,}/);
  const first = paragraphs[0] ?? '';
  const plain = plainText(first);
  const lead = shortened(plain, summary.maxLength ?? 600);
  const isWhole = lead === plain && !first.includes('](');
  const body = [...(isWhole ? paragraphs.slice(1) : paragraphs), attribution].filter(Boolean).join('\n\n');
  return `---\n${yaml({ title: shortened(clean(topic).replace(/\s+/g, ' '), title.maxLength ?? 160), summary: lead })}---\n\n${body}\n`;
}

const markdown = new MarkdownIt({ html: false });

/** What Markdown says without its marks, in one line. */
function plainText(text: string): string {
  const tokens = markdown.parse(text, {}).flatMap((token) => token.children ?? []);
  const words = tokens.map((token) => (token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content));
  return words.join('').replace(/\s+/g, ' ').trim();
}

/** A text of so many characters at the most, cut between two words. */
function shortened(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, maximum - 1).replace(/\s+\S*$/, '')}…`;
}

/** Texts of strangers in quotes, and no line broken: nothing in them can be read as YAML. */
function yaml(value: object): string {
  return stringify(value, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

/** Whole or not at all: a command that is killed leaves no half of a file. */
function write(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
