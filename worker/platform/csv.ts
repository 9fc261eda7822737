/** Rows as CSV (RFC 4180) that opens in a spreadsheet as what it says, and does nothing there. */
import { stringify } from 'csv-stringify/sync';

/** One value of a row. */
export type Cell = string | number | null;

/**
 * Rows as lines of CSV. A text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, a tab or a carriage return first) gets an
 * apostrophe before it. The first lines of a file begin with the mark by which spreadsheets know UTF-8.
 */
export function csvOf(rows: readonly (readonly Cell[])[], { first = false } = {}): string {
  return stringify(rows as Cell[][], { escape_formulas: true, bom: first });
}
