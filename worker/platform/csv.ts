/** Tables as CSV (RFC 4180), harmless where a spreadsheet opens them. */
import { stringify } from 'csv-stringify/sync';

/** What the byte order mark is for: without it a spreadsheet takes UTF-8 for something else. */
const byteOrderMark = '\uFEFF';

type Rows<Column extends string> = readonly Record<Column, string | number | null>[];

/**
 * A table with the names of its columns in the first line. A cell that a spreadsheet would take for a formula, for it begins
 * with = + - @, a tab or a return, gets an apostrophe before it.
 */
export function csvOf<Column extends string>(columns: readonly Column[], rows: Rows<Column>): string {
  return `${byteOrderMark}${linesOf(columns, rows, true)}`;
}

/** More lines of a table that is too long to be made at once. */
export function csvLinesOf<Column extends string>(columns: readonly Column[], rows: Rows<Column>): string {
  return linesOf(columns, rows, false);
}

function linesOf<Column extends string>(columns: readonly Column[], rows: Rows<Column>, header: boolean): string {
  return stringify([...rows], { header, columns: [...columns], escape_formulas: true, record_delimiter: '\r\n' });
}

/** The headers of an answer that is a CSV file. */
export function csvHeaders(name: string): Record<string, string> {
  return { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}.csv"` };
}
