/** Each test begins with an empty database of the newest shape. */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { beforeEach } from 'vitest';
import { bindings } from './bindings.ts';

beforeEach(async () => {
  // `reset` empties only what is awake, and a database falls asleep after ten idle seconds on a busy machine.
  await bindings.DB.prepare('select 1').run();
  await reset();
  await applyD1Migrations(bindings.DB, bindings.MIGRATIONS);
});
