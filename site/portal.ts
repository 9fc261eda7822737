/** What `content/portal.yaml` holds: the facts of a portal that every page shares. */
import { z } from 'zod';
import { slug } from '../worker/definitions/contract.ts';
import { weekdays } from './calendar.ts';

const inEachLanguage = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().min(1));

export const portalFacts = z.strictObject({
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .describe('The languages that the portal is in, the first one first in menus.'),
  defaultLanguage: z.string().describe('The language whose words stand in where others are missing.'),
  timeZone: z.string().describe('The IANA time zone of all dates, as Asia/Jerusalem.'),
  weekBegins: z.enum(weekdays).default('sunday').describe('The day that a week begins with here, in every language: sunday, monday …'),
  name: inEachLanguage.describe('The name of the place, beside the mark.'),
  body: inEachLanguage.describe('The public body that publishes and answers.'),
  promise: inEachLanguage.describe('One sentence of the home page: what the body promises.'),
  notice: inEachLanguage
    .optional()
    .describe(
      'One sentence at the head of every page, for as long as everybody should know it: that this is a demonstration, that a desk is closed.',
    ),
  contact: z.strictObject({
    email: z.email(),
    phone: z.string().min(3),
    address: inEachLanguage,
    hours: inEachLanguage,
  }),
  inDanger: inEachLanguage
    .optional()
    .describe('Whom to turn to at once when somebody is in danger, in Markdown: shown wherever people write.'),
  topics: z.record(slug, inEachLanguage).default({}).describe('The subjects that entries are found by: an id and its names.'),
  areas: z.record(slug, inEachLanguage).default({}).describe('The districts: an id and its names. Their outlines are in map.geojson.'),
  moderation: z
    .strictObject({ within: z.int().min(1).max(720).default(24).describe('Hours within which somebody reads what waits to be read.') })
    .default({ within: 24 })
    .describe('What the body promises to people who write.'),
  departments: z.record(slug, inEachLanguage).default({}).describe('The departments that answer for commitments: an id and its names.'),
});
export type PortalFacts = z.infer<typeof portalFacts>;
