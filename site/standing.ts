/** Where commitments stand, as the API tells it: for islands and pages that are rendered on demand. */
import type { PlanProgress } from '../worker/plans/contract.ts';
import { found } from './found.ts';

/** Where one commitment stands, and what has happened so far. */
export type Standing = PlanProgress['commitments'][number];

/** What a plan has come to, or null where the site publishes none of this name. */
export async function progressOf(api: App.Locals['api']['api'], slug: string): Promise<PlanProgress | null> {
  return found<PlanProgress>(await api.plans[':slug'].progress.$get({ param: { slug } }));
}
