/** Carries out what was promised: the scheduled job of retention. It can stop anywhere and begin again. */
import { subjectOf } from '../definitions/rules.ts';
import type { Bindings } from '../platform/environment.ts';
import type { PublishedDefinitions } from '../platform/published.ts';
import { isDue, keepingKinds, undoableFor } from './rules.ts';
import { carryOut, forgetSettled, retainedBySubject } from './store.ts';

/** Forgets who sent what of every entry whose time has come, and answers which those were. */
export async function retain(env: Pick<Bindings, 'DB'>, published: PublishedDefinitions, now: number): Promise<string[]> {
  const [{ entries }, done] = await Promise.all([published.index(), retainedBySubject(env.DB)]);
  const carriedOut: string[] = [];
  for (const entry of entries) {
    const kind = keepingKinds.find((candidate) => candidate === entry.kind);
    const subject = kind && subjectOf({ kind, slug: entry.slug });
    if (!subject || done.has(subject) || !isDue(entry, now)) continue;
    const actor = { official: null, role: 'portal', at: now, requestId: crypto.randomUUID() } as const;
    if (await carryOut(env.DB, actor, subject)) carriedOut.push(subject);
  }
  await forgetSettled(env.DB, now - undoableFor);
  return carriedOut;
}
