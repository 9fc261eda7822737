/** What changed when: a journalist reads it in order, and learns of nothing before its time. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Published } from '../../worker/changes/contract.ts';
import { changesUntil } from '../../worker/changes/rules.ts';

const subjects = { topics: [], areas: [] };
const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

const published: Published = {
  entries: [
    { kind: 'poll', slug: 'trees', schedule: { opens: at(1), closes: at(9) }, consultation: null, ...subjects, words: {} },
    {
      kind: 'consultation',
      slug: 'shade',
      schedule: { opens: at(2), closes: at(8), answerBy: at(20), answeredAt: at(15) },
      consultation: null,
      ...subjects,
      words: {},
    },
    {
      kind: 'event',
      slug: 'evening',
      schedule: { opens: at(4), closes: at(5), answeredAt: at(7) },
      consultation: null,
      ...subjects,
      words: {},
    },
    {
      kind: 'event',
      slug: 'called-off',
      schedule: { opens: at(4), closes: at(5) },
      cancelled: true,
      consultation: null,
      ...subjects,
      words: {},
    },
  ],
  plans: [
    {
      slug: 'plan',
      adopted: at(16),
      consultations: ['shade'],
      ...subjects,
      words: {},
      commitments: [
        {
          id: 'benches',
          lead: 'gardens',
          from: { polls: [], events: [], comments: [] },
          updates: [{ at: at(30), status: 'done' }],
          words: {},
        },
      ],
    },
  ],
};

describe('what changed', () => {
  test('tells each thing once, the latest first', () => {
    const told = changesUntil(published, Date.parse(at(40))).map(({ what, slug }) => `${what} ${slug}`);
    expect(told).toEqual([
      'updated plan',
      'adopted plan',
      'answered shade',
      'closed trees',
      'closed shade',
      'minutes evening',
      'held evening',
      'opened shade',
      'opened trees',
    ]);
  });

  test('says nothing of a promise: only of what happened', () => {
    expect(changesUntil(published, Date.parse(at(40))).some((change) => change.at === at(20))).toBe(false);
  });

  test.prop([fc.integer({ min: 0, max: 40 })])('tells nothing before its time, and never takes back what it told', (day) => {
    const now = Date.parse(at(day));
    const told = changesUntil(published, now);
    expect(told.every((change) => Date.parse(change.at) <= now)).toBe(true);
    const later = changesUntil(published, Date.parse(at(day + 1)));
    expect(later.slice(later.length - told.length)).toEqual(told);
  });
});
