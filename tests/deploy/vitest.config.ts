/** Tests of the deployment, in Node: with an account that is played, and with what was really built. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['tests/deploy/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
