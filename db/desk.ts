/** What needs an answer in the office: read in one place, for the desk and for the letter that tells of it. */
import { type Asker, type DeskFacts, deskOf, type Published } from '../worker/desk/rules.ts';
import { may, type Permission } from '../worker/officials/rules.ts';
import { sampleBelow } from '../worker/papers/rules.ts';
import { type DeskCounts, type DeskPart, deskParts } from '../worker/reminders/rules.ts';
import { postedUpdates } from './plan-updates.ts';

const minute = 60 * 1000;
/** A letter is not late before it was tried again. */
const lateAfter = 10 * minute;
/** What could not be sent is told for so long. */
const toldFor = 14 * 24 * 60 * minute;

/** What is read at an instant. Each reads as much as waits, and nothing of what was done with: `cross join` begins with what is open. */
export const deskQueries = (now: number): Record<Exclude<keyof DeskFacts, 'posted'>, string> => ({
  comments: `select consultation, sum(comments) as count,
      (select min(submitted_at) from comments
        where state = 'waiting' and channel <> 'import' and comments.consultation = comment_counts.consultation) as oldest
    from comment_counts where state = 'waiting' and comments > 0 group by consultation`,
  reports: `select consultation, count(distinct comment) as count, count(distinct iif(reason = 'danger', comment, null)) as danger,
      min(reported_at) as oldest
    from reports join comments on comments.id = comment where settled_by is null and state = 'published' group by consultation`,
  appeals: `select comments.consultation, moderations.official as by, count(*) as count, min(appealed_at) as oldest
    from appeals join comments on comments.id = appeals.comment join moderations on moderations.id = appeals.against
    where decided_by is null and comments.state = 'hidden' group by 1, 2`,
  questions: `select consultation, count(*) as count, min(submitted_at) as oldest
    from comments where asks = 1 and answered_at is null and state = 'published' group by consultation`,
  papers: `select papers.batch, papers.subject, papers.entered_by as by, count(*) as count, min(papers.entered_at) as oldest
    from batches cross join papers on papers.batch = batches.id
    where batches.closed_at is null and batches.withdrawn_at is null and papers.withdrawn_at is null
      and (draw < ${sampleBelow} or draw = (select min(draw) from papers as others where others.batch = batches.id and others.withdrawn_at is null))
      and not exists (select 1 from second_entries where paper = papers.id)
    group by 1, 3`,
  mail: `select count(*) as count, min(queued_at) as oldest from letters
    where sent_at is null and queued_at between ${now - toldFor} and ${now - lateAfter}
      and ifnull(trouble, '') not in ('link-too-old', 'disabled')`,
});

/** Reads what the desks of all officials are made of. */
export async function deskFacts(d1: D1Database, now: number): Promise<DeskFacts> {
  const queries = Object.entries(deskQueries(now));
  const [posted, results] = await Promise.all([postedUpdates(d1), d1.batch(queries.map(([, query]) => d1.prepare(query)))]);
  const facts = Object.fromEntries(queries.map(([name], place) => [name, results[place]?.results ?? []]));
  return { ...(facts as unknown as Omit<DeskFacts, 'posted'>), posted };
}

/** What an official has to do with, counted. A part that their role doesn't permit is not there. */
export function countsFor(official: Asker, published: Published, facts: DeskFacts, now: number): DeskCounts {
  const all = Object.entries(deskParts) as [DeskPart, Permission][];
  const waiting = deskOf(official, published, facts, now);
  const count = (part: DeskPart) => waiting.reduce((sum, one) => (one.part === part ? sum + one.count : sum), 0);
  return Object.fromEntries(all.filter(([, permission]) => may(official, permission)).map(([part]) => [part, count(part)]));
}
