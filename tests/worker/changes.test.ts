/** What changed is told when it has happened, and in the one shape that its contract says. */
import { expect, test } from 'vitest';
import { changesReply } from '../../worker/changes/contract.ts';
import { shaped } from '../support/answers.ts';
import { aConsultation, aPlan, aPoll, closes, opens } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';

test('the feed grows by itself as instants pass, without anything being published anew', async () => {
  const benches = { updates: [{ id: 'began', at: '2026-11-20T08:00:00+02:00', status: 'under-way' as const }] };
  const portal = new Portal(await aConsultation(), await aPoll(), await aPlan({ commitments: { benches } }));
  const told = async (instant: string) => {
    portal.now = instant;
    const { changes } = await shaped(await portal.browser().get('/api/changes'), 200, changesReply);
    return changes.map((change) => `${change.kind} ${change.slug} ${change.what === 'updated' ? change.status : change.what}`);
  };
  expect(await told('2026-10-01T08:00:00+03:00')).toEqual([]);
  const opened = await told(opens);
  expect(new Set(opened)).toEqual(new Set(['consultation well-square opened', 'poll first-trees opened', 'plan well-square adopted']));
  expect(await told('2026-11-23T12:00:00+02:00')).toEqual(['plan well-square under-way', ...opened]);
  expect((await told(closes)).slice(0, 2).sort()).toEqual(['consultation well-square closed', 'poll first-trees closed']);
});
