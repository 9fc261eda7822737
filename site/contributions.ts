/** Everything that a browser has sent, of all features: all of it, or a failure. */
import type { Contributions } from '../worker/comments/contract.ts';
import type { ResponseReceipt } from '../worker/questionnaires/contract.ts';
import { found } from './found.ts';

export async function contributionsOf(api: App.Locals['api']['api']) {
  const [responses, written] = await Promise.all([api.responses.mine.$get(), api.comments.mine.$get()]);
  const votes = await found<{ responses: ResponseReceipt[] }>(responses);
  const words = await found<Contributions>(written);
  if (!votes || !words) throw new Error('the API has no contributions');
  return { ...votes, ...words };
}
