/**
 * Serves a built portal in workerd itself: static assets, D1, Durable Object, migrations applied. `npm start`, the
 * journeys and the import share it; there is no development proxy in between.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from 'wrangler';
import { freePort } from './ports.ts';

export interface Serving {
  /** The folder that `astro build` wrote. */
  built: string;
  /** Where D1 and the Durable Object keep their files. */
  state: string;
  host: string;
  port: number;
  /** Secrets and variables of the Worker. */
  bindings: Record<string, string>;
}

/** The address of a portal that listens on a host: this machine by its name, for browsers take passkeys for no address of numbers. */
export function addressOf(host: string, port: number): string {
  return `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host}:${port}/`;
}

/** Serves a portal. Port 0: a free one. */
export async function serve(given: Serving) {
  const port = given.port || (await freePort(given.host));
  const url = addressOf(given.host, port);
  // Links in mail begin with it.
  const serving = { ...given, port, bindings: { SITE_URL: url, ...given.bindings } };
  const portal = new Miniflare(optionsFor(serving));
  await portal.ready;
  // Several proxies of miniflare may carry the same types; its database speaks as D1 does.
  const database = async () => (await portal.getD1Database('DB')) as unknown as D1Database;
  await migrate(await database());
  return {
    url,
    database,
    /** Serves what was built meanwhile; the database stays. Fails as a promise while a build is not finished. */
    reload: async () => portal.setOptions(optionsFor(serving)),
    /** Lets the Worker do what it does by itself every few minutes. */
    tick: async () => {
      const worker = await portal.getWorker('kikar');
      await worker.scheduled({ cron: '*/5 * * * *' });
    },
    stop: () => portal.dispose(),
  };
}

function optionsFor({ built, state, host, port, bindings }: Serving) {
  const server = resolve(built, 'server');
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(server, 'wrangler.json'));
  return convertV4MiniflareOptions({
    log: new Log(LogLevel.WARN),
    host,
    port,
    cf: false,
    resourcePersistencePath: resolve(state),
    workers: [
      {
        ...workerOptions,
        name: 'kikar',
        bindings: { ...(workerOptions.bindings as object), ...bindings },
        modulesRoot: server,
        modules: modulesOf(server),
      },
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
}

function modulesOf(server: string) {
  const files = readdirSync(server, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mjs'))
    .map((entry) => join(entry.parentPath, entry.name));
  const entry = join(server, 'entry.mjs');
  return [entry, ...files.filter((file) => file !== entry)].map((path) => ({ type: 'ESModule' as const, path }));
}
const migrations = resolve(import.meta.dirname, '../db/migrations');

/** Applies what is missing, and notes it in the table that wrangler uses too. */
async function migrate(database: D1Database): Promise<void> {
  await database.exec(
    'create table if not exists d1_migrations (id integer primary key autoincrement, name text unique, applied_at timestamp default current_timestamp not null)',
  );
  const { results } = await database.prepare('select name from d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  for (const name of readdirSync(migrations)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (applied.has(name)) continue;
    const statements = unstable_splitSqlQuery(readFileSync(join(migrations, name), 'utf8'));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('insert into d1_migrations (name) values (?)').bind(name),
    ]);
  }
}
