/** Tests of what is served, in Node: whether its HTML is valid, and whether its links lead somewhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/site/**/*.test.ts'],
    globalSetup: 'tests/site/served.ts',
    // One after the other: to follow all links takes a whole processor.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
