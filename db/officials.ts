/** Who works in the office now, for whoever writes to officials. */
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { open } from './client.ts';
import { officials } from './schema/officials.ts';

/** Officials who came in, by whichever way, and were not disabled. */
export function activeOfficials(d1: D1Database) {
  const { id, role, department } = officials;
  const cameIn = or(eq(officials.emailVerified, 1), sql`exists (select 1 from office_accounts where official = officials.id)`);
  return open(d1)
    .select({ id, role, department })
    .from(officials)
    .where(and(isNull(officials.disabledAt), cameIn))
    .all();
}
export type ActiveOfficial = Awaited<ReturnType<typeof activeOfficials>>[number];
