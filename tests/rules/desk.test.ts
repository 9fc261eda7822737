/** A desk holds all that its official may decide, and nothing else, however much waits. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type DeskFacts, deskOf, type Published } from '../../worker/desk/rules.ts';
import { may, type permissions, roles } from '../../worker/officials/rules.ts';
import { deskParts } from '../../worker/reminders/rules.ts';

const now = Date.parse('2026-11-23T12:00:00+02:00');
const hour = 60 * 60 * 1000;
const department = fc.constantFrom(null, 'gardens', 'roads');
const slugs = ['well-square', 'shade-plan', 'night-buses', 'school-streets'] as const;

const official = fc.record({ id: fc.constantFrom('noa', 'sami'), role: fc.constantFrom(...roles), department });
const waiting = fc.record({
  consultation: fc.constantFrom(...slugs),
  count: fc.integer({ min: 1, max: 9000 }),
  oldest: fc.integer({ min: now - 900 * hour, max: now }),
});
const facts: fc.Arbitrary<DeskFacts> = fc.record({
  comments: fc.array(waiting),
  reports: fc.array(waiting.map((one) => ({ ...one, danger: one.count % 2 }))),
  appeals: fc.array(fc.tuple(waiting, fc.constantFrom(null, 'noa', 'sami')).map(([one, by]) => ({ ...one, by }))),
  questions: fc.array(waiting),
  papers: fc.array(
    fc
      .tuple(waiting, fc.constantFrom('noa', 'sami'))
      .map(([{ consultation, ...one }, by]) => ({ ...one, by, batch: 'a-batch', subject: `consultations/${consultation}` })),
  ),
  mail: fc.constant([{ count: 0, oldest: null }]),
  posted: fc.constant([]),
});
const published: fc.Arbitrary<Published> = fc
  .array(department, { minLength: slugs.length, maxLength: slugs.length })
  .map((departments) => ({
    readsWithin: 24,
    entries: slugs.map((slug, place) => ({
      kind: 'consultation',
      slug,
      schedule: { opens: '2026-11-02T08:00:00+02:00', closes: '2026-12-03T20:00:00+02:00' },
      department: departments[place] ?? undefined,
    })),
    plans: [],
  }));

describe('a desk', () => {
  test.prop([official, published, facts])('holds nothing that the role or the department may not', (who, index, found) => {
    for (const { part } of deskOf(who, index, found, now))
      expect(may(who, part === 'mail' ? 'manage-officials' : deskParts[part])).toBe(true);
  });

  test.prop([official, published, facts])('counts everything of theirs once', (who, index, found) => {
    const departments = new Map(index.entries.map(({ slug, department: of }) => [slug, of ?? null]));
    const theirs = ({ consultation }: { consultation: string }, permission: (typeof permissions)[number]) =>
      may(who, permission, departments.get(consultation) ?? null);
    const sum = (rows: readonly { count: number }[]) => rows.reduce((all, { count }) => all + count, 0);
    const shown = Object.fromEntries(deskOf(who, index, found, now).map((one) => [one.part, one.count]));
    expect(shown.comments ?? 0).toBe(sum(found.comments.filter((row) => theirs(row, 'moderate'))));
    expect(shown.questions ?? 0).toBe(sum(found.questions.filter((row) => theirs(row, 'answer'))));
    expect(shown.appeals ?? 0).toBe(sum(found.appeals.filter((row) => theirs(row, 'moderate') && row.by !== who.id)));
    const papers = found.papers.map((row) => ({ ...row, consultation: row.subject.split('/')[1] ?? '' }));
    expect(shown.papers ?? 0).toBe(sum(papers.filter((row) => theirs(row, 'enter-papers') && row.by !== who.id)));
  });

  test.prop([published, facts])('tells of the one that waits longest, and until when it was promised to be read', (index, found) => {
    const comments = deskOf({ id: 'noa', role: 'admin', department: null }, index, found, now).find(({ part }) => part === 'comments');
    fc.pre(comments !== undefined);
    if (comments?.part !== 'comments') throw new Error('nothing waits');
    const oldest = Math.min(...found.comments.map((row) => row.oldest ?? Infinity));
    expect(comments.oldest).toBe(new Date(oldest).toISOString());
    expect(comments.promisedBy).toBe(new Date(oldest + 24 * hour).toISOString());
    expect(found.comments).toContainEqual(expect.objectContaining({ consultation: comments.on, oldest }));
  });
});
