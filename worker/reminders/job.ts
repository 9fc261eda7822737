/** Reminds officials by letter: of an answer that is late, at once; of all that waits, every morning. */

import { may } from '../officials/rules.ts';
import type { PublishedDefinitions } from '../platform/published.ts';
import { digestDay, lateAnswers } from './rules.ts';
import { activeOfficials, countsOf, isTold, tellOnce } from './store.ts';

/** Tells those who may answer an entry that its promised answer is late: once for each promise. */
export async function remindOfLateAnswers(d1: D1Database, published: PublishedDefinitions, now: number): Promise<void> {
  const late = lateAnswers((await published.index()).entries, now);
  if (late.length === 0) return;
  const all = await activeOfficials(d1);
  for (const { kind, slug, department, schedule } of late) {
    // a date that was moved is another promise
    const key = `late-answer/${kind}/${slug}/${schedule.answerBy}`;
    const concerned = all.filter((official) => may(official, 'answer', department ?? null));
    // told when there is somebody to tell
    if (concerned.length === 0 || (await isTold(d1, key))) continue;
    const letter = { kind: 'late-answer', entry: { kind, slug } } as const;
    await tellOnce(
      d1,
      key,
      concerned.map(({ id }) => ({ official: id, letter })),
      now,
    );
  }
}

/** Tells every official in the morning what needs an answer, where something does: once a day. */
export async function remindOfTheDay(d1: D1Database, published: PublishedDefinitions, now: number): Promise<void> {
  const index = await published.index();
  const day = digestDay(now, index.timeZone);
  const key = `digest/${day}`;
  if (day === null || (await isTold(d1, key))) return;
  const counts = await countsOf(d1, await activeOfficials(d1), index, now);
  const letters = [...counts].flatMap(([{ id }, all]) => {
    const waiting = Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
    return Object.keys(waiting).length > 0 ? [{ official: id, letter: { kind: 'digest', counts: waiting } as const }] : [];
  });
  await tellOnce(d1, key, letters, now);
}
