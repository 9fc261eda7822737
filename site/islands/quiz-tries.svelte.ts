/** The tries of a person at a quiz: what is chosen, what was told, what counts. The first try is sent; every further one stays here. */
import { uuidv4 } from 'uuidv7';
import type { QuizTally } from '../../worker/questionnaires/contract.ts';
import * as m from '../i18n/compiled/messages.js';
import { dateTime, type Locale } from '../i18n/locale.ts';
import type { Asked } from './asked.ts';
import { loadTold, othersOf, sendAnswers } from './quiz-answers.ts';
import type { Told } from './told.ts';

interface Quiz {
  locale: Locale;
  quiz: string;
  questions: Asked[];
  closes: string;
  /** Whether it is known to be closed: then every try is for learning. */
  closed: boolean;
}

interface Given {
  chosen: Record<string, string>;
  /** What is wrong, by question. */
  wrong: Record<string, string>;
  problem: string | undefined;
}

export class Tries {
  readonly #quiz: Quiz;
  #key = uuidv4();
  chosen = $state<Record<string, string | undefined>>({});
  /** What is wrong, by question. */
  wrong = $state<Record<string, string>>({});
  /** What is wrong with all of it. */
  problem = $state<string>();
  told = $state<Record<string, Told>>({});
  /** The questions whose answer was told: locked for this try. */
  locked = $state<string[]>([]);
  receipt = $state<string>();
  /** Why this try is not counted, once that is known. */
  learning = $state<string>();
  finished = $state(false);
  tally = $state<QuizTally>();

  constructor(quiz: Quiz, given: Given) {
    this.#quiz = quiz;
    this.chosen = { ...given.chosen };
    this.wrong = given.wrong;
    this.problem = given.problem;
    if (quiz.closed) this.learning = this.#closedNote();
  }

  /** The place of the first question whose answer was not told yet, or -1. */
  get open(): number {
    return this.#quiz.questions.findIndex(({ id }) => !this.locked.includes(id));
  }

  get right(): number {
    return this.#quiz.questions.filter(({ id }) => this.told[id]?.right === this.chosen[id]).length;
  }

  /** This browser has answered before. */
  remember(receipt: string): void {
    this.receipt ??= receipt;
    this.learning ??= m.quiz_first_counts({}, { locale: this.#quiz.locale });
  }

  /** Another option was chosen: to send it is another act. */
  changed(): void {
    this.#key = uuidv4();
  }

  /** Tells whether the answer to one question is right. */
  async check({ id }: Asked): Promise<'missing' | 'told' | 'failed'> {
    this.problem = undefined;
    if (this.#missing([id])) return 'missing';
    if (!(await this.#load())) return 'failed';
    this.locked.push(id);
    return 'told';
  }

  /** Ends the try: sends it where it may count, and tells everything. */
  async end(): Promise<'missing' | 'told' | 'failed'> {
    this.problem = undefined;
    const ids = this.#quiz.questions.map(({ id }) => id);
    if (this.#missing(ids)) return 'missing';
    if (!(await this.#load())) return 'failed';
    if (this.learning === undefined && !(await this.#send())) return 'failed';
    this.tally ??= await othersOf(this.#quiz.quiz);
    this.locked = ids;
    this.finished = true;
    return 'told';
  }

  again(): void {
    [this.chosen, this.locked, this.wrong] = [{}, [], {}];
    this.learning ??= m.quiz_first_counts({}, { locale: this.#quiz.locale });
    this.finished = false;
    this.tally = undefined;
  }

  #missing(ids: string[]): boolean {
    const missing = ids.filter((id) => !this.chosen[id]);
    this.wrong = Object.fromEntries(missing.map((id) => [id, m.error_choose({}, { locale: this.#quiz.locale })]));
    return missing.length > 0;
  }

  async #load(): Promise<boolean> {
    if (Object.keys(this.told).length > 0) return true;
    const told = await loadTold(this.#quiz.quiz, this.#quiz.questions);
    if (told) this.told = told;
    else this.problem = m.quiz_not_loaded({}, { locale: this.#quiz.locale });
    return told !== null;
  }

  /** Whether the answers count now, or are known to be for learning: then the score can be told. */
  async #send(): Promise<boolean> {
    const { locale, quiz, questions } = this.#quiz;
    const answers = questions.map(({ id }) => ({ question: id, option: this.chosen[id] ?? '' }));
    const sent = await sendAnswers(locale, quiz, this.#key, answers);
    if (sent.tag === 'failed') this.problem = sent.sentence;
    else if (sent.tag === 'closed') this.learning = this.#closedNote();
    else if (sent.tag === 'already-responded') this.remember(sent.receipt);
    else [this.receipt, this.tally] = [sent.receipt, sent.tally];
    return sent.tag !== 'failed';
  }

  #closedNote(): string {
    const { locale, closes } = this.#quiz;
    return m.quiz_closed_try({ instant: dateTime(locale, closes) }, { locale });
  }
}
