/** Who follows a commitment of the sample town back to the comments behind it finds them: their ids are what the seed makes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../db/seed.ts';
import { checkContent } from '../../operator/check-content.ts';
import { parsed } from '../../operator/content/entries.ts';
import { consultationFacts } from '../../worker/comments/contract.ts';
import { planFacts } from '../../worker/plans/contract.ts';

const { entries } = checkContent(resolve(import.meta.dirname, '../../content'));
const built = mkdtempSync(join(tmpdir(), 'kikar-sample-'));
/** The consultation of each comment that the seed writes, by the comment's id. */
const written = new Map<string, string>();

/** A database that only listens. */
const listening = {
  prepare: (sql: string) => ({
    first: async () => null,
    bind: (json: string, consultation: string) => {
      if (!/insert into comments/.test(sql)) return;
      for (const { id } of JSON.parse(json) as { id: string }[]) written.set(id, consultation);
    },
  }),
  batch: async () => [],
} as unknown as D1Database;

beforeAll(async () => {
  const folder = join(built, 'client/data/consultations');
  mkdirSync(folder, { recursive: true });
  for (const { kind, slug, facts } of entries) {
    const rules = kind.folder === 'consultations' && parsed(consultationFacts, facts);
    if (rules) writeFileSync(join(folder, `${slug}.json`), JSON.stringify({ rules, words: {}, versions: { rules: '', words: '' } }));
  }
  await seed(listening, built, 'any secret');
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const origins = entries
  .filter(({ kind }) => kind.folder === 'plans')
  .flatMap(({ slug, facts }) => (parsed(planFacts, facts)?.commitments ?? []).map((commitment) => ({ slug, ...commitment })))
  .filter(({ from }) => from.comments.length > 0);

test.each(origins)('$slug: the comments behind $id are there, in the consultation that it comes from', ({ from }) => {
  for (const comment of from.comments)
    expect({ comment, consultation: written.get(comment) }).toEqual({ comment, consultation: from.consultation });
});

test('there are such commitments', () => {
  expect(origins.length).toBeGreaterThan(3);
});
