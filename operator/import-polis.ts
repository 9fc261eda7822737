/**
 * `npm run import:polis -- <folder>`: brings a conversation that Polis published into the portal as a closed consultation,
 * act by act at its own time, and compares every count with Polis's own record of each person's standing votes.
 * Killed in the middle, it is run again; run twice, it changes nothing.
 */
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { type ConsultationDefinition, consultationDefinition } from '../worker/comments/contract.ts';
import { type importedComments, importedCounts, type importedReactions, importReply } from '../worker/imports/contract.ts';
import { isLocal, localPortal, originOf, portalAt, read, send, tokenFrom } from './api.ts';
import { counted, Failure, grouped, Misuse, run } from './command.ts';
import { type Conversation, readConversation } from './polis.ts';
import { differences, miscounted, total } from './polis-compare.ts';
import { covers, type Moderation, spanOf, spoken, writeConsultation } from './polis-content.ts';
import { progress } from './progress.ts';
import { rebuild } from './swap.ts';

const usage = `Usage: npm run import:polis -- <folder> [options]
  <folder>        a set of Polis: summary.csv, comments.csv, votes.csv, participants-votes.csv
  --moderation M  before: comments wait until somebody reads them; after (unless told): they are published as they come in
  --url URL       the portal: ${localPortal} unless told
  --content DIR   where the words are: content unless told
  --built DIR     what a portal on this machine serves: dist unless told
  --token TOKEN   the operator's: OPERATOR_TOKEN, or the one in .dev.vars unless told`;

const root = resolve(import.meta.dirname, '..');
/** A request is sent this often at the most, over about two minutes: a portal that restarts is back by then. */
const tries = 12;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      moderation: { type: 'string' },
      url: { type: 'string', default: localPortal },
      content: { type: 'string', default: join(root, 'content') },
      built: { type: 'string', default: join(root, 'dist') },
      token: { type: 'string' },
    },
  });
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new Misuse('Name one folder of a set of Polis.');
  const { moderation } = values;
  if (!isModeration(moderation)) throw new Misuse('Comments are read before they are published, or after.');
  const conversation = readConversation(folder);
  const url = originOf(values.url);
  const portal = portalAt(url, tokenFrom(values.token), tries);
  const begun = performance.now();

  await publish(conversation, moderation, url, resolve(values.content), resolve(values.built));
  const imported = portal.imports.consultations[':slug'];
  const param = { slug: conversation.slug };

  const changed = await sendAll('Comments', batches(commentsOf(conversation), 200), (comments) =>
    read(imported.comments.$post({ param, json: { comments } }), importReply),
  );
  const moved = await sendAll('Votes', batches(reactionsOf(conversation), 500), (reactions) =>
    read(imported.reactions.$post({ param, json: { reactions } }), importReply),
  );
  const found = differences(conversation, await read(imported.comments.$get({ param }), importedCounts));

  const { slug, comments, votes, people, standing } = conversation;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `${slug}: ${counted(comments.length, 'comment')}, ${counted(people, 'person', 'people')}, ${counted(votes.length, 'vote event')}, ${counted(total(standing.values()), 'standing vote')}, in ${seconds} s`,
  );
  console.log(
    changed + moved === 0 ? 'Everything was there already.' : `New: ${counted(changed, 'comment')}, ${counted(moved, 'vote event')}`,
  );
  console.log(
    `Polis's own comments.csv miscounts ${grouped(miscounted(conversation))} of ${counted(comments.length, 'comment')}: it counts votes, not people.`,
  );
  for (const difference of found) console.log(difference);
  console.log(`${counted(found.length, 'difference')} between the portal and participants-votes.csv`);
  console.log(`${url}/${spoken}/consultations/${slug}`);
  return found.length === 0 ? 0 : 1;
});

/** Whether an option says when comments are read; left out, it is as the consultation has it. */
function isModeration(given: string | undefined): given is Moderation | undefined {
  return given === undefined || given === 'before' || given === 'after';
}

/** Sees to it that the portal publishes the consultation: builds it where the portal is on this machine. */
async function publish(
  conversation: Conversation,
  moderation: Moderation | undefined,
  url: string,
  content: string,
  built: string,
): Promise<void> {
  const { slug } = conversation;
  const isPublished = async (tries: number) => {
    const definition = await definitionAt(url, slug, tries);
    return definition?.rules.comments != null && covers(definition.rules, spanOf(conversation));
  };
  // asked first: nothing is written where no portal answers
  const before = await isPublished(1);
  const written = writeConsultation(content, conversation, moderation);
  if (before && !(written && isLocal(url))) return;
  if (!isLocal(url)) {
    throw new Failure(`The consultation is in ${join(content, 'consultations', slug)}. Deploy it (npm run deploy), then run this again.`);
  }
  console.error('Building the portal with the consultation …');
  await rebuild(content, built);
  const deadline = Date.now() + 60_000;
  while (!(await isPublished(tries))) {
    if (Date.now() > deadline) {
      throw new Failure(`The portal at ${url} doesn't serve ${built}. Give --content and --built as it was started with.`);
    }
    await pause(250);
  }
}

/** What the portal publishes of a consultation, or null. */
async function definitionAt(url: string, slug: string, tries: number): Promise<ConsultationDefinition | null> {
  const response = await send(`${url}/data/consultations/${slug}.json`, {}, tries);
  if (response.status === 404) return null;
  return read(Promise.resolve(response), consultationDefinition);
}

function commentsOf({ comments }: Conversation): z.input<typeof importedComments>['comments'] {
  return comments.map(({ id, author, body, rejected, at }) => ({
    sourceId: id,
    author,
    body,
    language: spoken,
    at: instant(at),
    rejected,
  }));
}

function reactionsOf({ votes }: Conversation): z.input<typeof importedReactions>['reactions'] {
  return votes.map(({ comment, voter, reaction, at }) => ({ comment, voter, reaction, at: instant(at) }));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Batches of so many rows, and of less than half a body that the portal takes. */
function* batches<Row>(rows: readonly Row[], most: number): Generator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (batch.length > 0 && (batch.length === most || bytes + size > 256 * 1024)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Sends one batch after the other, in the order of time, and answers how many acts changed something. */
async function sendAll<Row>(
  label: string,
  all: Iterable<Row[]>,
  post: (batch: Row[]) => Promise<z.infer<typeof importReply>>,
): Promise<number> {
  const list = [...all];
  const shown = progress(
    label,
    list.reduce((sum, batch) => sum + batch.length, 0),
  );
  let changed = 0;
  try {
    for (const batch of list) {
      changed += (await post(batch)).taken;
      shown.advance(batch.length);
    }
  } finally {
    shown.end();
  }
  return changed;
}
