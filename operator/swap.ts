/** Builds beside the portal that is served, and puts the result in its place at once: no page is missing meanwhile. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from './build.ts';
import { Failure } from './command.ts';

const root = resolve(import.meta.dirname, '..');
/** One rebuild at a time: builds share the compiled messages and Astro's cache. */
const lock = join(root, '.astro', 'rebuilding');
/** Where the last build says what `wrangler deploy` would send. It has to go on meaning the folder that is served. */
const deployment = join(root, '.wrangler', 'deploy', 'config.json');

/**
 * Builds `content` into `built`, whatever serves from it now. The folder that is replaced stays until the next rebuild,
 * for the running portal reads from it until it has taken up the new one.
 */
export async function rebuild(content: string, built: string): Promise<void> {
  await locked(() => {
    const next = join(built, '.next');
    rmSync(next, { recursive: true, force: true });
    const meant = existsSync(deployment) ? readFileSync(deployment) : null;
    try {
      build({ content, built: next });
    } finally {
      if (meant) writeFileSync(deployment, meant);
    }
    swap(next, built);
  });
}

/** The Worker first: what is served is taken up anew when the published index changes, which lies among the assets. */
function swap(next: string, built: string): void {
  const former = join(built, '.former');
  rmSync(former, { recursive: true, force: true });
  mkdirSync(former);
  for (const part of ['server', 'client']) {
    if (existsSync(join(built, part))) renameSync(join(built, part), join(former, part));
    renameSync(join(next, part), join(built, part));
  }
  rmSync(next, { recursive: true, force: true });
}

/** Waits for another rebuild to end. The lock of a process that is gone counts for nothing. */
async function locked(work: () => void): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true });
  const deadline = Date.now() + 5 * 60_000;
  while (!taken()) {
    if (Date.now() > deadline) throw new Failure(`Another build holds ${lock}.`);
    await pause(500);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
