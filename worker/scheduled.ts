/** What the Worker does by itself, every few minutes (`[triggers]` in wrangler.toml). Each part by itself: one that fails stops no other. */
import { type Desk, deliver, forgetOld } from './mail/deliver.ts';
import { forgetOldSessions } from './officials/job.ts';
import { clock } from './platform/clock.ts';
import type { Bindings } from './platform/environment.ts';
import { logged } from './platform/log.ts';
import { remindOfLateAnswers, remindOfTheDay } from './reminders/job.ts';
import { retain } from './retention/job.ts';

export async function scheduled(env: Bindings, desk: Desk): Promise<void> {
  const now = clock(env);
  const parts: Record<string, () => Promise<void>> = {
    'late answers': () => remindOfLateAnswers(env.DB, desk.published, now),
    digest: () => remindOfTheDay(env.DB, desk.published, now),
    retention: async () => void (await retain(env, desk.published, now)),
    mail: () => deliver(env, desk),
    'old mail': () => forgetOld(env),
    'old sessions': () => forgetOldSessions(env),
  };
  for (const [part, run] of Object.entries(parts)) {
    try {
      await run();
    } catch (error) {
      logged(error, { scheduled: part });
    }
  }
}
