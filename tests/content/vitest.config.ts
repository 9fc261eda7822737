/** Tests of what is written and of how the house is kept, in Node. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['tests/content/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
