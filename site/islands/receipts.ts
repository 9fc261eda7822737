/** Which receipts this browser holds, so that a page can say "you have answered" without asking the server. */
const prefix = 'receipt:';

/** Storage may be refused (private windows, full disk): then the page says less, and nothing else changes. */
export function recall(subject: string): string | undefined {
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
