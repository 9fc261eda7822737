/** Votes on the poll `first-trees`, as people cast them. */
import {
  type Recorded,
  type ResponseReceipt,
  receiptReply,
  recordedReply,
  type Tally,
  tallyReply,
} from '../../worker/questionnaires/contract.ts';
import { shaped } from './answers.ts';
import type { Browser, Portal, Sending } from './portal.ts';

export const tree = (option: string) => ({ answers: [{ question: 'tree', option }] });

/** Sends a vote, and gives back whatever is answered. */
export function vote(browser: Browser, option: string, sending: Sending = {}, poll = 'first-trees'): Promise<Response> {
  return browser.send('POST', `/api/polls/${poll}/responses`, { body: tree(option), ...sending });
}

/** Votes, and expects that it was recorded. */
export async function voted(browser: Browser, option: string, sending: Sending = {}, poll = 'first-trees'): Promise<Recorded> {
  return shaped(await vote(browser, option, sending, poll), 201, recordedReply);
}

/** So many people, each voting once for this option. */
export async function crowd(portal: Portal, people: number, option: string, poll = 'first-trees'): Promise<[Browser, ...Browser[]]> {
  const first = portal.browser();
  const others = Array.from({ length: people - 1 }, () => portal.browser());
  for (const browser of [first, ...others]) await voted(browser, option, {}, poll);
  return [first, ...others];
}

export async function tallyFor(browser: Browser, poll = 'first-trees', headers: Record<string, string> = {}): Promise<Tally> {
  return shaped(await browser.get(`/api/polls/${poll}/tally`, headers), 200, tallyReply);
}

/** A tally as people by option, or null where it is withheld. */
export function byOption({ breakdown }: Tally): Record<string, number> | null {
  return breakdown && Object.fromEntries(breakdown.map(({ option, people }) => [option, people]));
}

export async function receiptFor(browser: Browser, id: string): Promise<ResponseReceipt> {
  return shaped(await browser.get(`/api/responses/${id}`), 200, receiptReply);
}
