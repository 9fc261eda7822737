/** Whoever reads the audit log reads words: every act that is written there has them. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The acts in words, as `site/i18n/acts.ts` lists them. */
const inWords = [...read('site/i18n/acts.ts').matchAll(/^ {2}'([a-z]+\.[a-z-]+)': m\./gm)].map(([, act]) => act);

test('every act that the portal writes into its log has words', () => {
  const parts = 'moderation|replies|plans|papers|holds|erasures|retention|officials|sessions|passkeys|mail';
  const written = globSync('worker/**/*.ts', { cwd: root }).flatMap((file) => [
    ...read(file).matchAll(new RegExp(`'((?:${parts})\\.[a-z-]+)'`, 'g')),
  ]);
  const names = [...new Set(written.map(([, act]) => act))];
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((act) => act && !inWords.includes(act))).toEqual([]);
});
