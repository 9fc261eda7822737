/** What a deployment asks of Cloudflare, each as one command of wrangler. A rehearsal prints the commands instead. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export interface Result {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs wrangler. Tests hand in another. */
export type Wrangler = (parameters: string[], variables?: Record<string, string>) => Result;

export const wrangler: Wrangler = (parameters, variables = {}) => {
  const result = spawnSync(join(root, 'node_modules/.bin/wrangler'), parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    // CI: wrangler asks nothing, for what it would ask was decided here.
    env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', ...variables },
  });
  return { status: result.status ?? 1, stdout: result.stdout ?? '', stderr: result.stderr ?? String(result.error ?? '') };
};

/** The account that a portal is deployed to. */
export interface Account {
  /** Makes sure that somebody is signed in, to one account. */
  signedIn(): void;
  /** The id of the database of this name, which is created where there is none. `known`: the id in wrangler.toml. */
  database(name: string, known: string | null, location: string[]): string;
  /** Names of the secrets that the Worker has. None before its first deployment. */
  secretNames(worker: string): string[];
  migrate(database: string): void;
  /** Uploads what was built, with further secrets, and answers with its addresses. */
  publish(config: string, secrets: Record<string, string>): string[];
}

export function accountThrough(run: Wrangler): Account {
  const must = (parameters: string[], advice: string, variables?: Record<string, string>): string => {
    const { status, stdout, stderr } = run(parameters, variables);
    if (status === 0) return stdout;
    throw new Error(`wrangler ${parameters.join(' ')} failed. ${advice}\n${stderr.trim() || stdout.trim()}`);
  };
  const databases = () =>
    JSON.parse(must(['d1', 'list', '--json'], 'The databases of the account could not be read.')) as { uuid: string; name: string }[];
  return {
    signedIn() {
      const { status, stdout } = run(['whoami', '--json']);
      if (status !== 0) throw new Error('Nobody is signed in to Cloudflare. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN.');
      const { accounts = [] } = JSON.parse(stdout) as { accounts?: { name: string; id: string }[] };
      if (accounts.length > 1 && !process.env.CLOUDFLARE_ACCOUNT_ID) {
        const list = accounts.map(({ name, id }) => `  ${id}  ${name}`).join('\n');
        throw new Error(`There are several accounts. Set CLOUDFLARE_ACCOUNT_ID to one of\n${list}`);
      }
    },
    database(name, known, location) {
      if (known) {
        if (databases().some(({ uuid }) => uuid === known)) return known;
        throw new Error(
          `wrangler.toml names the database ${known}, which this account doesn't have. Sign in to the account that has it, or put the id of zeros back to begin with a new one.`,
        );
      }
      const found = databases().find((database) => database.name === name);
      if (found) return found.uuid;
      must(['d1', 'create', name, ...location], 'The database could not be created.');
      const created = databases().find((database) => database.name === name);
      if (!created) throw new Error(`The database ${name} was created, but is not listed yet. Deploy again in a minute.`);
      return created.uuid;
    },
    secretNames(worker) {
      const { status, stdout, stderr } = run(['secret', 'list', '--name', worker, '--format', 'json']);
      if (status === 0) return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
      // Only this answer means that there are none. After any other one a secret could be overwritten.
      if (/Worker ".*" not found/.test(stderr + stdout)) return [];
      throw new Error(`The secrets of the Worker could not be listed, and none may be replaced.\n${stderr.trim() || stdout.trim()}`);
    },
    migrate(database) {
      must(
        ['d1', 'migrations', 'apply', database, '--remote', '--config', 'wrangler.toml'],
        'The database is as it was before the migration that failed.',
      );
    },
    publish(config, secrets) {
      const folder = mkdtempSync(join(tmpdir(), 'kikar-deploy-'));
      try {
        const parameters = ['deploy', '--config', config];
        if (Object.keys(secrets).length > 0) {
          const file = join(folder, 'secrets.json');
          writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
          parameters.push('--secrets-file', file);
        }
        const report = join(folder, 'report.ndjson');
        const told = must(parameters, 'What was deployed before is still there.', { WRANGLER_OUTPUT_FILE_PATH: report });
        return addressesIn(report) ?? told.match(/https:\/\/[^\s]+\.workers\.dev/g) ?? [];
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** The addresses in wrangler's report, one JSON object a line. */
function addressesIn(report: string): string[] | null {
  try {
    const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
    const deployed = lines.map((line) => JSON.parse(line) as { type: string; targets?: string[] }).find(({ type }) => type === 'deploy');
    return deployed?.targets?.filter((target) => target.startsWith('https://')) ?? null;
  } catch {
    return null;
  }
}

/** Tells what would be asked, in the same order, and asks nothing. */
export function rehearsal(say: (line: string) => void): Account {
  const tell = (...parameters: string[]) => say(`not run: wrangler ${parameters.join(' ')}`);
  return {
    signedIn: () => tell('whoami', '--json'),
    database(name, known, location) {
      tell('d1', 'list', '--json');
      if (!known) tell('d1', 'create', name, ...location, '  (where the account has none of this name)');
      return known ?? '00000000-0000-0000-0000-000000000000';
    },
    secretNames(worker) {
      tell('secret', 'list', '--name', worker, '--format', 'json');
      return [];
    },
    migrate: (database) => tell('d1', 'migrations', 'apply', database, '--remote', '--config', 'wrangler.toml'),
    publish(config, secrets) {
      const names = Object.keys(secrets).join(', ');
      tell('deploy', '--config', config, '--secrets-file', `…  (${names}: those that the Worker has not)`);
      return [];
    },
  };
}
