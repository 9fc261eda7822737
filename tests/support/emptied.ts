/** An empty database of the newest shape. */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { bindings } from './bindings.ts';

const attempts = 5;

export async function emptied(): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    // `reset` empties only what is awake, and a database falls asleep after ten idle seconds: on a busy machine even between
    // these two lines. So what it left is looked at, and emptied again.
    await bindings.DB.prepare('select 1').run();
    await reset();
    await applyD1Migrations(bindings.DB, bindings.MIGRATIONS);
    if (await isEmpty()) return;
  }
  throw new Error('the database could not be emptied');
}

async function isEmpty(): Promise<boolean> {
  const left = await bindings.DB.prepare(
    `select exists (select 1 from responses) or exists (select 1 from comments) or exists (select 1 from definitions)
       or exists (select 1 from submissions) or exists (select 1 from secrets) or exists (select 1 from participations)
       or exists (select 1 from tallies) or exists (select 1 from turnouts) as found`,
  ).first<{ found: number }>();
  return left?.found === 0;
}
