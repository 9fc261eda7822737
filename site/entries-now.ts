/** All entries as they stand at this moment, for pages and islands that are rendered on demand. */
import type { z } from 'astro/zod';
import type { entriesReply } from '../worker/definitions/contract.ts';
import { found } from './found.ts';

export type EntriesNow = z.infer<typeof entriesReply>;

export async function entriesNow({ api }: Pick<App.Locals, 'api'>): Promise<EntriesNow> {
  const answer = await found<EntriesNow>(await api.api.entries.$get());
  if (!answer) throw new Error('the API has no entries');
  return answer;
}
