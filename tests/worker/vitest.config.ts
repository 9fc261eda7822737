/** Tests of the Worker, in workerd, with the migrations that a deployment gets. */
import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { unstable_readConfig } from 'wrangler';
import { portalPlugin } from '../../site/portal-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const deployed = unstable_readConfig({ config: `${root}/wrangler.toml` });

export default defineConfig({
  root,
  plugins: [
    portalPlugin(`${root}/content`),
    cloudflareTest(async () => ({
      main: `${root}/tests/support/worker.ts`,
      miniflare: {
        compatibilityDate: deployed.compatibility_date,
        compatibilityFlags: deployed.compatibility_flags,
        d1Databases: ['DB'],
        durableObjects: { BROADCASTER: { className: 'Broadcaster', useSQLite: true } },
        ratelimits: {
          WRITES_BY_ADDRESS: { namespace_id: '1', simple: { limit: 1_000_000, period: 60 } },
          SIGN_INS: { namespace_id: '3', simple: { limit: 1_000_000, period: 60 } },
          // for the tests of the refusal itself
          TWO_WRITES: { namespace_id: '2', simple: { limit: 2, period: 60 } },
        },
        bindings: {
          PARTICIPANT_SECRET: 'a secret of the tests, long enough to be one',
          OPERATOR_TOKEN: 'a token of the tests, long enough to be one',
          FIXED_NOW: '2026-11-23T12:00:00+02:00',
          MIGRATIONS: await readD1Migrations(`${root}/db/migrations`),
        },
      },
    })),
  ],
  test: {
    include: ['tests/worker/**/*.test.ts'],
    // One Worker for all files: each test empties the database, and starting a Worker takes longer than most files.
    isolate: false,
    // generous, for machines that do something else besides
    testTimeout: 60_000,
    setupFiles: ['tests/support/setup.ts'],
  },
});
