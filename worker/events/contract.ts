/** Town halls: events with a place or a link, an agenda, speakers by their function, documents, and minutes. */
import { z } from 'zod';
import { documents, documentTitles, easierWords, instant, language, slug, subjects, versions } from '../definitions/contract.ts';

/** Facts of an event: `content/events/<slug>/event.yaml`. Words are beside it, a file for each language. */
export const eventFacts = z.strictObject({
  starts: instant.describe('When it begins, with the offset of that day.'),
  ends: instant.describe('When it ends.'),
  minutesBy: instant.optional().describe('The public body promises minutes before this instant.'),
  minutesAt: instant.optional().describe('When the minutes were published. Leave it out until they are.'),
  cancelled: z.boolean().default(false).describe('Whether it does not take place; `cancellation` in the words says why.'),
  online: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe('The https address where it can be followed from home.'),
  agenda: z
    .array(
      z.strictObject({
        id: slug,
        at: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time of day, as 18:30')
          .describe('The time of day at which it comes up, as 18:30.'),
      }),
    )
    .default([])
    .describe('What comes up when; its words stand under the same id.'),
  speakers: z.array(slug).default([]).describe('Ids of those who speak. The words name their functions, not their persons.'),
  documents,
  consultation: slug.optional().describe('The consultation that it is about.'),
  ...subjects.shape,
});

/** Words of an event in one language: the front matter of `<language>.md`. The body says what it is about. */
export const eventWords = z.strictObject({
  title: z.string().min(1).max(160),
  summary: z.string().min(1).max(400).describe('What it is for and who should come, in one or two sentences.'),
  place: z
    .strictObject({
      name: z.string().min(1).max(120),
      address: z.string().min(1).max(200),
      access: z
        .string()
        .max(600)
        .optional()
        .describe('How to get there and in: step-free ways, buses, induction loop, interpreters, child care.'),
    })
    .optional()
    .describe('Where it takes place. Leave it out where it is online only.'),
  onlineNote: z.string().max(400).optional().describe('How to take part from home.'),
  agenda: z.record(slug, z.string().min(1).max(200)).default({}).describe('What comes up, by the ids of the facts.'),
  speakers: z.record(slug, z.string().min(1).max(160)).default({}).describe('The function of each speaker, by the ids of the facts.'),
  documents: documentTitles,
  cancellation: z.string().max(600).optional().describe('Why it does not take place, and what is done instead.'),
  minutes: z.string().optional().describe('What was said and decided, in Markdown. Shown by builds from `minutesAt` on.'),
  ...easierWords.shape,
});

/** What decides: when it takes place, whether it does, and its minutes. Hashed as `versions.rules`. */
export const eventRules = z.object({
  starts: instant,
  ends: instant,
  minutesBy: instant.optional(),
  minutesAt: instant.optional(),
  cancelled: z.boolean(),
});

/** An event as the site publishes it at `/data/events/<slug>.json`. */
export const eventDefinition = z.object({
  kind: z.literal('event'),
  slug,
  consultation: slug.optional(),
  rules: eventRules,
  words: z.record(language, eventWords.pick({ title: true, summary: true, place: true, cancellation: true })),
  versions,
});
export type EventDefinition = z.infer<typeof eventDefinition>;
