/** The audit log in D1, read. It is written by `db/audit.ts` alone. */
import { and, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import { actsAfter } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { acts, officials } from '../../db/schema/officials.ts';
import type { AuditFilter } from './contract.ts';

/** As somebody is called now; until they came in, by the address that was invited. */
const name = sql<string>`iif(${officials.name} = '', ${officials.email}, ${officials.name})`;

/** The column is this, or begins with this and the sign between its parts. */
function within(column: typeof acts.act | typeof acts.subject, value: string, separator: '.' | '/'): SQL | undefined {
  const next = String.fromCharCode(separator.charCodeAt(0) + 1);
  return or(eq(column, value), and(gte(column, `${value}${separator}`), lt(column, `${value}${next}`)));
}

function matching({ official, act, subject, from, to }: AuditFilter, before?: number): SQL | undefined {
  return and(
    before === undefined ? undefined : lt(acts.place, before),
    official === undefined
      ? undefined
      : official === 'operator' || official === 'portal'
        ? and(sql`${acts.official} is null`, eq(acts.role, official))
        : eq(acts.official, official),
    act === undefined ? undefined : act.includes('.') ? eq(acts.act, act) : within(acts.act, act, '.'),
    subject === undefined ? undefined : within(acts.subject, subject, '/'),
    from === undefined ? undefined : gte(acts.at, Date.parse(from)),
    to === undefined ? undefined : lt(acts.at, Date.parse(to)),
  );
}

/** A page of the acts that a filter lets through, newest first, with the names of who acted. */
export function list(d1: D1Database, filter: AuditFilter, before: number | undefined, limit: number) {
  return open(d1)
    .select({ act: acts, name })
    .from(acts)
    .leftJoin(officials, eq(officials.id, acts.official))
    .where(matching(filter, before))
    .orderBy(desc(acts.place))
    .limit(limit)
    .all();
}

/** The place of the act that is the first beyond the `most` newest which a filter lets through, or null where those are all. */
export async function firstBeyond(d1: D1Database, filter: AuditFilter, most: number): Promise<number | null> {
  const row = await open(d1)
    .select({ place: acts.place })
    .from(acts)
    .where(matching(filter))
    .orderBy(desc(acts.place))
    .limit(1)
    .offset(most)
    .get();
  return row?.place ?? null;
}

/** The head of the chain, and everybody who can have acted. */
export async function surroundings(d1: D1Database) {
  const database = open(d1);
  const [head, everybody] = await database.batch([
    database.select({ place: acts.place, hash: acts.hash }).from(acts).orderBy(desc(acts.place)).limit(1),
    database.select({ id: officials.id, name, role: officials.role }).from(officials).orderBy(name),
  ]);
  return { head: head[0] ?? null, officials: everybody };
}

/** A page of the chain itself, oldest first. */
export function chain(d1: D1Database, after: number, limit: number) {
  return actsAfter(d1, after, limit);
}
