/** How many people took part, and what is on hold, by subject (`polls/<slug>`, `consultations/<slug>`); and what was posted on plans. */
import { sql } from 'drizzle-orm';
import { open } from '../../db/client.ts';
import { holdsBySubject as standingHolds } from '../../db/holds.ts';
import { postedUpdates } from '../../db/plan-updates.ts';
import { participationCounts } from '../../db/schema/comments.ts';
import { turnouts } from '../../db/schema/questionnaires.ts';

export const holdsBySubject = standingHolds;
export const posted = postedUpdates;

export async function peopleBySubject(d1: D1Database): Promise<Map<string, number>> {
  const database = open(d1);
  const [polls, consultations] = await database.batch([
    database
      .select({ subject: turnouts.questionnaire, people: sql<number>`sum(${turnouts.people})` })
      .from(turnouts)
      .groupBy(turnouts.questionnaire),
    database
      .select({ subject: sql<string>`'consultations/' || ${participationCounts.consultation}`, people: participationCounts.people })
      .from(participationCounts),
  ]);
  return new Map([...polls, ...consultations].map((row) => [row.subject, row.people]));
}
