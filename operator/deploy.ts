/**
 * `npm run deploy`: puts the portal on Cloudflare, the first time and every time after. It creates the database where there is
 * none, applies migrations, sets the secrets that are missing and never replaces one.
 *
 * --url URL          the public address, https://…; unless told, SITE_URL, the one of the last time, or Cloudflare's own
 * --dry-run          prints each command, builds, and lets wrangler check what was built; needs no account
 * --jurisdiction J   eu: where the database stays, when it is created
 * --built DIR        the result of the build: dist unless told
 * --no-build         deploy what is built already
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { build } from './build.ts';
import { type Account, accountThrough, rehearsal, type Wrangler, wrangler } from './wrangler-commands.ts';

const root = resolve(import.meta.dirname, '..');
const none = '00000000-0000-0000-0000-000000000000';

export interface Deployment {
  /** The configuration that an operator edits: the id of the database is written into it. */
  configuration: string;
  /** Where generated secrets stay on this machine. */
  secretsFile: string;
  built: string;
  url: string | undefined;
  location: string[];
  dryRun: boolean;
  build: (url: string) => void;
  say: (line: string) => void;
}

/** Deploys through an account. Throws, in a sentence, before anything is uploaded that must not be. */
export function deploy(deployment: Deployment, account: Account, run: Wrangler): void {
  const { configuration, secretsFile, built, dryRun, say } = deployment;
  const { worker, database, databaseId } = readConfiguration(configuration);
  const kept = existsSync(secretsFile) ? parseEnv(readFileSync(secretsFile, 'utf8')) : {};

  account.signedIn();
  const id = account.database(database, databaseId, deployment.location);
  if (id !== (databaseId ?? none)) {
    writeFileSync(configuration, readFileSync(configuration, 'utf8').replace(/^(database_id\s*=\s*)".*"/m, `$1"${id}"`));
    say(`The database is ${id}: wrangler.toml says so now. Commit it.`);
  }

  // What the Worker has can't be read back, and is never replaced.
  const present = account.secretNames(worker);
  const missing = Object.fromEntries(
    ['PARTICIPANT_SECRET', 'OPERATOR_TOKEN']
      .filter((name) => !present.includes(name))
      .map((name) => [name, kept[name] ?? process.env[name] ?? randomBytes(32).toString('hex')]),
  );
  const ASTRO_KEY = kept.ASTRO_KEY ?? process.env.ASTRO_KEY ?? randomBytes(32).toString('base64');
  // Kept before they are used: a deployment that breaks off must find them again.
  if (!dryRun) keep(secretsFile, { ...missing, ASTRO_KEY });
  process.env.ASTRO_KEY = ASTRO_KEY;

  const url = deployment.url ?? kept.SITE_URL ?? `https://${worker}.workers.dev`;
  say(`run:     build for ${url}`);
  deployment.build(url);
  refuseSecretsIn(built, { ...missing, ...kept }, run, say);
  account.migrate(database);
  const config = relative(root, join(built, 'server/wrangler.json'));
  const addresses = account.publish(config, missing);
  const [address] = addresses;
  if (dryRun) {
    say('Nothing was deployed: this was a rehearsal.');
    return;
  }
  if (!deployment.url && address && address !== url) {
    say(`Cloudflare gave the address ${address}: building once more, for links in pages name it.`);
    deployment.build(address);
    account.publish(config, {});
  }
  const final = deployment.url ?? address ?? url;
  keep(secretsFile, { SITE_URL: final });
  say(`\nThe portal is at ${final}`);
  if (!addresses.includes(final) && !final.endsWith('.workers.dev')) {
    const host = new URL(final).host;
    say(
      `So that it is reached there, add at the top of wrangler.toml: routes = [{ pattern = "${host}", custom_domain = true }]. It answers at ${address}.`,
    );
  }
  const file = relative(root, secretsFile);
  say(
    'OPERATOR_TOKEN' in missing || kept.OPERATOR_TOKEN
      ? `The operator's token is in ${file}. Keep that file safe: nobody can read its PARTICIPANT_SECRET back from Cloudflare.`
      : "The operator's token was set before, and is where it was kept then.",
  );
}

/** Adds to the file of what a deployment must find again, on this machine. */
function keep(file: string, values: Record<string, string>): void {
  const known = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const lines = Object.entries({ ...known, ...values }).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readConfiguration(file: string): { worker: string; database: string; databaseId: string | null } {
  const text = readFileSync(file, 'utf8');
  const value = (name: string): string => {
    const found = text.match(new RegExp(`^${name}\\s*=\\s*"(.*)"`, 'm'))?.[1];
    if (!found) throw new Error(`wrangler.toml: \`${name}\` is missing; write it between quotes.`);
    return found;
  };
  const databaseId = value('database_id');
  return { worker: value('name'), database: value('database_name'), databaseId: databaseId === none ? null : databaseId };
}

/** Lets wrangler bundle what would be uploaded, and looks for secrets in it: a build copies .dev.vars beside the Worker. */
function refuseSecretsIn(built: string, secrets: NodeJS.Dict<string>, run: Wrangler, say: (line: string) => void): void {
  const bundle = mkdtempSync(join(tmpdir(), 'kikar-bundle-'));
  try {
    const config = join(built, 'server/wrangler.json');
    say(`run:     wrangler deploy --dry-run --config ${relative(root, config)}`);
    const { status, stdout, stderr } = run(['deploy', '--dry-run', '--config', config, '--outdir', bundle]);
    if (status !== 0) throw new Error(`wrangler refuses what was built.\n${stderr.trim() || stdout.trim()}`);
    say(stdout.match(/^Total Upload: .*$/m)?.[0] ?? '');

    const { assets } = JSON.parse(readFileSync(config, 'utf8')) as { assets?: { directory?: string } };
    const client = resolve(built, 'server', assets?.directory ?? '');
    if (client !== resolve(built, 'client'))
      throw new Error(`Static files would be taken from ${client}: only ${built}/client may be public.`);
    const local = join(built, 'server/.dev.vars');
    const named = [secrets, existsSync(local) ? parseEnv(readFileSync(local, 'utf8')) : {}].flatMap((values) => Object.entries(values));
    // ASTRO_KEY is part of the Worker by design, and the address is public.
    const values = named.flatMap(([name, value]) =>
      value && value.length >= 16 && name !== 'ASTRO_KEY' && name !== 'SITE_URL' ? [value] : [],
    );
    for (const file of [...filesIn(client), ...filesIn(bundle)]) {
      if (/(^|\/)\.(dev\.vars|env|deployed\.vars)/.test(file))
        throw new Error(`${file} would be uploaded, and it holds secrets. Delete it and build again.`);
      const text = readFileSync(file, 'latin1');
      if (values.some((value) => text.includes(value))) throw new Error(`${file} would be uploaded, and there is a secret in it.`);
    }
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function main(): void {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      jurisdiction: { type: 'string' },
      built: { type: 'string', default: join(root, 'dist') },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const url = values.url ?? process.env.SITE_URL;
  if (url && !/^https:\/\/[^/]+$/.test(url))
    throw new Error(`--url ${url}: write an address as https://participate.example.org, without a path.`);
  const built = resolve(values.built);
  const dryRun = values['dry-run'];
  deploy(
    {
      configuration: join(root, 'wrangler.toml'),
      secretsFile: join(root, '.deployed.vars'),
      built,
      url,
      location: values.jurisdiction ? ['--jurisdiction', values.jurisdiction] : [],
      dryRun,
      build: (address) => (values['no-build'] ? undefined : build({ built, url: address })),
      say: console.log,
    },
    dryRun ? rehearsal(console.log) : accountThrough(wrangler),
    wrangler,
  );
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
