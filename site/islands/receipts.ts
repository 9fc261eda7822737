/** Which receipts this browser holds, so that a page can say "you have answered". */
import type { ResponseReceipt } from '../../worker/questionnaires/contract.ts';
import { api } from './client.ts';

const prefix = 'receipt:';

/** The receipt that is held for a subject. One whose response was withdrawn meanwhile, or isn't this browser's any more, is dropped. */
export async function recall(subject: string): Promise<string | undefined> {
  const id = held(subject);
  if (!id) return undefined;
  try {
    const response = await api.responses[':id'].$get({ param: { id } });
    const receipt = response.ok ? ((await response.json()) as ResponseReceipt) : null;
    const gone = receipt ? receipt.withdrawnAt !== null || !receipt.own : response.status === 404;
    if (!gone) return id;
    // Unless a vote on this page has put a newer one in its place.
    if (held(subject) === id) localStorage.removeItem(prefix + subject);
    return undefined;
  } catch {
    // No connection: what was kept is the best that is known.
    return id;
  }
}

/** Storage may be refused (private windows, full disk): then the page says less, and nothing else changes. */
function held(subject: string): string | undefined {
  try {
    return localStorage.getItem(prefix + subject) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(subject: string, receipt: string): void {
  try {
    localStorage.setItem(prefix + subject, receipt);
  } catch {
    // See above.
  }
}
