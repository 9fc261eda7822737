/** Each test begins with an empty database of the newest shape. */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { beforeEach } from 'vitest';
import { bindings } from './bindings.ts';

beforeEach(async () => {
  await reset();
  await applyD1Migrations(bindings.DB, bindings.MIGRATIONS);
});
