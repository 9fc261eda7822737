/** Builds the sample town and serves it to all files of these tests, on its own day, with generated participation. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { seed } from '../../db/seed.ts';
import { build } from '../../operator/build.ts';
import { serve } from '../../operator/serve.ts';
import { chromiumPath } from '../support/chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the portal is served, with a slash at its end. */
    served: string;
    /** The address that was built into its pages, with a slash at its end. */
    published: string;
    /** The folder of the static files. */
    client: string;
  }
}

// Inside the project: a build resolves its packages from where it stands.
const built = resolve(import.meta.dirname, '../../.built/site');
const published = 'https://talk.example.org';
const now = '2026-11-23T10:00:00+02:00';
const secrets = { PARTICIPANT_SECRET: 'site-'.repeat(8), OPERATOR_TOKEN: 'operator-'.repeat(5) };

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  process.env.FIXED_NOW = now;
  // The build prints the paper forms where there is a browser: here there is to be one.
  process.env.CHROMIUM_PATH = chromiumPath();
  build({ built, url: published });
  const state = mkdtempSync(join(tmpdir(), 'kikar-site-'));
  const portal = await serve({ built, state, host: '127.0.0.1', port: 0, bindings: { ...secrets, FIXED_NOW: now } });
  await seed(await portal.database(), built, secrets.PARTICIPANT_SECRET);
  provide('served', portal.url);
  provide('published', `${published}/`);
  provide('client', join(built, 'client'));
  return async () => {
    await portal.stop();
    rmSync(state, { recursive: true, force: true });
  };
}
