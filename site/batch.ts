/** What a clerk posts from the pages of a batch: read from plain forms, sent to the API, and told in words where it is refused. */
import type { AstroGlobal } from 'astro';
import type { Asked, Entry, ListedBatch } from '../worker/papers/contract.ts';
import { atOnce, numberOf } from '../worker/papers/rules.ts';
import { optionsOf, pick, readConsultation, readPoll, readQuiz } from './definitions.ts';
import { readForm } from './form.ts';
import * as m from './i18n/compiled/messages.js';
import { problemOf, sentenceFor } from './i18n/errors.ts';
import { type Locale, number } from './i18n/locale.ts';
import { officeRoutes } from './i18n/routes.ts';
import { questionsOf } from './quiz.ts';
import { wordsIn } from './words.ts';

/** A question as a clerk sees it. */
export interface PaperAsked {
  id: string;
  question: string;
  language: string;
  options: { id: string; label: string; language: string }[];
}

/** What a batch is for, as the site publishes it. */
export function readAsked(locals: App.Locals, { kind, slug }: ListedBatch['subject']): Promise<Asked | null> {
  return kind === 'poll' ? readPoll(locals, slug) : kind === 'quiz' ? readQuiz(locals, slug) : readConsultation(locals, slug);
}

/** The title of an entry, in the language of the reader or the nearest there is. */
export function titleOf(asked: Asked, locale: Locale): { title: string; language: string } {
  if (asked.kind === 'poll') {
    const { words, language } = pick(asked.words, locale);
    return { title: words.question, language };
  }
  const { words, language } = pick<{ title: string }>(asked.words, locale);
  return { title: words.title, language };
}

/** The questions in their order; none where people write in words of their own. */
export function askedOn(asked: Asked, locale: Locale): PaperAsked[] {
  if (asked.kind === 'consultation') return [];
  if (asked.kind === 'poll') {
    const { title, language } = titleOf(asked, locale);
    return asked.rules.questions.map(({ id }) => ({ id, question: title, language, options: optionsOf(asked, locale) }));
  }
  return questionsOf(asked, locale).map(({ options, language, ...question }) => ({
    ...question,
    language,
    options: options.map((option) => ({ ...option, language })),
  }));
}

/** The name of the field of a question. */
export const answerField = (question: string) => `answer-${question}`;

/** What was read from a paper, as the form has it. */
export function entryIn(fields: URLSearchParams, asked: Asked): Entry {
  if (asked.kind === 'consultation') {
    return { body: (fields.get('body') ?? '').replaceAll('\r\n', '\n'), language: fields.get('language') ?? '' };
  }
  return {
    answers: asked.rules.questions.flatMap(({ id }) => {
      const option = fields.get(answerField(id));
      return option ? [{ question: id, option }] : [];
    }),
  };
}

/** Something that is wrong, and with which field. */
export interface Wrong {
  field: string;
  sentence: string;
}

/** Which form of the page came back, and why. */
export interface Refused {
  about: string;
  status: number;
  wrong: Wrong[];
  fields: URLSearchParams;
}

/** Does what was posted: where to go on, or what to say. */
export async function takePost(
  page: Pick<AstroGlobal, 'request' | 'locals'>,
  locale: Locale,
  batch: ListedBatch,
  asked: Asked,
): Promise<{ to: string } | Refused> {
  const posted = await readForm(page.request);
  const none = new URLSearchParams();
  if (!posted.ok) return { about: '', status: posted.status, wrong: [{ field: '', sentence: sentenceFor(locale, posted) }], fields: none };
  const { fields } = posted;
  const act = fields.get('act') ?? '';
  const about = `${act}${fields.get('paper') ?? ''}`;
  const { papers: api } = page.locals.api.api.office;
  const param = { id: batch.id };
  const paper = { id: fields.get('paper') ?? '' };
  const named = fields.get('number') ?? '';
  const back = (done: string, more: Record<string, string> = {}) => ({
    to: `${officeRoutes.batch(locale, batch.id)}?${new URLSearchParams({ done, ...more })}`,
  });
  const refused = async (answer: { status: number; json(): Promise<unknown> }) => {
    return { about, status: answer.status, wrong: await wrongIn(locale, answer, fields), fields };
  };
  const header = { 'idempotency-key': fields.get('key') || crypto.randomUUID() };

  switch (act) {
    case 'enter': {
      const answer = await api.batches[':id'].papers.$post({
        param,
        header,
        json: { papers: [{ number: named, ...entryIn(fields, asked) }] },
      });
      if (!answer.ok) return refused(answer);
      const [entered] = (await answer.json()).papers;
      const language = fields.get('language');
      return back('one', { number: entered?.number ?? '', ...(language && { language }) });
    }
    case 'enter-many': {
      const { rows, places, wrong } = linesIn(fields.get('lines') ?? '', asked, locale);
      if (wrong.length > 0) return { about, status: 400, wrong, fields };
      const answer = await api.batches[':id'].papers.$post({ param, header, json: { papers: rows } });
      if (answer.ok) return back('many', { count: String(rows.length) });
      return { about, status: answer.status, wrong: await wrongLines(locale, answer, rows, places), fields };
    }
    case 'again': {
      const answer = await api[':id'].second.$post({ param: paper, json: entryIn(fields, asked) });
      return answer.ok ? back((await answer.json()).reading, { number: named }) : refused(answer);
    }
    case 'first':
    case 'second': {
      const answer = await api[':id'].settle.$post({ param: paper, json: { right: act } });
      return answer.ok ? back('settled', { number: named }) : refused(answer);
    }
    case 'out': {
      const answer = await api[':id'].$delete({ param: paper });
      return answer.ok ? back('out', { number: named }) : refused(answer);
    }
    case 'close': {
      const answer = await api.batches[':id'].close.$post({ param });
      return answer.ok ? back('closed') : refused(answer);
    }
    case 'withdraw': {
      const reason = wordsIn(fields);
      const answer = await api.batches[':id'].withdraw.$post({ param, json: { reason } });
      if (answer.ok) return back('withdrawn');
      const problem = await problemOf(answer);
      const sentence = problem.code === 'invalid' ? m.error_reason_missing({}, { locale }) : sentenceFor(locale, problem);
      return { about, status: answer.status, wrong: [{ field: '', sentence }], fields };
    }
    default:
      return { about: '', status: 400, wrong: [{ field: '', sentence: m.error_invalid({}, { locale }) }], fields: none };
  }
}

type Fields = { error?: { fields?: { path: string }[] } };

/** What is wrong with the fields of one paper. */
async function wrongIn(locale: Locale, answer: { json(): Promise<unknown> }, fields: URLSearchParams): Promise<Wrong[]> {
  const body = await answer.json().catch(() => null);
  const problem = await problemOf({ json: async () => body });
  const paths = ((body as Fields | null)?.error?.fields ?? []).map(({ path }) => path.split('.').at(-1) ?? '');
  const t = { locale };
  if (problem.code === 'needs-another') return [{ field: '', sentence: m.papers_needs_another({}, t) }];
  if (paths.length === 0) return [{ field: '', sentence: sentenceFor(locale, problem) }];
  return paths.map((field) => {
    if (field === 'number') {
      const taken = numberOf(fields.get('number') ?? '') !== null;
      return { field, sentence: taken ? m.error_number_taken({}, t) : m.papers_number_wrong({}, t) };
    }
    return { field, sentence: field === 'body' ? sentenceFor(locale, problem) : m.error_choose({}, t) };
  });
}

interface Line {
  number: string;
  answers: { question: string; option: string }[];
}

/** The papers that are written as lines: a number, and the number of an answer to each question. */
export function linesIn(text: string, asked: Asked, locale: Locale) {
  const t = { locale };
  const questions = asked.kind === 'consultation' ? [] : asked.rules.questions;
  const wrong: Wrong[] = [];
  const rows: Line[] = [];
  /** At which line of the text each row stands. */
  const places: number[] = [];
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    const [named = '', ...chosen] = line.trim().split(/\s+/);
    if (!named) continue;
    const say = (sentence: string) => wrong.push({ field: 'lines', sentence: lineSays(locale, place, sentence) });
    if (chosen.length !== questions.length) say(m.papers_line_answers({}, t));
    const answers = questions.flatMap(({ id, options }, at) => {
      const typed = chosen[at];
      if (typed === undefined) return [];
      const option = /^\d{1,2}$/.test(numberOf(typed) ?? '') ? options[Number(numberOf(typed)) - 1] : undefined;
      if (!option) say(m.papers_line_option({ number: typed }, t));
      return option ? [{ question: id, option: option.id }] : [];
    });
    rows.push({ number: named === '-' ? '' : named, answers });
    places.push(place);
  }
  if (rows.length === 0 || rows.length > atOnce) {
    wrong.push({ field: 'lines', sentence: m.papers_lines_none({ number: number(locale, atOnce) }, t) });
  }
  return { rows, places, wrong };
}

function lineSays(locale: Locale, place: number, sentence: string): string {
  return m.papers_line({ row: number(locale, place + 1), sentence }, { locale });
}

/** What the API found wrong with lines. */
async function wrongLines(locale: Locale, answer: { json(): Promise<unknown> }, rows: readonly Line[], places: readonly number[]) {
  const body = await answer.json().catch(() => null);
  const problem = await problemOf({ json: async () => body });
  const t = { locale };
  const found = ((body as Fields | null)?.error?.fields ?? []).flatMap(({ path }): Wrong[] => {
    const [, at = '', field] = path.split('.');
    const row = rows[Number(at)];
    if (!row) return [];
    const isNumber = numberOf(row.number) !== null;
    const about = isNumber ? m.papers_line_taken({ number: row.number }, t) : m.papers_number_wrong({}, t);
    return [
      { field: 'lines', sentence: lineSays(locale, places[Number(at)] ?? 0, field === 'number' ? about : m.papers_line_answers({}, t)) },
    ];
  });
  return found.length > 0 ? found : [{ field: 'lines', sentence: sentenceFor(locale, problem) }];
}
