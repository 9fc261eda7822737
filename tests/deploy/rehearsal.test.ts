/** `npm run deploy -- --dry-run` on what is really built: the commands in their order, and wrangler's own check. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
// What a build left is taken; else this test builds, in a place of its own.
const isBuilt = existsSync(join(root, 'dist/server/wrangler.json'));
const built = join(root, isBuilt ? 'dist' : '.built/deploy');
const state = () =>
  ['wrangler.toml', '.deployed.vars'].map((file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null));
const before = state();
let result: { status: number | null; stdout: string; stderr: string };

beforeAll(() => {
  const parameters = [
    'operator/deploy.ts',
    '--dry-run',
    '--built',
    built,
    '--url',
    'https://talk.example.org',
    ...(isBuilt ? ['--no-build'] : []),
  ];
  const { CLOUDFLARE_API_TOKEN: _token, ...environment } = process.env;
  result = spawnSync(process.execPath, parameters, { cwd: root, encoding: 'utf8', env: environment });
});

test('every command is told in its order, and what was built passes', () => {
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
  const lines = result.stdout.split('\n').filter((line) => /^(run|not run): /.test(line));
  const beginnings = [
    'not run: wrangler whoami --json',
    'not run: wrangler d1 list --json',
    'not run: wrangler d1 create kikar',
    'not run: wrangler secret list --name kikar',
    'run:     build for https://talk.example.org',
    'run:     wrangler deploy --dry-run --config',
    'not run: wrangler d1 migrations apply kikar --remote',
    'not run: wrangler deploy --config',
  ];
  expect(lines.map((line, place) => line.slice(0, beginnings[place]?.length))).toEqual(beginnings);
  expect(result.stdout).toMatch(/^Total Upload: /m);
});

test('a rehearsal leaves nothing behind', () => {
  expect(state()).toEqual(before);
  expect(result.stdout).toContain('Nothing was deployed: this was a rehearsal.');
});

test('the secrets of this machine are no asset', () => {
  const { assets } = JSON.parse(readFileSync(join(built, 'server/wrangler.json'), 'utf8'));
  expect(assets.directory).toBe('../client');
  expect(readdirSync(join(built, 'client'), { recursive: true }).filter((file) => String(file).includes('.dev.vars'))).toEqual([]);
  expect(readFileSync(join(built, 'client/.assetsignore'), 'utf8')).toContain('.dev.vars');
});
