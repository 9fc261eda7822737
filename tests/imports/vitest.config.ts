/** Tests of the operator's commands, in Node, against a portal that is built and served for them. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['tests/imports/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
