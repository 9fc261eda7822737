/** What the contracts of all kinds share: instants, names, versions, channels. */
import { z } from 'zod';
import { assurances, channels, phases } from './rules.ts';

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
export type Assurance = z.infer<typeof assurance>;

/** By which way something reached us. */
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

/** The kinds of entries that are open between two instants. */
export const kind = z.enum(['consultation', 'poll']);
export type Kind = z.infer<typeof kind>;

/** What the site publishes of all entries at `/data/index.json`. */
export const publishedIndex = z.object({
  languages: z.array(language).describe('The languages of the portal.'),
  entries: z.array(
    z.object({
      kind,
      slug,
      schedule,
      consultation: slug.nullable().describe('The consultation that a poll is a part of.'),
      words: z.record(language, z.object({ title: z.string(), summary: z.string() })),
    }),
  ),
});
export type PublishedIndex = z.infer<typeof publishedIndex>;

/** An entry as it stands now. */
export const entriesReply = z.object({
  entries: z.array(
    publishedIndex.shape.entries.element.extend({
      phase: z.enum(phases),
      notice: z.enum(['closing-soon', 'overdue']).nullable(),
      people: z.number().int().describe('People who took part.'),
    }),
  ),
  at: instant,
});
export type Entry = z.infer<typeof entriesReply>['entries'][number];
