/** A list shows every comment once, in the order that it promises, however long it is. */

import { env } from 'cloudflare:workers';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Sorting } from '../../worker/comments/contract.ts';
import { agreed, divided } from '../../worker/comments/rules.ts';
import { allPages, pageFor, reacted, said, threadFor } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';

interface Stored {
  agrees: number;
  disagrees: number;
  passes: number;
  submittedAt: number;
  language: string;
}

/** Writes comments as they would be after so many reactions. */
async function store(consultation: string, comments: readonly Stored[]): Promise<(Stored & { id: string })[]> {
  const stored = comments.map((comment) => ({ ...comment, id: crypto.randomUUID() }));
  await env.DB.prepare(
    `insert into comments (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at, agrees, disagrees, passes)
     select value ->> 'id', ?, value ->> 'id', '1', 'web', 'open', value ->> 'language', 'x', value ->> 'id', 'published', value ->> 'submittedAt',
       value ->> 'agrees', value ->> 'disagrees', value ->> 'passes' from json_each(?)`,
  )
    .bind(consultation, JSON.stringify(stored))
    .run();
  return stored;
}

// Few different values, so that many comments are equal in every order.
const count = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 5000 }));
const comment = fc.record({
  agrees: count,
  disagrees: count,
  passes: count,
  submittedAt: fc.integer({ min: 1_795_000_000_000, max: 1_795_000_000_004 }),
  language: fc.constantFrom('en', 'he', 'ar'),
});

const values = { newest: (stored: Stored) => stored.submittedAt, agreed, divided } satisfies Record<Sorting, (stored: Stored) => number>;

test.prop(
  [fc.array(comment, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...(['newest', 'agreed', 'divided'] as const))],
  {
    numRuns: 20,
  },
)('pages neither skip nor repeat a comment, and are in the order of the rule', async (comments, limit, sort) => {
  const slug = `list-${crypto.randomUUID()}`;
  const portal = new Portal(await aConsultation({ slug }));
  const stored = await store(slug, comments);
  const inOrder = (all: typeof stored) =>
    [...all].sort((one, other) => values[sort](other) - values[sort](one) || (one.id < other.id ? 1 : -1)).map(({ id }) => id);
  const pages = (query: string) => allPages(portal.browser(), `sort=${sort}&limit=${limit}${query}`, slug);
  expect((await pages('')).map(({ id }) => id)).toEqual(inOrder(stored));
  expect((await pages('&language=he')).map(({ id }) => id)).toEqual(inOrder(stored.filter(({ language }) => language === 'he')));
});

test.prop([fc.array(comment, { minLength: 1, maxLength: 20 })], { numRuns: 20 })(
  'the database orders by the very values of the rules',
  async (comments) => {
    const slug = `order-${crypto.randomUUID()}`;
    const stored = await store(slug, comments);
    const kept = new Map((await rows('comments')).map((row) => [row.id, row]));
    for (const one of stored) expect(kept.get(one.id)).toMatchObject({ agreed: agreed(one), divided: divided(one) });
  },
);

test('a comment that arrives while somebody reads on makes them neither skip nor repeat one', async () => {
  const portal = new Portal(await aConsultation());
  const before = await store(
    'well-square',
    Array.from({ length: 6 }, (_, index) => ({ agrees: 0, disagrees: 0, passes: 0, submittedAt: index, language: 'en' })),
  );
  const first = await pageFor(portal.browser(), '?limit=3');
  await said(portal.browser(), 'Just arrived.');
  const second = await pageFor(portal.browser(), `?limit=3&after=${first.next}`);
  expect([...first.comments, ...second.comments].map(({ id }) => id)).toEqual(before.reverse().map(({ id }) => id));
  expect(second.next).toBeNull();
});

test('the last page says that it is the last, also when it is full', async () => {
  const portal = new Portal(await aConsultation());
  for (const body of ['One.', 'Two.']) await said(portal.browser(), body);
  expect((await pageFor(portal.browser(), '?limit=2')).next).toBeNull();
  expect((await pageFor(portal.browser(), '?limit=1')).next).not.toBeNull();
  expect((await pageFor(portal.browser())).comments.map(({ body }) => body)).toEqual(['Two.', 'One.']);
});

test('a long thread is read by pages, oldest first, and neither skips nor repeats a reply', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  const replies: string[] = [];
  for (let index = 0; index < 52; index += 1) replies.push((await said(portal.browser(), `Reply ${index}.`, { replyTo: id })).id);
  const first = await threadFor(portal.browser(), id);
  const second = await threadFor(portal.browser(), id, `?after=${first.next}`);
  expect([first.replies.length, second.next]).toEqual([50, null]);
  expect([...first.replies, ...second.replies].map((reply) => reply.id)).toEqual(replies);
});

test('languages are told with their numbers, the most used first; replies and all states but published do not list', async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses' }));
  await said(portal.browser(), 'צל', { language: 'he' });
  const { id } = await said(portal.browser(), 'ظل', { language: 'ar' });
  await said(portal.browser(), 'المزيد', { language: 'ar', replyTo: id });
  await said(portal.browser(), 'Elsewhere', { on: 'night-buses' });
  const page = await pageFor(portal.browser());
  expect(page.languages).toEqual([
    { language: 'ar', comments: 2 },
    { language: 'he', comments: 1 },
  ]);
  expect(page.comments).toHaveLength(2);
  expect((await pageFor(portal.browser(), '?language=he')).comments).toMatchObject([{ body: 'צל' }]);
  expect(await pageFor(portal.browser(), '?language=fr')).toMatchObject({ comments: [], next: null });
});

test('the totals are of people: who commented and reacted, much or little, is one', async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses' }));
  const busy = portal.browser();
  const one = await said(busy, 'One.');
  const two = await said(busy, 'Two.');
  await reacted(busy, one.id, 'agree');
  for (const { id } of [one, two]) await reacted(portal.browser(), id, 'pass');
  await said(busy, 'Elsewhere.', { on: 'night-buses' });
  expect((await pageFor(portal.browser())).totals).toEqual({ people: 3, comments: 2 });
});
