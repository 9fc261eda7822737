/** Papers as clerks enter them. */
import {
  type Batch,
  batchReply,
  type Entry,
  enteredReply,
  type ListedBatch,
  listedBatch,
  type PublicBatches,
  publicBatchesReply,
  type Reading,
  readReply,
} from '../../worker/papers/contract.ts';
import { shaped } from './answers.ts';
import type { Browser, Portal } from './portal.ts';
import { tree } from './votes.ts';

const poll = { kind: 'poll', slug: 'first-trees' } as const;
export const handedIn = '2026-11-20T10:00:00+02:00';

/** Asks to open a batch: of papers for `first-trees`, unless the test says otherwise. */
export function open(clerk: Browser, batch: object = {}) {
  return clerk.send('POST', '/api/office/papers/batches', {
    body: { subject: poll, channel: 'paper', receivedAt: handedIn, ...batch },
  });
}

export async function opened(clerk: Browser, batch: object = {}): Promise<ListedBatch> {
  return shaped(await open(clerk, batch), 201, listedBatch);
}

export type Paper = Entry & { number?: string };

/** A paper with this number, on which this tree was chosen. */
export const ballot = (number: string, option: string): Paper => ({ number, ...tree(option) });

export function enter(clerk: Browser, { id }: { id: string }, papers: readonly Paper[], key: string = crypto.randomUUID()) {
  return clerk.send('POST', `/api/office/papers/batches/${id}/papers`, { body: { papers }, key });
}

export async function entered(clerk: Browser, batch: { id: string }, papers: readonly Paper[]) {
  return (await shaped(await enter(clerk, batch, papers), 201, enteredReply)).papers;
}

export async function batchFor(official: Browser, { id }: { id: string }): Promise<Batch> {
  return shaped(await official.get(`/api/office/papers/batches/${id}`), 200, batchReply);
}

/** The papers of a batch that another clerk has yet to enter. */
export async function due(official: Browser, batch: { id: string }) {
  return (await batchFor(official, batch)).papers.filter(({ reading }) => reading === 'due');
}

export function readAgain(clerk: Browser, paper: { id: string }, entry: Entry) {
  return clerk.send('POST', `/api/office/papers/${paper.id}/second`, { body: entry });
}

export async function readTwice(clerk: Browser, paper: { id: string }, entry: Entry): Promise<Reading> {
  return (await shaped(await readAgain(clerk, paper, entry), 201, readReply)).reading;
}

export function settle(clerk: Browser, paper: { id: string }, right: 'first' | 'second') {
  return clerk.send('POST', `/api/office/papers/${paper.id}/settle`, { body: { right } });
}

export function close(clerk: Browser, batch: { id: string }) {
  return clerk.send('POST', `/api/office/papers/batches/${batch.id}/close`);
}

export function withdraw(
  publisher: Browser,
  batch: { id: string },
  reason: Record<string, string> = { en: 'The box was open overnight.' },
) {
  return publisher.send('POST', `/api/office/papers/batches/${batch.id}/withdraw`, { body: { reason } });
}

/** What everybody may count. */
export async function batchesOf(portal: Portal, entry = 'polls/first-trees'): Promise<PublicBatches> {
  return shaped(await portal.browser().get(`/api/${entry}/batches`), 200, publicBatchesReply);
}
