/** Questionnaires. A poll is a questionnaire of one question with a live tally; a quiz has right answers and explanations. */
import { z } from 'zod';
import {
  assurance,
  channel,
  easierWords,
  instant,
  keeping,
  language,
  reference,
  schedule,
  slug,
  subjects,
  versions,
} from '../definitions/contract.ts';
import { questionnaireKinds } from './rules.ts';

/** Names one option for ever: never used again for something else once the questionnaire is open. */
export const optionId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens')
  .max(60);

/** Who sees the breakdown of a tally, and from when. The number of people is always public. */
export const results = z.enum(['live', 'after-voting', 'at-close']);

/** Facts of a poll: `content/polls/<slug>/poll.yaml`. Words are beside it, a file for each language. */
export const pollFacts = z.strictObject({
  ...schedule.shape,
  options: z
    .array(optionId)
    .min(2)
    .max(40)
    .refine((ids) => new Set(ids).size === ids.length, 'each option needs an id of its own')
    .describe('The ids of the options, in the order in which they are shown.'),
  results: results.describe('Who sees the breakdown: everybody at once, those who voted, or everybody at the close.'),
  changeable: z.boolean().describe('Whether a person may change or withdraw a vote while the poll is open.'),
  assurance: assurance.default('open').describe('How sure we must be that one vote is one person.'),
  consultation: slug.optional().describe('The consultation that this poll is a part of.'),
  ...keeping.shape,
  ...subjects.shape,
});

/** Words of a poll in one language: the front matter of `content/polls/<slug>/<language>.md`. The body is background. */
export const pollWords = z.strictObject({
  question: z.string().min(1).max(200).describe('The question, as a person would ask it.'),
  hint: z.string().max(300).optional().describe('One sentence under the question: what exactly is meant.'),
  summary: z.string().min(1).max(300).describe('One sentence for lists: what is decided with this.'),
  options: z.record(optionId, z.string().min(1).max(120)).describe('The label of each option, by its id.'),
  ...easierWords.shape,
});

/** What decides: everything that a right answer or a count depends on. Hashed as `versions.rules`. */
export const pollRules = z.object({
  ...schedule.shape,
  ...keeping.shape,
  results,
  changeable: z.boolean(),
  assurance,
  questions: z.array(z.object({ id: optionId, kind: z.literal('one'), options: z.array(z.object({ id: optionId })).min(2) })).length(1),
});

/** A poll as the site publishes it at `/data/polls/<slug>.json`, and as the Worker reads it. */
export const pollDefinition = z.object({
  kind: z.literal('poll'),
  slug,
  consultation: slug.optional(),
  rules: pollRules,
  words: z.record(language, pollWords),
  versions,
});
export type PollDefinition = z.infer<typeof pollDefinition>;

const optionIds = z
  .array(optionId)
  .min(2)
  .refine((ids) => new Set(ids).size === ids.length, 'each option needs an id of its own');

/** Facts of a quiz: `content/quizzes/<slug>/quiz.yaml`. Words are beside it, a file for each language. */
export const quizFacts = z.strictObject({
  opens: schedule.shape.opens,
  closes: schedule.shape.closes,
  pace: z
    .enum(['one-by-one', 'all-at-once'])
    .default('one-by-one')
    .describe('Whether the page begins with one question at a time; a reader can choose the other.'),
  questions: z
    .array(
      z
        .strictObject({
          id: optionId,
          options: optionIds.max(8).describe('The ids of its options, in the order in which they are shown.'),
          right: optionId.describe('The id of the right answer.'),
          source: reference
            .optional()
            .describe(
              'Where the answer can be checked: a path of this portal after the language, as /consultations/shade-plan, /documents/…, or an https address.',
            ),
        })
        .refine(({ options, right }) => options.includes(right), { path: ['right'], error: 'write one of its options' }),
    )
    .min(1)
    .max(20)
    .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, 'each question needs an id of its own')
    .describe('The questions in their order, each with its options and the right one.'),
  consultation: slug.optional().describe('The consultation whose facts it is about: know them before you say your view.'),
  ...keeping.shape,
  ...subjects.shape,
});

/** Words of a quiz in one language: the front matter of `content/quizzes/<slug>/<language>.md`. The body is background. */
export const quizWords = z.strictObject({
  title: z.string().min(1).max(160).describe('What one can learn here.'),
  summary: z.string().min(1).max(300).describe('One sentence for lists.'),
  questions: z
    .record(
      optionId,
      z.strictObject({
        question: z.string().min(1).max(300),
        hint: z.string().max(300).optional().describe('One sentence under the question.'),
        options: z.record(optionId, z.string().min(1).max(200)).describe('The label of each option, by its id.'),
        explanation: z
          .string()
          .min(1)
          .max(1000)
          .describe('Why the right answer is right, in Markdown: paragraphs, **bold**, *stress* and links. Shown after an answer.'),
        source: z.string().min(1).max(200).optional().describe('The name of the source that the facts link to.'),
      }),
    )
    .describe('The words of each question, by its id.'),
  ...easierWords.shape,
});

/** What decides in a quiz: ids, dates and the right answers. Hashed as `versions.rules`. */
export const quizRules = pollRules.extend({
  changeable: z.literal(false),
  questions: z
    .array(z.object({ id: optionId, kind: z.literal('one'), options: z.array(z.object({ id: optionId })).min(2), right: optionId }))
    .min(1),
});

/** A quiz as the site publishes it at `/data/quizzes/<slug>.json`. Its right answers are public: it is for learning, not for prizes. */
export const quizDefinition = z.object({
  kind: z.literal('quiz'),
  slug,
  consultation: slug.optional(),
  sources: z.record(optionId, z.string()).describe('Where each answer can be checked, by the id of its question: as in the facts.'),
  rules: quizRules,
  words: z.record(language, quizWords),
  versions,
});
export type QuizDefinition = z.infer<typeof quizDefinition>;

/** A questionnaire of either kind. */
export type QuestionnaireDefinition = PollDefinition | QuizDefinition;

const answers = z.array(z.strictObject({ question: optionId, option: optionId }));

/** What a participant sends to a poll: the id of the chosen option. */
export const responseForm = z.strictObject({
  answers: answers.length(1).describe('One answer for each question.'),
  language: language.optional().describe('The language of the page that the answer was given on.'),
});
export type ResponseForm = z.infer<typeof responseForm>;

/** What a participant sends to a quiz: for each question the id of the chosen option. */
export const quizForm = responseForm.extend({ answers: answers.min(1).max(20).describe('One answer for each question.') });

/** Why a breakdown is not shown. */
export const withheld = z.enum(['few', 'after-voting', 'at-close']);

/** A tally: people, never clicks. */
export const tallyReply = z.object({
  poll: slug,
  people: z.number().int().nonnegative().describe('How many people have a standing response.'),
  breakdown: z
    .array(z.object({ option: optionId, people: z.number().int().nonnegative() }))
    .nullable()
    .describe('People for each option in the order of the definition, or null where it is withheld.'),
  withheld: withheld.nullable().describe('Why the breakdown is withheld: too few people, after voting, at the close.'),
  channels: z.partialRecord(channel, z.number().int().nonnegative()).describe('People by channel.'),
  at: instant.describe('When this was read.'),
});
export type Tally = z.infer<typeof tallyReply>;

/** The tally of a quiz: people by option, question by question. */
export const quizTallyReply = tallyReply.omit({ poll: true }).extend({
  quiz: slug,
  breakdown: z
    .array(z.object({ question: optionId, options: z.array(z.object({ option: optionId, people: z.number().int().nonnegative() })) }))
    .nullable()
    .describe('People for each option of each question in the order of the definition, or null where it is withheld.'),
});
export type QuizTally = z.infer<typeof quizTallyReply>;

/** The receipt of a response. What was chosen is present only for the browser that sent it. */
export const receiptReply = z.object({
  id: z.uuid(),
  kind: z.literal('response'),
  questionnaire: z.object({ kind: z.enum(questionnaireKinds), slug }).describe('What was answered.'),
  recordedAt: instant,
  changedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  versions,
  own: z.boolean().describe('Whether this browser sent it.'),
  answers: z.array(z.object({ question: optionId, option: optionId })).nullable(),
  changeable: z.boolean().describe('Whether this browser may change or withdraw it now.'),
});
export type ResponseReceipt = z.infer<typeof receiptReply>;

/** Everything that a browser responded to. */
export const responsesReply = z.object({ responses: z.array(receiptReply) });

/** The reply to a vote: its receipt, and the tally as this browser may see it now. */
export const recordedReply = z.object({ receipt: receiptReply, tally: tallyReply });
export type Recorded = z.infer<typeof recordedReply>;

/** The reply to the answers to a quiz: their receipt, and the tally as this browser may see it now. */
export const quizRecordedReply = z.object({ receipt: receiptReply, tally: quizTallyReply });
export type QuizRecorded = z.infer<typeof quizRecordedReply>;
