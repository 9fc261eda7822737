/** What a vote is refused for, and who sees a tally. Pure. */
import { assurances, phaseAt } from '../definitions/rules.ts';
import type { PollDefinition, ResponseForm, Tally } from './contract.ts';

/** The breakdown of a tally appears from this many people on, so that single votes can't be read from its steps. */
export const threshold = 5;

/** How the database names a poll among all questionnaires. */
export function questionnaireOf(poll: string): string {
  return `polls/${poll}`;
}

/** The poll that such a name belongs to. */
export function pollNamed(questionnaire: string): string {
  return questionnaire.slice('polls/'.length);
}

/** Why a response is not taken. */
export type Refusal =
  | { tag: 'not-open'; opens: string }
  | { tag: 'closed'; closes: string }
  | { tag: 'unknown-question'; question: string }
  | { tag: 'unknown-option'; question: string }
  | { tag: 'assurance-too-low' };

type Rules = PollDefinition['rules'];

/** Whether a response that arrives at `now`, from somebody known by `given`, is taken. */
export function refuse(
  rules: Rules,
  response: Pick<ResponseForm, 'answers'>,
  given: (typeof assurances)[number],
  now: number,
): Refusal | null {
  const refusal = refuseTime(rules, now);
  if (refusal) return refusal;
  if (assurances.indexOf(given) < assurances.indexOf(rules.assurance)) return { tag: 'assurance-too-low' };
  for (const { question: id, option } of response.answers) {
    const question = rules.questions.find((candidate) => candidate.id === id);
    if (!question) return { tag: 'unknown-question', question: id };
    if (!question.options.some((candidate) => candidate.id === option)) return { tag: 'unknown-option', question: id };
  }
  return null;
}

/** Whether the questionnaire takes anything at `now`. `opens` is inside, `closes` is outside. */
export function refuseTime(rules: Rules, now: number): Refusal | null {
  const phase = phaseAt(rules, now);
  if (phase === 'upcoming') return { tag: 'not-open', opens: rules.opens };
  if (phase !== 'open') return { tag: 'closed', closes: rules.closes };
  return null;
}

/** Whether a standing response may be changed or withdrawn at `now`. */
export function changeable(rules: Rules, now: number): boolean {
  return rules.changeable && phaseAt(rules, now) === 'open';
}

/**
 * Who may see the breakdown at `now`. A closed questionnaire is everybody's, whatever was sealed before.
 * Officials are nobody special here.
 */
export function audience(rules: Rules, now: number): 'everybody' | 'respondents' | 'nobody' {
  const phase = phaseAt(rules, now);
  if (rules.results === 'live' || phase === 'closed' || phase === 'answered') return 'everybody';
  return rules.results === 'after-voting' ? 'respondents' : 'nobody';
}

/** Why the breakdown of a tally of `people` is withheld from a viewer, or null where it is shown. */
export function withholds(seenBy: ReturnType<typeof audience>, responded: boolean, people: number): Tally['withheld'] {
  if (seenBy === 'nobody') return 'at-close';
  if (seenBy === 'respondents' && !responded) return 'after-voting';
  return people < threshold ? 'few' : null;
}

/** One cell of the square: which option fills it (its place in the definition), or null for an empty one. */
export type Cell = number | null;

/**
 * The square of a tally in reading order. Under 100 people one cell is one person, and the rest is empty; from 100 on
 * one cell is one in a hundred, shared out by largest remainders (Hare's quota, ties to the earlier option), so that
 * there are always exactly 100.
 */
export function cells(counts: readonly number[]): Cell[] {
  const people = counts.reduce((sum, count) => sum + count, 0);
  const shares = people < 100 ? [...counts] : hundredths(counts, people);
  const filled: Cell[] = shares.flatMap((share, option) => Array<Cell>(share).fill(option));
  return [...filled, ...Array<Cell>(100 - filled.length).fill(null)];
}

function hundredths(counts: readonly number[], people: number): number[] {
  const shares = counts.map((count) => Math.floor((count * 100) / people));
  const left = 100 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = counts
    .map((count, option) => ({ option, remainder: (count * 100) % people }))
    .sort((one, other) => other.remainder - one.remainder || one.option - other.option);
  for (const { option } of byRemainder.slice(0, left)) shares[option] = (shares[option] ?? 0) + 1;
  return shares;
}
