/** Statements that every feature which records acts of participants puts into its batch, or asks before it. */
import { eq, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { definitions, secrets, submissions } from './schema/participation.ts';

/** Two parts of a definition, as canonical JSON under their versions. */
export interface DefinitionParts {
  versions: { rules: string; words: string };
  json: { rules: string; words: string };
}

/** Keeps the parts of a definition that a response is given under. Nothing happens when they are there. */
export function keepDefinition(database: Database, { versions, json }: DefinitionParts, now: number) {
  return database
    .insert(definitions)
    .values([
      { version: versions.rules, part: 'rules', json: json.rules, firstUsedAt: now },
      { version: versions.words, part: 'words', json: json.words, firstUsedAt: now },
    ])
    .onConflictDoNothing();
}

/** The receipt that a submission key led to, or null where the key is new. */
export async function receiptOf(database: Database, key: string): Promise<string | null> {
  const row = await database.select({ receipt: submissions.receipt }).from(submissions).where(eq(submissions.key, key)).get();
  return row?.receipt ?? null;
}

/** Takes note of the secret at its first use, and answers whether it is (still) the one in use. */
export async function isSecretInUse(database: Database, id: string, fingerprint: string, now: number): Promise<boolean> {
  // One row at the most: the first secret stays the only one, whoever else is just beginning.
  await database.run(sql`
    insert into ${secrets} (id, fingerprint, first_used_at)
    select ${id}, ${fingerprint}, ${now} where not exists (select 1 from ${secrets})`);
  const known = await database.select().from(secrets).get();
  return known?.id === id && known.fingerprint === fingerprint;
}
