/** Answers to the quiz `shade-facts`, as people give them. */
import { type QuizRecorded, type QuizTally, quizRecordedReply, quizTallyReply } from '../../worker/questionnaires/contract.ts';
import { shaped } from './answers.ts';
import type { Browser, Portal, Sending } from './portal.ts';

/** Two right answers and a wrong one. */
export const some = { heat: 'sixty-one', water: 'for-ever', trees: 'four-thousand' };

export const answering = (answers: Record<string, string>) => ({
  answers: Object.entries(answers).map(([question, option]) => ({ question, option })),
});

/** Sends answers, and gives back whatever is answered. */
export function answer(
  browser: Browser,
  answers: Record<string, string> = some,
  sending: Sending = {},
  quiz = 'shade-facts',
): Promise<Response> {
  return browser.send('POST', `/api/quizzes/${quiz}/responses`, { body: answering(answers), ...sending });
}

/** Answers, and expects that it was recorded. */
export async function answered(browser: Browser, answers: Record<string, string> = some, sending: Sending = {}): Promise<QuizRecorded> {
  return shaped(await answer(browser, answers, sending), 201, quizRecordedReply);
}

/** So many people, each answering once in the same way. */
export async function learners(portal: Portal, people: number, answers: Record<string, string> = some): Promise<Browser[]> {
  const browsers = Array.from({ length: people }, () => portal.browser());
  for (const browser of browsers) await answered(browser, answers);
  return browsers;
}

export async function quizTallyFor(browser: Browser, headers: Record<string, string> = {}): Promise<QuizTally> {
  return shaped(await browser.get('/api/quizzes/shade-facts/tally', headers), 200, quizTallyReply);
}

/** A tally as people by option of each question, or null where it is withheld. */
export function byQuestion({ breakdown }: QuizTally): Record<string, Record<string, number>> | null {
  return (
    breakdown &&
    Object.fromEntries(
      breakdown.map(({ question, options }) => [question, Object.fromEntries(options.map(({ option, people }) => [option, people]))]),
    )
  );
}
