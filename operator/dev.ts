/**
 * `npm run dev`: the portal with hot reload, on a local database of its own (`.wrangler/state`). Definitions are rendered at each
 * request here, so that a change of words or dates is seen at once.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { localSecrets } from './secrets.ts';

const root = resolve(import.meta.dirname, '..');
localSecrets(join(root, '.dev.vars'));
const options = {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
} as const;
const program = (name: string) => join(root, 'node_modules/.bin', name);

const migrated = spawnSync(program('wrangler'), ['d1', 'migrations', 'apply', 'kikar', '--local'], {
  ...options,
  input: 'y\n',
  stdio: ['pipe', 'inherit', 'inherit'],
});
if (migrated.status !== 0) process.exit(migrated.status ?? 1);
const dev = spawn(program('astro'), ['dev', ...process.argv.slice(2)], options);
dev.on('close', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => dev.kill(signal));
