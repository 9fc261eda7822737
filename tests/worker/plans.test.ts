/** Everybody reads the same of a plan: what was promised until when, where it stands, what is late; derived, never typed. */
import { expect, test } from 'vitest';
import { entriesReply } from '../../worker/definitions/contract.ts';
import { versionsOf } from '../../worker/definitions/rules.ts';
import { progressReply } from '../../worker/plans/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { aConsultation, aPlan, aPoll } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';

const asked = '/api/plans/well-square/progress';
const benches = {
  by: '2026-09-01T00:00:00+03:00',
  updates: [
    { id: 'began', at: '2026-07-05T08:00:00+03:00', status: 'under-way' as const },
    { id: 'stand', at: '2026-08-27T12:00:00+03:00', status: 'done' as const, evidence: '/documents/benches.pdf' },
  ],
};
const lamps = { by: '2026-09-01T00:00:00+03:00', updates: [{ ...benches.updates[0], id: 'cables', status: 'under-way' as const }] };
const kiosk = { by: '2027-07-01T00:00:00+03:00' };
const fountain = { updates: [{ id: 'refused', at: '2026-06-18T10:00:00+03:00', status: 'not-doing' as const }] };
const well = () => aPlan({ commitments: { benches, lamps: lamps as typeof benches, kiosk, fountain } });

/** An update that was published with the plan, as everybody reads it: these have no notes. */
const asPublished = (update: object) => ({ ...update, words: {}, postedAt: null, earlier: [] });

async function at(instant: string) {
  const portal = new Portal(await well());
  portal.now = instant;
  return shaped(await portal.browser().get(asked), 200, progressReply);
}

test('each commitment stands where its latest update says, in the order of the plan, with what happened so far', async () => {
  const { plan, progress, commitments, at: now } = await at('2026-11-23T12:00:00+02:00');
  expect({ plan, now: Date.parse(now) }).toEqual({ plan: 'well-square', now: Date.parse('2026-11-23T12:00:00+02:00') });
  expect(progress).toEqual({ planned: 1, 'under-way': 1, done: 1, 'not-doing': 1, all: 4, late: 1 });
  expect(commitments.map(({ id, status, since, late, by }) => ({ id, status, since, late, by }))).toEqual([
    { id: 'benches', status: 'done', since: benches.updates[1]?.at, late: false, by: benches.by },
    { id: 'lamps', status: 'under-way', since: benches.updates[0]?.at, late: true, by: benches.by },
    { id: 'kiosk', status: 'planned', since: null, late: false, by: kiosk.by },
    { id: 'fountain', status: 'not-doing', since: fountain.updates[0]?.at, late: false, by: null },
  ]);
  expect(commitments[0]?.updates).toEqual([...benches.updates].reverse().map(asPublished));
});

test('the note of an update comes with it, in each language that it has one in', async () => {
  const plan = await well();
  plan.words.en.commitments.benches = {
    said: 'More benches.',
    answer: 'There will be.',
    themes: [],
    updates: { stand: 'All twelve stand.' },
  };
  const portal = new Portal({ ...plan, versions: await versionsOf(plan) });
  const { commitments } = await shaped(await portal.browser().get(asked), 200, progressReply);
  expect(commitments[0]?.updates.map(({ words }) => words)).toEqual([{ en: 'All twelve stand.' }, {}]);
});

test('what is dated for later is not told before', async () => {
  const { progress, commitments } = await at('2026-08-27T11:59:59+03:00');
  expect(progress).toMatchObject({ done: 0, 'under-way': 2, late: 0 });
  expect(commitments[0]?.updates).toEqual(benches.updates.slice(0, 1).map(asPublished));
});

test('the answer may be kept for seconds, and is the same for who has acted here and who has not', async () => {
  const poll = await aPoll();
  const portal = new Portal(await well(), poll);
  const browser = portal.browser();
  const before = await browser.get(asked);
  expect(before.headers.get('cache-control')).toBe('public, max-age=5');
  const vote = { body: { answers: [{ question: 'tree', option: 'oak' }] } };
  await browser.send('POST', `/api/polls/${poll.slug}/responses`, vote);
  const after = await browser.get(asked);
  expect(after.headers.get('set-cookie')).toBeNull();
  expect(await after.json()).toMatchObject({ progress: ((await before.json()) as { progress: object }).progress });
});

test('a plan that there is not is refused in the one envelope, and so is no name', async () => {
  const browser = new Portal(await well()).browser();
  await refused(await browser.get('/api/plans/nothing/progress'), 404, 'not-found');
  await refused(await browser.get('/api/plans/No%20Name/progress'), 400, 'invalid');
});

test('the list of all that is published has the plans, with what each commitment comes from', async () => {
  const comment = crypto.randomUUID();
  const from = { consultation: 'well-square', polls: [], events: [], comments: [comment] };
  const portal = new Portal(await aConsultation(), await aPlan({ commitments: { benches: { from }, lamps: {} } }));
  const { plans } = await shaped(await portal.browser().get('/api/entries'), 200, entriesReply);
  expect(plans.map(({ slug, consultations }) => ({ slug, consultations }))).toEqual([
    { slug: 'well-square', consultations: ['well-square'] },
  ]);
  expect(plans[0]?.commitments[0]?.from).toEqual(from);
});
