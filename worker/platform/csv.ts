/** Tables as CSV (RFC 4180), harmless where a spreadsheet opens them. */
import { stringify } from 'csv-stringify/sync';
import type { Context } from 'hono';
import { stream } from 'hono/streaming';

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

/** Answers with a table of any length: it is sent page by page as it is read, so that the Worker never holds all of it. */
export function csvInPages<Column extends string>(c: Context, columns: readonly Column[], pages: AsyncIterable<Rows<Column>>) {
  return stream(c, async (out) => {
    await out.write(csvOf(columns, []));
    for await (const rows of pages) if (rows.length > 0) await out.write(linesOf(columns, rows, false));
  });
}

function linesOf<Column extends string>(columns: readonly Column[], rows: Rows<Column>, header: boolean): string {
  return stringify([...rows], { header, columns: [...columns], escape_formulas: true, record_delimiter: '\r\n' });
}

/** The headers of an answer that is a CSV file. */
export function csvHeaders(name: string): Record<string, string> {
  return { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}.csv"` };
}
