/**
 * Every count that triggers keep, counted again from the rows that it stands for. Each query answers the differences
 * only: what was counted, how many are kept, and how many there are.
 */

export interface Difference {
  /** What was counted, as `polls/first-trees, wave 1, question, almond, web`. */
  subject: string;
  kept: number;
  recounted: number;
}

/** Both sides as rows of (subject, kept, recounted): a count that is missing on one side is a difference too. */
const compared = (kept: string, recounted: string) => `
  select subject, sum(kept) as kept, sum(recounted) as recounted
  from (${kept} union all ${recounted})
  group by subject having sum(kept) <> sum(recounted) order by subject limit 1000`;

const response = `responses.questionnaire || ', wave ' || responses.wave`;
const listed = (...columns: string[]) => columns.join(` || ', ' || `);

/** A counter of a comment, beside the number of the rows that it counts. */
const counter = (column: string, recounted: string) => `
  select * from (
    select ${listed('consultation', 'id', `'${column}'`)} as subject, ${column} as kept, (${recounted}) as recounted from comments
  ) where kept <> recounted order by subject limit 1000`;
const reactionsOf = (reaction: string) =>
  `select count(*) from reactions where reactions.comment = comments.id and reactions.reaction = '${reaction}'`;

/** What is kept under a name, and the query for its differences. */
export const recounts = {
  tallies: compared(
    `select questionnaire || ', wave ' || ${listed('wave', 'question', 'option', 'channel')} as subject, people as kept, 0 as recounted from tallies`,
    `select ${response} || ', ' || ${listed('answers.question', 'answers.option', 'responses.channel')}, 0, 1
      from answers join responses on responses.id = answers.response where responses.withdrawn_at is null`,
  ),
  turnouts: compared(
    `select questionnaire || ', wave ' || ${listed('wave', 'channel')} as subject, people as kept, 0 as recounted from turnouts`,
    `select ${response} || ', ' || responses.channel, 0, 1 from responses where withdrawn_at is null`,
  ),
  agrees: counter('agrees', reactionsOf('agree')),
  disagrees: counter('disagrees', reactionsOf('disagree')),
  passes: counter('passes', reactionsOf('pass')),
  replies: counter('replies', `select count(*) from comments as reply where reply.reply_to = comments.id and reply.state = 'published'`),
  comments: compared(
    `select ${listed('consultation', 'language', 'state')} as subject, comments as kept, 0 as recounted from comment_counts`,
    `select ${listed('consultation', 'language', 'state')}, 0, 1 from comments`,
  ),
  // Who took a reaction back did take part, and stays: a person may be kept without an act, an act never without its person. A paper
  // that was withdrawn proved to be nobody's.
  participants: `
    select ${listed('consultation', 'respondent')} as subject, 0 as kept, 1 as recounted
    from (
      select consultation, author as respondent from comments where id not in (select receipt from papers where withdrawn_at is not null)
      union select comments.consultation, reactions.respondent from reactions join comments on comments.id = reactions.comment
      except select consultation, respondent from participations
    ) order by subject limit 1000`,
  people: compared(
    `select consultation as subject, people as kept, 0 as recounted from participation_counts`,
    `select consultation, 0, 1 from participations`,
  ),
} as const;
export type Recount = keyof typeof recounts;

/** How many rows were counted again. */
export const recounted = `
  select (select count(*) from responses where withdrawn_at is null) as responses, (select count(*) from answers) as answers,
    (select count(*) from comments) as comments, (select count(*) from reactions) as reactions,
    (select count(*) from participations) as participants`;
