/** What a response is refused for, how a quiz is marked, and who sees a tally. Pure. */
import { assurances, phaseAt, plurals } from '../definitions/rules.ts';
import type { PollDefinition, QuizDefinition, ResponseForm, Tally } from './contract.ts';

/** The breakdown of a tally appears from this many people on, so that single votes can't be read from its steps. */
export const threshold = 5;

/** The kinds of questionnaires. */
export const questionnaireKinds = ['poll', 'quiz'] as const;
export type QuestionnaireKind = (typeof questionnaireKinds)[number];

/** How the database names a questionnaire among all of them. */
export function questionnaireOf({ kind, slug }: { kind: QuestionnaireKind; slug: string }): string {
  return `${plurals[kind]}/${slug}`;
}

/** The kind and the slug of the questionnaire that such a name belongs to, or null where it is nobody's. */
export function named(questionnaire: string): { kind: QuestionnaireKind; slug: string } | null {
  const [folder, slug = ''] = questionnaire.split('/');
  const kind = questionnaireKinds.find((candidate) => plurals[candidate] === folder);
  return kind ? { kind, slug } : null;
}

/** Why a response is not taken. */
export type Refusal =
  | { tag: 'not-open'; opens: string }
  | { tag: 'closed'; closes: string }
  | { tag: 'unknown-question'; question: string }
  | { tag: 'unknown-option'; question: string }
  | { tag: 'answered-twice'; question: string }
  | { tag: 'unanswered'; question: string }
  | { tag: 'assurance-too-low' };

type Rules = PollDefinition['rules'];

/** Whether a response that arrives at `now`, from somebody known by `given`, is taken: one answer to each question, and no other. */
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
  const answered = response.answers.map(({ question }) => question);
  const twice = answered.find((id, place) => answered.indexOf(id) !== place);
  if (twice) return { tag: 'answered-twice', question: twice };
  const missing = rules.questions.find(({ id }) => !answered.includes(id));
  return missing ? { tag: 'unanswered', question: missing.id } : null;
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

/** One question of a quiz, marked: what was chosen (null where nothing was), what is right, and whether it is the same. */
export interface Marked {
  question: string;
  chosen: string | null;
  right: string;
  correct: boolean;
}

/** Marks answers against the right ones, in the order of the quiz. What isn't answered isn't right. */
export function mark({ questions }: Pick<QuizDefinition['rules'], 'questions'>, answers: ResponseForm['answers']): Marked[] {
  return questions.map(({ id, right }) => {
    const chosen = answers.find(({ question }) => question === id)?.option ?? null;
    return { question: id, chosen, right, correct: chosen === right };
  });
}

/** How many questions were answered rightly. */
export function score(marked: readonly Marked[]): number {
  return marked.filter(({ correct }) => correct).length;
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

/** So many colours can be told apart on a tally. */
const colours = 8;

/**
 * The colour of each option, from 0: its place, as long as there is a colour for each. Of more options the most chosen have one of
 * their own (ties to the earlier option), in the order of the definition, and all others share the last.
 */
export function shades(counts: readonly number[]): number[] {
  if (counts.length <= colours) return counts.map((_, option) => option);
  const own = counts
    .map((count, option) => ({ count, option }))
    .sort((one, other) => other.count - one.count || one.option - other.option)
    .slice(0, colours - 1)
    .map(({ option }) => option)
    .sort((one, other) => one - other);
  return counts.map((_, option) => (own.includes(option) ? own.indexOf(option) : colours - 1));
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
