/** Questionnaires. A poll is a questionnaire of one question with a live tally; other kinds join it here. */
import { z } from 'zod';
import { assurance, channel, instant, language, schedule, slug, versions } from '../definitions/contract.ts';

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
});

/** Words of a poll in one language: the front matter of `content/polls/<slug>/<language>.md`. The body is background. */
export const pollWords = z.strictObject({
  question: z.string().min(1).max(200).describe('The question, as a person would ask it.'),
  hint: z.string().max(300).optional().describe('One sentence under the question: what exactly is meant.'),
  summary: z.string().min(1).max(300).describe('One sentence for lists: what is decided with this.'),
  options: z.record(optionId, z.string().min(1).max(120)).describe('The label of each option, by its id.'),
});

/** What decides: everything that a right answer or a count depends on. Hashed as `versions.rules`. */
export const pollRules = z.object({
  ...schedule.shape,
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

/** What a participant sends: for each question the id of the chosen option. */
export const responseForm = z.strictObject({
  answers: z
    .array(z.strictObject({ question: optionId, option: optionId }))
    .length(1)
    .describe('One answer for each question.'),
  language: language.optional().describe('The language of the page that the answer was given on.'),
});
export type ResponseForm = z.infer<typeof responseForm>;

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

/** The receipt of a response. What was chosen is present only for the browser that sent it. */
export const receiptReply = z.object({
  id: z.uuid(),
  kind: z.literal('response'),
  poll: slug,
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
