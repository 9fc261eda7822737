/** What a deployment asks of an account, and what it never does to one. The account is played: it keeps notes. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Deployment, deploy } from '../../operator/deploy.ts';
import { accountThrough, type Wrangler } from '../../operator/wrangler-commands.ts';

const none = '00000000-0000-0000-0000-000000000000';
const id = '11111111-2222-3333-4444-555555555555';
let folder: string;
let commands: string[];
let built: string[];
let uploaded: Record<string, string>[];
/** What the played account has. */
let cloud: {
  signedIn: boolean;
  databases: { uuid: string; name: string }[];
  secrets: string[] | 'no worker' | 'no answer';
  address: string;
};

const played: Wrangler = (parameters, variables) => {
  const [command = '', sub = ''] = parameters;
  commands.push(parameters.filter((part) => !part.startsWith('/')).join(' '));
  const answer = (stdout: unknown) => ({ status: 0, stdout: typeof stdout === 'string' ? stdout : JSON.stringify(stdout), stderr: '' });
  const refuse = (stderr: string) => ({ status: 1, stdout: '', stderr });
  if (command === 'whoami') return cloud.signedIn ? answer({ loggedIn: true, accounts: [{ id: 'a', name: 'Town' }] }) : refuse('');
  if (command === 'd1' && sub === 'list') return answer(cloud.databases);
  if (command === 'd1' && sub === 'create') {
    cloud.databases.push({ uuid: id, name: parameters[2] ?? '' });
    return answer('created');
  }
  if (command === 'secret') {
    if (cloud.secrets === 'no worker') return refuse('Worker "kikar" not found.');
    if (cloud.secrets === 'no answer') return refuse('A request to the Cloudflare API failed: 500');
    return answer(cloud.secrets.map((name) => ({ name, type: 'secret_text' })));
  }
  if (command === 'deploy' && !parameters.includes('--dry-run')) {
    const file = parameters[parameters.indexOf('--secrets-file') + 1];
    uploaded.push(parameters.includes('--secrets-file') ? JSON.parse(readFileSync(file ?? '', 'utf8')) : {});
    writeFileSync(variables?.WRANGLER_OUTPUT_FILE_PATH ?? '', `${JSON.stringify({ type: 'deploy', targets: [cloud.address] })}\n`);
  }
  return answer('');
};

function run(changes: Partial<Deployment> = {}): string[] {
  const said: string[] = [];
  const deployment: Deployment = {
    configuration: join(folder, 'wrangler.toml'),
    secretsFile: join(folder, '.deployed.vars'),
    built: join(folder, 'dist'),
    url: 'https://talk.example.org',
    location: [],
    dryRun: false,
    build: (url) => built.push(url),
    say: (line) => said.push(line),
    ...changes,
  };
  deploy(deployment, accountThrough(played), played);
  return said;
}

const kept = () => readFileSync(join(folder, '.deployed.vars'), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kikar-account-'));
  commands = [];
  built = [];
  uploaded = [];
  cloud = { signedIn: true, databases: [], secrets: 'no worker', address: 'https://kikar.town.workers.dev' };
  writeFileSync(
    join(folder, 'wrangler.toml'),
    `name = "kikar"\n[[d1_databases]]\ndatabase_name = "kikar"\n# the id\ndatabase_id = "${none}"\n`,
  );
  mkdirSync(join(folder, 'dist/client'), { recursive: true });
  mkdirSync(join(folder, 'dist/server'));
  writeFileSync(join(folder, 'dist/server/wrangler.json'), JSON.stringify({ assets: { directory: '../client' } }));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  delete process.env.ASTRO_KEY;
});

test('the first deployment creates the database, notes its id, migrates, and sets both secrets', () => {
  const said = run();
  expect(readFileSync(join(folder, 'wrangler.toml'), 'utf8')).toContain(`# the id\ndatabase_id = "${id}"\n`);
  expect(commands.map((command) => command.split(' --config')[0])).toEqual([
    'whoami --json',
    'd1 list --json',
    'd1 create kikar',
    'd1 list --json',
    'secret list --name kikar --format json',
    'deploy --dry-run',
    'd1 migrations apply kikar --remote',
    'deploy',
  ]);
  expect(built).toEqual(['https://talk.example.org']);
  expect(Object.keys(uploaded[0] ?? {})).toEqual(['PARTICIPANT_SECRET', 'OPERATOR_TOKEN']);
  for (const value of Object.values(uploaded[0] ?? {})) expect(value.length).toBeGreaterThanOrEqual(32);
  expect(kept()).toContain(`OPERATOR_TOKEN="${uploaded[0]?.OPERATOR_TOKEN}"`);
  expect(said).toContain('\nThe portal is at https://talk.example.org');
});

test('a secret that is there is never replaced, and the key of islands stays', () => {
  run();
  const before = kept();
  cloud.secrets = ['PARTICIPANT_SECRET', 'OPERATOR_TOKEN'];
  run();
  expect(uploaded[1]).toEqual({});
  expect(kept()).toBe(before);
});

test('where the Worker lost its secrets, it gets those again that this machine has kept', () => {
  run();
  run();
  expect(uploaded[1]).toEqual(uploaded[0]);
});

test('nothing is uploaded when the secrets of the Worker can’t be listed', () => {
  cloud.secrets = 'no answer';
  expect(() => run()).toThrow('none may be replaced');
  expect(uploaded).toEqual([]);
});

test('nobody is signed in: nothing else is asked', () => {
  cloud.signedIn = false;
  expect(() => run()).toThrow('Run `npx wrangler login`');
  expect(commands).toEqual(['whoami --json']);
});

test('a database of another account is not exchanged in silence', () => {
  const other = readFileSync(join(folder, 'wrangler.toml'), 'utf8').replace(none, '99999999-2222-3333-4444-555555555555');
  writeFileSync(join(folder, 'wrangler.toml'), other);
  expect(() => run()).toThrow("which this account doesn't have");
  expect(uploaded).toEqual([]);
});

test('without an address the one that Cloudflare gives is built into the pages, and remembered', () => {
  run({ url: undefined });
  expect(built).toEqual(['https://kikar.workers.dev', 'https://kikar.town.workers.dev']);
  run({ url: undefined });
  expect(built.slice(2)).toEqual(['https://kikar.town.workers.dev']);
});

test.each([
  ['client/.dev.vars', 'X=1', '.dev.vars would be uploaded, and it holds secrets'],
  ['client/page.html', 'a secret of this machine', 'page.html would be uploaded, and there is a secret in it'],
])('%s is not uploaded', (file, text, sentence) => {
  writeFileSync(join(folder, 'dist/server/.dev.vars'), 'OPERATOR_TOKEN="a secret of this machine"\n');
  writeFileSync(join(folder, 'dist', file), text);
  expect(() => run()).toThrow(sentence);
  expect(uploaded).toEqual([]);
});

test('static files come from the folder of the client alone', () => {
  writeFileSync(join(folder, 'dist/server/wrangler.json'), JSON.stringify({ assets: { directory: '.' } }));
  expect(() => run()).toThrow('only');
  expect(existsSync(join(folder, '.deployed.vars'))).toBe(true);
  expect(uploaded).toEqual([]);
});
