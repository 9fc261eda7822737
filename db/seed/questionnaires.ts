/** Generated responses to polls and quizzes. */
import { canonical } from '../../worker/definitions/rules.ts';
import { type QuestionnaireKind, questionnaireOf } from '../../worker/questionnaires/rules.ts';
import { open } from '../client.ts';
import { keepDefinition } from '../participation.ts';
import { counted, idAt, instantBetween } from './chance.ts';
import { type Making, secretId } from './making.ts';

/** People by option. */
export type Counts = Record<string, number>;

/** A poll of the sample has counts for its one question. */
export function votesOn(making: Making | null, slug: string, counts: Counts) {
  const question = making?.published.rules.questions?.[0];
  return question ? responsesTo(making, 'poll', slug, { [question.id]: counts }) : [];
}

/** A quiz of the sample has counts for each question, and as many people in each: everybody answers all of them. */
export function answersTo(making: Making | null, slug: string, counts: Record<string, Counts>) {
  return responsesTo(making, 'quiz', slug, counts);
}

function responsesTo(making: Making | null, kind: QuestionnaireKind, slug: string, counts: Record<string, Counts>) {
  const questions = making?.published.rules.questions;
  // Another entry may have this name in another content folder.
  const fits =
    questions?.length === Object.keys(counts).length &&
    questions.every(
      ({ id, options }) => counts[id] && Object.keys(counts[id]).every((name) => options.some((option) => option.id === name)),
    );
  if (!making || !fits) return [];
  const { d1, published, random } = making;
  const chosen = Object.entries(counts).map(([question, count]) => ({ question, options: counted(count, random) }));
  const people = chosen[0]?.options.length ?? 0;
  const uneven = chosen.find(({ options }) => options.length !== people);
  if (uneven)
    throw new Error(`sample.yaml: ${slug} has ${people} people in its first question and ${uneven.options.length} in ${uneven.question}`);
  const rows = Array.from({ length: people }, (_, person) => {
    const at = instantBetween(making.from, making.until, random);
    const language = random() < 0.55 ? 'he' : random() < 0.8 ? 'ar' : 'en';
    const answers = chosen.map(({ question, options }) => ({ question, option: options[person] }));
    return { id: idAt(at, random), respondent: making.keyOf(person), language, answers, at };
  });
  const json = JSON.stringify(rows);
  const { rules, words, versions } = published;
  const kept = keepDefinition(open(d1), { versions, json: { rules: canonical(rules), words: canonical(words) } }, making.from).toSQL();
  return [
    d1.prepare(kept.sql).bind(...kept.params),
    d1
      .prepare(`
        insert into responses
          (id, questionnaire, respondent, secret_id, channel, assurance, language, rules_version, words_version, recorded_at)
        select value ->> 'id', ?2, value ->> 'respondent', ?3, 'import', 'open', value ->> 'language', ?4, ?5, value ->> 'at'
        from json_each(?1)`)
      .bind(json, questionnaireOf({ kind, slug }), secretId, versions.rules, versions.words),
    d1
      .prepare(`
        insert into answers (response, question, option)
        select person.value ->> 'id', answer.value ->> 'question', answer.value ->> 'option'
        from json_each(?1) as person, json_each(person.value -> 'answers') as answer`)
      .bind(json),
  ];
}
