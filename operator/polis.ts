/** Reads a conversation as Polis publishes it: four CSV files (RFC 4180) in a folder. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Reaction } from '../worker/comments/contract.ts';
import { slug } from '../worker/definitions/contract.ts';
import { Failure } from './command.ts';

export interface Counts {
  agrees: number;
  disagrees: number;
  passes: number;
}

export interface Conversation {
  slug: string;
  topic: string;
  /** Where it was held. */
  url: string;
  /** Markdown; may be empty. */
  description: string;
  /** In the order of time. `agrees` and `disagrees` are what comments.csv says: events, not people. */
  comments: { id: string; author: string; body: string; rejected: boolean; at: number; agrees: number; disagrees: number }[];
  /** Every vote event in the order of time: a person may vote on a comment again. */
  votes: { comment: string; voter: string; reaction: Reaction; at: number }[];
  people: number;
  /** People by comment, from each person's standing vote (participants-votes.csv). Comments without a column are not in it. */
  standing: Map<string, Counts>;
}

const id = z.string().regex(/^\d+$/, 'is not a number');
const count = z.string().regex(/^\d+$/, 'is not a number').transform(Number);
/** Milliseconds since 1970. */
const timestamp = z
  .string()
  .regex(/^\d{12,14}$/, 'is not a time in milliseconds')
  .transform(Number);

const commentRow = z.object({
  timestamp,
  'comment-id': id,
  'author-id': id,
  agrees: count,
  disagrees: count,
  moderated: z.enum(['-1', '0', '1'], 'is none of -1, 0, 1'),
  'comment-body': z.string(),
});
const vote = z.enum(['-1', '0', '1'], 'is none of -1, 0, 1');
const voteRow = z.object({ timestamp, 'comment-id': id, 'voter-id': id, vote });

const reactions: Record<z.infer<typeof vote>, Reaction> = { 1: 'agree', '-1': 'disagree', 0: 'pass' };

/** Reads the set in a folder, whose name becomes the slug of the consultation. */
export function readConversation(folder: string): Conversation {
  const name = slug.safeParse(basename(resolve(folder)));
  if (!name.success) throw new Failure(`The folder's name becomes part of an address: ${name.error.issues[0]?.message}`);
  const summary = Object.fromEntries(records(folder, 'summary.csv').map(([key = '', value = '']) => [key, value]));
  const url = z.url({ protocol: /^https?$/ }).safeParse(summary.url);
  if (!url.success) throw new Failure(`${join(folder, 'summary.csv')} has no url of the conversation.`);
  return {
    slug: name.data,
    topic: summary.topic?.trim() || name.data,
    url: url.data,
    description: summary['conversation-description']?.trim() ?? '',
    comments: rows(folder, 'comments.csv', commentRow)
      .map(({ timestamp: at, agrees, disagrees, ...row }) => ({
        id: row['comment-id'],
        author: row['author-id'],
        body: row['comment-body'],
        rejected: row.moderated === '-1',
        at,
        agrees,
        disagrees,
      }))
      .sort((one, other) => one.at - other.at),
    votes: rows(folder, 'votes.csv', voteRow)
      .map((row) => ({ comment: row['comment-id'], voter: row['voter-id'], reaction: reactions[row.vote], at: row.timestamp }))
      .sort((one, other) => one.at - other.at),
    ...standingVotes(folder),
  };
}

/** A row for each person and a column for each comment, under its number. */
function standingVotes(folder: string): Pick<Conversation, 'people' | 'standing'> {
  const file = 'participants-votes.csv';
  const [header = [], ...people] = records(folder, file);
  const columns = header.flatMap((comment, place) => (/^\d+$/.test(comment) ? [{ comment, place }] : []));
  if (columns.length === 0) throw new Failure(`${join(folder, file)} has no column for any comment.`);
  const standing = new Map(columns.map(({ comment }): [string, Counts] => [comment, { agrees: 0, disagrees: 0, passes: 0 }]));
  for (const [line, person] of people.entries()) {
    for (const { comment, place } of columns) {
      const counts = standing.get(comment);
      const cell = person[place];
      if (!counts || cell === '') continue;
      if (cell === '1') counts.agrees += 1;
      else if (cell === '-1') counts.disagrees += 1;
      else if (cell === '0') counts.passes += 1;
      else throw new Failure(`${join(folder, file)}, row ${line + 1}, comment ${comment}: is none of -1, 0, 1`);
    }
  }
  return { people: people.length, standing };
}

function rows<Row>(folder: string, file: string, schema: z.ZodType<Row>): Row[] {
  const [header = [], ...lines] = records(folder, file);
  return lines.map((line, place) => {
    const row = schema.safeParse(Object.fromEntries(header.map((column, index) => [column, line[index]])));
    if (row.success) return row.data;
    const issue = row.error.issues[0];
    throw new Failure(`${join(folder, file)}, row ${place + 1}, ${issue?.path.join('.')}: ${issue?.message}`);
  });
}

function records(folder: string, file: string): string[][] {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Failure(`There is no ${path}. A set of Polis has summary, comments, votes and participants-votes.`);
  try {
    return parse(readFileSync(path), { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new Failure(`${path} is not CSV: ${error instanceof Error ? error.message : error}`);
  }
}
