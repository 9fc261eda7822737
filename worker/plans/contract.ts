/** Action plans: "you said, we did". Commitments with what was said, what will be done or why not, and dated updates. */
import { z } from 'zod';
import {
  easierWords,
  instant,
  language,
  origin,
  publishedIndex,
  reference,
  slug,
  subjects,
  update,
  versions,
} from '../definitions/contract.ts';
import { statuses } from '../definitions/rules.ts';
import { told } from '../officials/contract.ts';
import { longestNote } from './rules.ts';

const datedUpdate = z.strictObject({
  id: slug.describe('Names the update; its note in each language stands in the words under this id.'),
  ...update.shape,
  evidence: reference
    .optional()
    .describe('Where it can be checked: a path of this portal after the language, /documents/…, or an https address.'),
});

const commitment = z.strictObject({
  id: slug,
  by: instant.optional().describe('Promised before this instant. Leave it out where nothing will be done.'),
  lead: slug.describe('The department that answers for it: an id of `departments` in portal.yaml.'),
  from: origin.describe('What it comes from.'),
  updates: z.array(datedUpdate).default([]).describe('What happened when. The latest one says where the commitment stands; none: planned.'),
});

/** Facts of a plan: `content/plans/<slug>/plan.yaml`. Words are beside it, a file for each language. */
export const planFacts = z.strictObject({
  adopted: instant.describe('Since when the public body is bound by it.'),
  consultations: z.array(slug).default([]).describe('The consultations that it answers.'),
  commitments: z.array(commitment).min(1).describe('What was promised, in the order in which it is read.'),
  ...subjects.shape,
});

/** Words of a plan in one language: the front matter of `<language>.md`. The body is the introduction. */
export const planWords = z.strictObject({
  title: z.string().min(1).max(160),
  summary: z.string().min(1).max(400).describe('What the plan promises and to whom, in one or two sentences.'),
  commitments: z
    .record(
      slug,
      z.strictObject({
        said: z.string().min(1).max(400).describe('What people said, in their words.'),
        answer: z.string().min(1).max(600).describe('What will be done; or, where nothing will be, why not.'),
        themes: z.array(z.string().min(1).max(80)).default([]).describe('What of many comments it gathers, in a few words each.'),
        updates: z.record(slug, z.string().min(1).max(600)).default({}).describe('The note of each update, by its id.'),
      }),
    )
    .describe('The words of each commitment, by its id.'),
  ...easierWords.shape,
});

/** What binds the public body: since when, to whom it answers, and each commitment with its updates. Hashed as `versions.rules`. */
export const planRules = z.object({ adopted: instant, consultations: z.array(slug), commitments: z.array(commitment) });

/** A plan as the site publishes it at `/data/plans/<slug>.json`. */
export const planDefinition = z.object({
  kind: z.literal('plan'),
  slug,
  rules: planRules,
  words: z.record(language, planWords),
  versions,
});
export type PlanDefinition = z.infer<typeof planDefinition>;
/** One promise of a plan. */
export type Commitment = PlanDefinition['rules']['commitments'][number];

const note = z.record(language, z.string());

/** What an update said before it was corrected. */
const earlier = z.strictObject({
  ...datedUpdate.shape,
  words: note,
  postedAt: instant,
  correctedAt: instant,
});

/** An update as everybody reads it: from the plan's own words, or posted by an official since. */
const toldUpdate = z.strictObject({
  ...datedUpdate.shape,
  words: note.describe('The note in each language that it has one in. Where nothing will be done it is the reason.'),
  postedAt: instant.nullable().describe('When an official posted it; null where it was published with the plan.'),
  earlier: z.array(earlier).describe('What it said before it was corrected, the latest first. None of it counts.'),
});
export type ToldUpdate = z.infer<typeof toldUpdate>;

const count = z.int().min(0);

/** What a plan has come to, as `/api/plans/:slug/progress` tells it. */
export const progressReply = z.object({
  plan: slug,
  progress: z
    .object({ planned: count, 'under-way': count, done: count, 'not-doing': count, all: count, late: count })
    .describe('How many commitments stand where, how many there are, and how many of them are late. Counted from the updates.'),
  commitments: z
    .array(
      z.object({
        id: slug,
        by: instant.nullable().describe('Promised before this instant; null where nothing was.'),
        status: z.enum(statuses).describe('As the latest update says; planned where there is none.'),
        since: instant.nullable().describe('Since when it stands there without a break; null where nothing has happened yet.'),
        late: z.boolean().describe('Whether what was promised by now is neither done nor given up with a reason.'),
        updates: z.array(toldUpdate).describe('What has happened so far, the latest first.'),
      }),
    )
    .describe('Every commitment, in the order of the plan.'),
  at: instant,
});
export type PlanProgress = z.infer<typeof progressReply>;

/** What an official posts on a commitment. */
export const updateForm = z.strictObject({
  expecting: z
    .int()
    .min(0)
    .describe('How many updates had been posted on it when the official saw it: it is refused where there are others by now.'),
  status: z.enum(statuses),
  at: instant.describe('When this was so: not before the plan was adopted, and not in the future.'),
  words: told(longestNote)
    .optional()
    .describe('A note in one language of the portal at least. Where nothing will be done it is the reason.'),
  evidence: reference.max(500).optional().describe('Where it can be checked: a path of this portal, /documents/…, or an https address.'),
  corrects: z.uuid().optional().describe('The posted update that this one takes the place of: it stays readable, and no longer counts.'),
});
export type UpdateForm = z.infer<typeof updateForm>;

/** The plans in which the official answers for something. */
export const officePlansReply = z.object({
  plans: z
    .array(
      publishedIndex.shape.plans.element.pick({ slug: true, words: true }).extend({
        commitments: z
          .array(
            publishedIndex.shape.plans.element.shape.commitments.element.pick({ id: true, lead: true, words: true }).extend({
              by: instant.nullable(),
              status: z.enum(statuses),
              late: z.boolean(),
              silent: z.boolean().describe('Whether nothing has been heard of it for long, though it is neither done nor given up.'),
              latest: instant.nullable().describe('When the latest update was so.'),
            }),
          )
          .describe('Those that are late first, then those of which nothing has been heard for long; what is finished last.'),
      }),
    )
    .describe('Those with the most that is late first.'),
});
export type OfficePlans = z.infer<typeof officePlansReply>;
