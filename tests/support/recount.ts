/** Everything that triggers count, counted again one row at a time, independently of every query of the portal. */
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';

type Row = Record<string, string | number | null>;

export async function rows(table: string): Promise<Row[]> {
  return (await env.DB.prepare(`select * from ${table}`).all<Row>()).results;
}

function add(counts: Record<string, number>, ...name: unknown[]): void {
  const key = name.join(' / ');
  counts[key] = (counts[key] ?? 0) + 1;
}

/** What is kept, by name. A count of nobody is the same as none. */
function kept(stored: Row[], count: string, ...name: string[]): Record<string, number> {
  return Object.fromEntries(
    stored.filter((row) => row[count]).map((row) => [name.map((column) => row[column]).join(' / '), row[count] as number]),
  );
}

/** The counts of votes as kept and as recounted from the responses and their answers. */
export async function expectVotesToAddUp(): Promise<void> {
  const [responses, answers, tallies, turnouts] = await Promise.all([
    rows('responses'),
    rows('answers'),
    rows('tallies'),
    rows('turnouts'),
  ]);
  const people: Record<string, number> = {};
  const choices: Record<string, number> = {};
  const standing = new Map(responses.filter((row) => row.withdrawn_at === null).map((row) => [row.id, row]));
  for (const row of standing.values()) add(people, row.questionnaire, row.wave, row.channel);
  for (const answer of answers) {
    const response = standing.get(answer.response ?? null);
    expect(response, 'an answer belongs to a standing response').toBeDefined();
    add(choices, response?.questionnaire, response?.wave, answer.question, answer.option, response?.channel);
  }
  expect(kept(turnouts, 'people', 'questionnaire', 'wave', 'channel')).toEqual(people);
  expect(kept(tallies, 'people', 'questionnaire', 'wave', 'question', 'option', 'channel')).toEqual(choices);
}

/** The counts of comments as kept and as recounted from the comments and the reactions to them. */
export async function expectCommentsToAddUp(): Promise<void> {
  const [comments, reactions, states, participations, people, papers] = await Promise.all(
    ['comments', 'reactions', 'comment_counts', 'participations', 'participation_counts', 'papers'].map(rows),
  );
  const found: Record<string, number> = {};
  const byState: Record<string, number> = {};
  const took = new Map<unknown, Set<unknown>>();
  const consultationOf = new Map(comments?.map((comment) => [comment.id, comment.consultation]));
  const takesPart = (consultation: unknown, person: unknown) => took.set(consultation, (took.get(consultation) ?? new Set()).add(person));
  const nobodys = new Set(papers?.filter((paper) => paper.withdrawn_at !== null).map((paper) => paper.receipt));
  for (const comment of comments ?? []) {
    add(byState, comment.consultation, comment.language, comment.state);
    if (comment.state === 'published' && comment.reply_to) add(found, comment.reply_to, 'replies');
    // a paper that was withdrawn proved to be nobody's
    if (!nobodys.has(comment.id)) takesPart(comment.consultation, comment.author);
  }
  const column = { agree: 'agrees', disagree: 'disagrees', pass: 'passes' } as Record<string, string>;
  for (const { comment, reaction, respondent } of reactions ?? []) {
    add(found, comment, column[String(reaction)]);
    takesPart(consultationOf.get(comment ?? null), respondent);
  }
  // Who took a reaction back did take part, and stays.
  for (const { consultation, respondent } of participations ?? []) takesPart(consultation, respondent);

  const counters = ['agrees', 'disagrees', 'passes', 'replies'].map((name) =>
    kept(
      (comments ?? []).map((row) => ({ ...row, name })),
      name,
      'id',
      'name',
    ),
  );
  expect(Object.assign({}, ...counters)).toEqual(found);
  expect(kept(states ?? [], 'comments', 'consultation', 'language', 'state')).toEqual(byState);
  expect(participations).toHaveLength([...took.values()].reduce((sum, persons) => sum + persons.size, 0));
  expect(kept(people ?? [], 'people', 'consultation')).toEqual(
    Object.fromEntries([...took].map(([name, persons]) => [name, persons.size])),
  );
}
