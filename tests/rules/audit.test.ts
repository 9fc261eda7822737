/** Nobody changes what is on record unseen: whatever is done to the log of acts, the chain shows it. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { StoredAct } from '../../worker/audit/contract.ts';
import { beginning, follow, hashOf, holds } from '../../worker/audit/rules.ts';

type Told = Omit<StoredAct, 'place' | 'previous' | 'hash'>;

const told: fc.Arbitrary<Told> = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 0, max: 2 ** 45 }),
  official: fc.option(fc.uuid()),
  role: fc.constantFrom('admin', 'moderator', 'operator'),
  act: fc.constantFrom('moderation.hide', 'officials.change', 'replies.post'),
  subject: fc.string(),
  before: fc.json(),
  after: fc.json(),
  requestId: fc.uuid(),
});

async function chained(acts: readonly Told[], from = beginning): Promise<StoredAct[]> {
  const rows: StoredAct[] = [];
  for (const act of acts) {
    const { place, hash } = rows.at(-1) ?? from;
    const row = { ...act, place: place + 1, previous: hash };
    rows.push({ ...row, hash: await hashOf(row) });
  }
  return rows;
}

const log = fc.array(told, { minLength: 1, maxLength: 12 });
const broken = async (rows: readonly StoredAct[]) => (await follow(beginning, rows)).broken;

describe('a log of acts', () => {
  test.prop([log])('is whole as it was written, at once or page by page', async (acts) => {
    const rows = await chained(acts);
    const last = rows.at(-1);
    const whole = { head: { place: rows.length, hash: last?.hash }, broken: null };
    expect(await follow(beginning, rows)).toEqual(whole);
    const { head } = await follow(beginning, rows.slice(0, 5));
    expect(await follow(head, rows.slice(5))).toEqual(whole);
  });

  const fields = ['id', 'at', 'official', 'role', 'act', 'subject', 'before', 'after', 'requestId', 'previous', 'hash'] as const;

  test.prop([log, fc.nat(), fc.constantFrom(...fields), fc.string({ minLength: 1 })])(
    'shows the act of which anything was changed',
    async (acts, which, field, other) => {
      const rows = await chained(acts);
      const place = which % rows.length;
      const was = rows[place] as StoredAct;
      rows[place] = { ...was, [field]: typeof was[field] === 'number' ? was[field] + 1 : `${was[field] ?? ''}${other}` };
      expect(await broken(rows)).toEqual({ place: place + 1, how: 'changed' });
    },
  );

  test.prop([log, fc.nat(), fc.nat()])('shows an act that was changed and hashed anew', async (acts, which, minute) => {
    const rows = await chained([...acts, ...acts]);
    const place = which % acts.length;
    const changed = { ...(rows[place] as StoredAct), at: -1 - minute };
    rows[place] = { ...changed, hash: await hashOf(changed) };
    expect(await broken(rows)).toEqual({ place: place + 2, how: 'unlinked' });
  });

  test.prop([log, fc.nat()])('shows that an act was taken out', async (acts, which) => {
    const rows = await chained([...acts, ...acts]);
    const place = which % acts.length;
    rows.splice(place, 1);
    expect(await broken(rows)).toEqual({ place: place + 1, how: 'missing' });
  });

  test.prop([log, fc.nat()])('shows that an act was taken out and the others moved up', async (acts, which) => {
    const rows = await chained([...acts, ...acts]);
    const taken = which % acts.length;
    rows.splice(taken, 1);
    const moved = rows.map((row, index) => ({ ...row, place: index + 1 }));
    expect(await broken(moved)).toEqual({ place: taken + 1, how: 'changed' });
  });

  test.prop([log, fc.nat(), fc.nat()])('shows that two acts changed places', async (acts, one, other) => {
    const rows = await chained([...acts, ...acts]);
    const first = one % acts.length;
    const second = first + 1 + (other % acts.length);
    const [earlier, later] = [rows[first] as StoredAct, rows[second] as StoredAct];
    rows[first] = later;
    rows[second] = earlier;
    expect(await broken(rows)).toEqual({ place: second + 1, how: 'out-of-order' });
    // or what they say was exchanged, where they stand
    rows[first] = { ...later, place: earlier.place };
    rows[second] = { ...earlier, place: later.place };
    expect(await broken(rows)).toEqual({ place: first + 1, how: 'changed' });
  });

  test.prop([log, fc.nat()])('that lost its end, or was written anew, no longer holds the head that was noted', async (acts, which) => {
    const rows = await chained([...acts, ...acts]);
    const { place, hash } = rows.at(-1) as StoredAct;
    expect(holds(rows, { hash, place })).toBe(true);
    expect(holds(rows, { hash, place: null })).toBe(true);
    expect(holds(rows, { hash, place: place - 1 })).toBe(false);
    expect(holds(rows.slice(0, -1), { hash, place: null })).toBe(false);
    const changed = which % acts.length;
    const anew = await chained([...acts, ...acts].map((act, index) => (index === changed ? { ...act, at: -1 } : act)));
    expect(await broken(anew)).toBeNull();
    expect(holds(anew, { hash, place: null })).toBe(false);
  });
});
