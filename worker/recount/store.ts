/** Counts everything again, in one transaction: acts that arrive meanwhile make no difference. */
import { type Difference, type Recount, recounted, recounts } from '../../db/recount.ts';
import type { RecountReply } from './contract.ts';

export async function recount(d1: D1Database): Promise<Omit<RecountReply, 'at'>> {
  const names = Object.keys(recounts) as Recount[];
  const [totals, ...results] = await d1.batch([d1.prepare(recounted), ...names.map((name) => d1.prepare(recounts[name]))]);
  const differences = names.flatMap((count, place) =>
    ((results[place]?.results ?? []) as Difference[]).map(({ subject, kept, recounted }) => ({ count, subject, off: recounted - kept })),
  );
  return { recounted: totals?.results[0] as RecountReply['recounted'], differences };
}
