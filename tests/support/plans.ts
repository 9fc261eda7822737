/** Updates on commitments, as officials post them. */
import { type PlanProgress, progressReply, type UpdateForm } from '../../worker/plans/contract.ts';
import { shaped } from './answers.ts';
import { now } from './definitions.ts';
import type { Browser } from './portal.ts';

/** Posts an update on a commitment of the plan `well-square`, and gives back whatever is answered. */
export function update(official: Browser, form: Partial<UpdateForm>, commitment = 'benches', plan = 'well-square'): Promise<Response> {
  return official.send('POST', `/api/office/plans/${plan}/commitments/${commitment}/updates`, {
    body: { expecting: 0, status: 'under-way', at: now, ...form },
  });
}

/** Posts an update, and expects that it was taken. */
export async function updated(official: Browser, form: Partial<UpdateForm>, commitment = 'benches'): Promise<Commitment> {
  return commitmentIn(await shaped(await update(official, form, commitment), 201, progressReply), commitment);
}

type Commitment = PlanProgress['commitments'][number];

function commitmentIn({ commitments }: PlanProgress, id: string): Commitment {
  const found = commitments.find((one) => one.id === id);
  if (!found) throw new Error(`the plan has no ${id}`);
  return found;
}

/** Where a commitment stands, as everybody reads it. */
export async function standing(browser: Browser, commitment = 'benches'): Promise<Commitment> {
  return commitmentIn(await shaped(await browser.get('/api/plans/well-square/progress'), 200, progressReply), commitment);
}
