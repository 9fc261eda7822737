/** How many tests passed, failed and were skipped, from the reports that vitest and Playwright write. */
import { readFileSync } from 'node:fs';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** From vitest's JSON. A file that couldn't even be read as tests counts as one that failed. */
export function countOfVitest(report: string): Count | null {
  const result = read(report) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  } | null;
  if (!result) return null;
  const broken = result.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** From Playwright's JSON. A journey that passed at a second try has passed. */
export function countOfJourneys(report: string): Count | null {
  const result = read(report) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  } | null;
  if (!result) return null;
  const { expected, unexpected, flaky, skipped } = result.stats;
  return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? result.errors.length : 0), skipped };
}

function read(report: string): unknown {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}
