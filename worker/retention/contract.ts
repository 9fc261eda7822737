/** Retention: until when answers and comments can be linked to the browsers that sent them, and where that is over. */
import { z } from 'zod';
import { instant, type PublishedEntry, publishedIndex } from '../definitions/contract.ts';
import { keepingKinds } from './rules.ts';

/** What a promise to forget rests on. */
export type Keeping = Pick<PublishedEntry, 'schedule' | 'keptUntil'>;

/** Every entry that people answer or comment on, with the promise. */
export const retentionReply = z.object({
  entries: z
    .array(
      publishedIndex.shape.entries.element.pick({ slug: true, words: true }).extend({
        kind: z.enum(keepingKinds),
        closes: instant,
        keptUntil: instant.nullable().describe('From then on nobody can tell who sent what. Null: no date is promised.'),
        carriedOutAt: instant.nullable().describe('When it was carried out.'),
        people: z.number().int().nullable().describe('So many people’s keys were replaced by random ones; null until then.'),
        texts: z.number().int().nullable().describe('So many texts that were not public were erased; null until then.'),
      }),
    )
    .describe('What comes first first; then what has no date; then what was carried out, the latest first.'),
  at: instant,
});
export type Retention = z.infer<typeof retentionReply>;
export type KeptEntry = Retention['entries'][number];
