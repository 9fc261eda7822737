/** What the contracts of all kinds share: instants, names, versions, channels. */
import { z } from 'zod';
import { assurances, channels, phases, statuses } from './rules.ts';

/** An instant with its offset, `2026-11-02T08:00:00+02:00`. A date without a time is refused: it would mean two instants. */
export const instant = z.iso
  .datetime({ offset: true, error: 'write an instant with its offset, as 2026-11-02T08:00:00+02:00' })
  .describe('An instant with its offset from UTC, as 2026-11-02T08:00:00+02:00.');

/** The part of a URL that names an entry: small Latin letters, digits and hyphens (a dot where an imported set has one). */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/, 'use small letters, digits and single hyphens, as almond-street')
  .max(80);

/** A language of words, as in a URL: `en`, `he`, `ar`. */
export const language = z.string().regex(/^[a-z]{2,3}$/, 'write the language as two or three small letters');

export const schedule = z.object({
  opens: instant.describe('From this instant people can take part.'),
  closes: instant.describe('From this instant they no longer can: the last moment to take part is just before it.'),
  answerBy: instant.optional().describe('The public body promises an answer before this instant.'),
  answeredAt: instant.optional().describe('When the answer was published. Leave it out until it is.'),
});

export type Schedule = z.infer<typeof schedule>;

/** Both versions of a definition: SHA-256 (hex) of its canonical JSON (RFC 8785). */
export const versions = z.object({
  rules: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the ids, kinds, dates and conditions.'),
  words: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the words in every language.'),
});

/** How sure we are that one response is one person, weakest first. Only `open` can be reached today. */
export const assurance = z.enum(assurances);

/** By which way something reached us. */
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

/** What finds an entry: its subjects and districts, as `portal.yaml` names them, and where it lies. Part of the facts of every kind. */
export const subjects = z.object({
  topics: z.array(slug).default([]).describe('What it is about: ids of `topics` in portal.yaml.'),
  areas: z.array(slug).default([]).describe('Which districts it is about: ids of `areas` in portal.yaml. None: the whole town.'),
  department: slug.optional().describe('Which department asks and answers: an id of `departments` in portal.yaml. None: the whole body.'),
  place: z
    .strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })
    .optional()
    .describe('Where it lies on the map, in degrees (WGS 84).'),
});

/** Files that belong to an entry. */
export const documents = z
  .array(
    z.strictObject({
      id: slug.describe('Names the document; its title in each language stands in the words under this id.'),
      href: z
        .string()
        .regex(/^(\/documents\/|https:\/\/)\S+$/, 'write a path under /documents/ or an https address')
        .describe('Path under /documents/ of a file in site/public/documents, or an https address.'),
      format: z.string().max(20).describe('What the file is: PDF, CSV, ODT.'),
      size: z.string().max(20).optional().describe('How large it is, in words: 120 KB.'),
    }),
  )
  .default([])
  .describe('Files that belong to it; their titles stand in the words.');

/** The title of each document, by its id: part of the words beside `documents`. */
export const documentTitles = z.record(slug, z.string().min(1)).default({}).describe('The title of each document, by its id.');

/** Where something can be checked: evidence of a commitment, the source of an answer. */
export const reference = z.string().regex(/^(\/\S*|https:\/\/\S+)$/, 'write a path of this portal or an https address');

/** The same said for more people. Part of the words of every kind. */
export const easierWords = z.object({
  easyRead: z.string().max(3000).optional().describe('The matter in easy language, in Markdown: short sentences, one thought in each.'),
  signLanguage: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe('The https address of a video in sign language.'),
});

/** The kinds of entries that are open, or take place, between two instants. */
export const kind = z.enum(['consultation', 'poll', 'quiz', 'event']);
export type Kind = z.infer<typeof kind>;

/** How long it is kept who sent what. Part of the facts and the rules of everything that people answer or comment on. */
export const keeping = z.object({
  keptUntil: instant
    .optional()
    .describe(
      'Until this instant answers and comments can be linked to the browser that sent them; then nobody can any more. None: for ever.',
    ),
});

/** Since when something is suspended, and why. */
export const hold = z.object({
  since: instant,
  words: z.record(language, z.string()).describe('The public reason, in at least one language.'),
});
export type StandingHold = z.infer<typeof hold>;

/** What a commitment of an action plan comes from, so that everybody can follow it back. */
export const origin = z.strictObject({
  consultation: slug.optional().describe('The consultation in which it was said.'),
  polls: z.array(slug).default([]).describe('Polls that showed it.'),
  events: z.array(slug).default([]).describe('Town halls at which it was said.'),
  comments: z.array(z.uuid()).default([]).describe('Ids of comments that said it.'),
});

/** Where a commitment stands, and since when. */
export const update = z.object({
  at: instant.describe('When this was so.'),
  status: z.enum(statuses),
});

const inShort = z.object({ title: z.string(), summary: z.string() });

/** What the site publishes of all entries at `/data/index.json`. */
export const publishedIndex = z.object({
  languages: z.array(language).describe('The languages of the portal.'),
  timeZone: z.string().describe('The IANA time zone of all dates.'),
  departments: z.array(slug).describe('The departments that answer for entries and commitments.'),
  readsWithin: z.int().default(24).describe('Hours within which the portal promises to read a comment, a report and an appeal.'),
  entries: z.array(
    z.object({
      kind,
      slug,
      schedule: schedule.describe('Of a town hall: when it begins and ends, and until when and since when there are minutes.'),
      consultation: slug.nullable().describe('The consultation that a poll, a quiz or a town hall is a part of.'),
      cancelled: z.boolean().optional().describe('Whether a town hall does not take place. Absent for every other kind.'),
      ...keeping.shape,
      ...subjects.shape,
      words: z.record(language, inShort.extend({ where: z.string().optional().describe('The name of the place of a town hall.') })),
    }),
  ),
  plans: z.array(
    z.object({
      slug,
      adopted: instant.describe('Since when the public body is bound by it.'),
      consultations: z.array(slug).describe('The consultations that it answers.'),
      ...subjects.shape,
      words: z.record(language, inShort),
      commitments: z.array(
        z.object({
          id: slug,
          by: instant.optional().describe('Promised before this instant.'),
          lead: slug.describe('The department that answers for it.'),
          from: origin,
          updates: z.array(update),
          words: z.record(language, z.object({ said: z.string(), answer: z.string() })),
        }),
      ),
    }),
  ),
  pages: z.array(z.object({ slug, words: z.record(language, inShort) })).describe('The plain pages, such as "How we count".'),
});
export type PublishedIndex = z.infer<typeof publishedIndex>;
export type PublishedEntry = PublishedIndex['entries'][number];
export type PublishedPlan = PublishedIndex['plans'][number];

/** An entry as it stands now. */
export const entriesReply = z.object({
  entries: z.array(
    publishedIndex.shape.entries.element.extend({
      phase: z.enum(phases),
      notice: z.enum(['closing-soon', 'overdue']).nullable(),
      people: z.number().int().describe('People who took part.'),
      hold: hold.nullable().describe('Whether taking part is suspended now.'),
    }),
  ),
  plans: publishedIndex.shape.plans,
  at: instant,
});
export type Entry = z.infer<typeof entriesReply>['entries'][number];
