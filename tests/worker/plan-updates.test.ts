/** An official says what has happened to a promise, and everybody reads it at once, everywhere; what was wrong is corrected, never erased. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { changesReply } from '../../worker/changes/contract.ts';
import { entriesReply } from '../../worker/definitions/contract.ts';
import { officePlansReply, type UpdateForm } from '../../worker/plans/contract.ts';
import { statusAt } from '../../worker/plans/rules.ts';
import { refused, shaped } from '../support/answers.ts';
import { aPlan, now } from '../support/definitions.ts';
import { signedIn } from '../support/officials.ts';
import { standing, update, updated } from '../support/plans.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';

const began = { id: 'began', at: '2026-11-10T08:00:00+02:00', status: 'under-way' as const };
const instant = new Date(now).toISOString();
const words = { en: 'All twelve stand.', he: 'כל השנים־עשר במקומם.' };
const done = { status: 'done', words, evidence: '/documents/benches.pdf' } as const;

let portal: Portal;
let gardener: Browser;

beforeEach(async () => {
  const by = '2026-11-20T00:00:00+02:00';
  portal = new Portal(await aPlan({ commitments: { benches: { by, updates: [began] }, kiosk: { lead: 'roads' } } }));
  gardener = await signedIn(portal, 'editor', 'gardens');
});

describe('an update', () => {
  test('moves the commitment and the plan at once, wherever plans are told', async () => {
    expect(await standing(portal.browser())).toMatchObject({ status: 'under-way', late: true });
    await updated(gardener, done);
    const { status, since, late, updates } = await standing(portal.browser());
    expect({ status, since, late }).toEqual({ status: 'done', since: instant, late: false });
    expect(updates.map(({ id, ...one }) => one)).toEqual([
      { ...done, at: instant, postedAt: instant, earlier: [] },
      { at: began.at, status: 'under-way', words: {}, postedAt: null, earlier: [] },
    ]);
    const { plans, at } = await shaped(await portal.browser().get('/api/entries'), 200, entriesReply);
    expect(plans[0]?.commitments.map((one) => statusAt(one, Date.parse(at)))).toEqual(['done', 'planned']);
    const { changes } = await shaped(await portal.browser().get('/api/changes'), 200, changesReply);
    expect(changes[0]).toEqual({ at: instant, slug: 'well-square', kind: 'plan', what: 'updated', commitment: 'benches', status: 'done' });
  });

  test('that tells of an earlier day takes its place in the order of what happened', async () => {
    await updated(gardener, { status: 'planned', at: '2026-11-05T08:00:00+02:00' });
    expect(await standing(portal.browser())).toMatchObject({ status: 'under-way', since: began.at });
  });

  test('is plain text, whatever is in it', async () => {
    const { updates } = await updated(gardener, { words: { en: '<img src=x onerror=alert(1)> \u202Eabc\u202C' } });
    expect(updates[0]?.words).toEqual({ en: '<img src=x onerror=alert(1)> abc' });
  });

  test('needs no note, unless nothing will be done', async () => {
    await updated(gardener, {});
    await refused(await update(gardener, { expecting: 1, status: 'not-doing' }), 400, 'reason-missing');
    const { status } = await updated(gardener, { expecting: 1, status: 'not-doing', words: { en: 'There is no room.' } });
    expect(status).toBe('not-doing');
  });

  test('leaves its record in the audit log, which holds nothing of what it says', async () => {
    await updated(gardener, done);
    const [act] = (await rows('acts')).filter(({ subject }) => subject === 'plans/well-square/benches');
    expect(act?.act).toBe('plans.update');
    expect(JSON.parse(String(act?.before))).toEqual({ status: 'under-way' });
    expect(JSON.parse(String(act?.after))).toMatchObject({ status: 'done', at: instant });
    expect(JSON.stringify(act)).not.toContain('twelve');
  });
});

describe('a correction', () => {
  const posted = async () => (await updated(gardener, done)).updates[0]?.id ?? '';

  test('counts in place of what it corrects, which everybody can still read', async () => {
    const corrects = await posted();
    portal.now = '2026-11-24T09:00:00+02:00';
    const correctedAt = new Date('2026-11-24T09:00:00+02:00').toISOString();
    await updated(gardener, { expecting: 1, corrects, words: { en: 'Eleven of twelve stand.' } });
    const { status, updates } = await standing(portal.browser());
    expect(status).toBe('under-way');
    expect(updates).toHaveLength(2);
    expect(updates[0]?.earlier).toEqual([{ id: corrects, ...done, at: instant, postedAt: instant, correctedAt }]);
    const { changes } = await shaped(await portal.browser().get('/api/changes'), 200, changesReply);
    expect(changes.filter(({ what }) => what === 'updated')).toHaveLength(2);
    expect(changes).not.toContainEqual(expect.objectContaining({ status: 'done' }));
  });

  test('can be corrected itself; all that was said before is read with it, the latest first', async () => {
    const first = await posted();
    const second = (await updated(gardener, { expecting: 1, corrects: first, words: { en: 'Eleven.' } })).updates[0]?.id ?? '';
    const { updates } = await updated(gardener, { expecting: 2, corrects: second, status: 'done', words: { en: 'Twelve after all.' } });
    expect(updates.map(({ earlier }) => earlier.map(({ id }) => id))).toEqual([[second, first], []]);
  });

  test('takes the place of one update of the same commitment, once', async () => {
    const corrects = await posted();
    const publisher = await signedIn(portal, 'publisher');
    await refused(await update(publisher, { corrects }, 'kiosk'), 404, 'not-found');
    await refused(await update(gardener, { expecting: 1, corrects: crypto.randomUUID() }), 404, 'not-found');
    await updated(gardener, { expecting: 1, corrects });
    expect((await update(gardener, { expecting: 2, corrects })).status).toBe(409);
    expect(await rows('plan_updates')).toHaveLength(2);
  });
});

describe('refused is', () => {
  test.each<[string, Partial<UpdateForm>, string]>([
    ['what is still to come', { at: '2026-11-23T12:00:00.001+02:00' }, 'at'],
    ['what was before the plan bound anybody', { at: '2026-11-02T07:59:59+02:00' }, 'at'],
    ['no instant', { at: '2026-11-20' }, 'at'],
    ['a note in a language that the portal is not in', { words: { de: 'Fertig.' } }, 'words.de'],
    ['a note that can’t be read', { words: { en: '\u200B\u2060' } }, 'words.en'],
    ['a note that is too long', { words: { en: 'x'.repeat(601) } }, 'words.en'],
    ['evidence that is no address', { evidence: 'javascript:alert(1)' }, 'evidence'],
    ['evidence on an unsafe way', { evidence: 'http://example.com/a.pdf' }, 'evidence'],
    ['a status that there is not', { status: 'finished' as 'done' }, 'status'],
  ])('%s', async (_, form, path) => {
    const { fields } = await refused(await update(gardener, form), 400, 'invalid');
    expect(fields?.map((field) => field.path)).toEqual([path]);
    expect(await rows('plan_updates')).toEqual([]);
  });

  test('a plan and a commitment that there are not', async () => {
    await refused(await update(gardener, {}, 'fountain'), 404, 'not-found');
    await refused(await update(gardener, {}, 'benches', 'nothing'), 404, 'not-found');
  });

  test('another department, and not who is there for all', async () => {
    await refused(await update(await signedIn(portal, 'editor', 'roads'), {}), 403, 'not-allowed');
    await refused(await update(gardener, {}, 'kiosk'), 403, 'not-allowed');
    expect(await rows('plan_updates')).toEqual([]);
    await updated(await signedIn(portal, 'publisher'), {}, 'kiosk');
  });
});

test('of two officials at once one is told, and sees what the other posted', async () => {
  const publisher = await signedIn(portal, 'publisher');
  const both = await Promise.all([update(gardener, done), update(publisher, { words: { en: 'Nearly.' } })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const error = await refused(both.find(({ status }) => status === 409) as Response, 409, 'changed-meanwhile');
  expect(error.details).toEqual({ posted: 1 });
  expect(await rows('plan_updates')).toHaveLength(1);
  expect((await rows('acts')).filter(({ act }) => act === 'plans.update')).toHaveLength(1);
});

test('the office lists what one answers for: what is late first, then what was silent for ninety days, what is finished last', async () => {
  const quiet = { updates: [{ ...began, at: '2026-08-01T08:00:00+03:00' }] };
  const busy = { updates: [{ ...began, at: '2026-11-01T08:00:00+02:00' }] };
  const late = { by: '2026-11-01T00:00:00+02:00', updates: busy.updates };
  const stands = { updates: [{ ...began, at: '2026-08-01T08:00:00+03:00', status: 'done' as const }] };
  portal.publish(
    await aPlan({
      slug: 'trees',
      adopted: '2026-06-01T08:00:00+03:00',
      commitments: { stands, busy, quiet, late, other: { lead: 'roads' } },
    }),
  );
  portal.publish(await aPlan({ slug: 'next-year', adopted: '2027-01-01T08:00:00+02:00', commitments: { saplings: {} } }));
  await updated(gardener, done);
  const listed = async (official: Browser) => {
    const { plans } = await shaped(await official.get('/api/office/plans'), 200, officePlansReply);
    return plans.map(({ slug, commitments }) => [slug, ...commitments.map(({ id }) => id)]);
  };
  expect(await listed(gardener)).toEqual([
    ['trees', 'late', 'quiet', 'busy', 'stands'],
    ['well-square', 'benches'],
  ]);
  expect(await listed(await signedIn(portal, 'editor', 'roads'))).toEqual([
    ['well-square', 'kiosk'],
    ['trees', 'other'],
  ]);
  const { plans } = await shaped(await gardener.get('/api/office/plans'), 200, officePlansReply);
  const all = plans.flatMap(({ commitments }) => commitments);
  expect(all.map(({ id, late, silent, latest }) => ({ id, late, silent, latest: latest && Date.parse(latest) }))).toEqual([
    { id: 'late', late: true, silent: false, latest: Date.parse('2026-11-01T08:00:00+02:00') },
    { id: 'quiet', late: false, silent: true, latest: Date.parse('2026-08-01T08:00:00+03:00') },
    { id: 'busy', late: false, silent: false, latest: Date.parse('2026-11-01T08:00:00+02:00') },
    { id: 'stands', late: false, silent: false, latest: Date.parse('2026-08-01T08:00:00+03:00') },
    { id: 'benches', late: false, silent: false, latest: Date.parse(now) },
  ]);
});

describe('the database refuses', () => {
  const write = (sql: string) => env.DB.prepare(sql).run();
  const insert = (values: string) => write(`insert into plan_updates select ${values} from plan_updates`);

  test.each([
    ['re-writing an update', () => write("update plan_updates set status = 'planned'"), 'never changed'],
    ['deleting an update', () => write('delete from plan_updates'), 'never deleted'],
    [
      'nothing to be done without a reason',
      () => insert("'x', plan, commitment, 'not-doing', at, posted_at, null, '{}', null"),
      'not_doing_says_why',
    ],
    [
      'what is still to come',
      () => insert("'x', plan, commitment, 'done', posted_at + 1, posted_at, null, '{}', null"),
      'not_in_the_future',
    ],
    [
      'a correction of another commitment',
      () => insert("'x', plan, 'kiosk', status, at, posted_at, null, '{}', id"),
      'of the same commitment',
    ],
    ['a correction of nothing', () => insert("'x', plan, commitment, status, at, posted_at, null, '{}', 'none'"), 'of the same commitment'],
    ['a correction of itself', () => insert("'x', plan, commitment, status, at, posted_at, null, '{}', 'x'"), 'of the same commitment'],
  ])('%s', async (_, act, reason) => {
    await updated(gardener, done);
    const before = await rows('plan_updates');
    await expect(act()).rejects.toThrow(reason);
    expect(await rows('plan_updates')).toEqual(before);
  });

  test('a second correction of one update', async () => {
    const corrects = (await updated(gardener, done)).updates[0]?.id;
    await updated(gardener, { expecting: 1, ...(corrects && { corrects }) });
    await expect(
      write(
        `insert into plan_updates select 'x', plan, commitment, status, at, posted_at, null, '{}', '${corrects}' from plan_updates limit 1`,
      ),
    ).rejects.toThrow('UNIQUE');
  });
});

test('a plan is read as it was published where nothing was posted', async () => {
  expect(await standing(portal.browser(), 'kiosk')).toEqual({
    id: 'kiosk',
    by: null,
    status: 'planned',
    since: null,
    late: false,
    updates: [],
  });
});
