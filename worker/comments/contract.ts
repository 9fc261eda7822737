/** Consultations and the comments that people write on them. */
import { z } from 'zod';
import {
  assurance,
  channel,
  documents,
  documentTitles,
  easierWords,
  instant,
  keeping,
  language,
  schedule,
  slug,
  subjects,
  versions,
} from '../definitions/contract.ts';
import { erasureGrounds } from '../erasures/rules.ts';
import { appealStates } from '../objections/rules.ts';
import { hidingReasons, reactions, sortings, states } from './rules.ts';

/** How comments are taken on a consultation. */
const commenting = z.object({
  moderation: z.enum(['before', 'after']).describe('Whether a person reads a comment before it is published, or after.'),
  maximumLength: z.int().min(100).max(20000).default(2000).describe('Longest comment, in characters as people count them.'),
  replies: z.boolean().default(true).describe('Whether a comment can be replied to (one level).'),
});

/** Facts of a consultation: `content/consultations/<slug>/consultation.yaml`. Words are beside it, a file for each language. */
export const consultationFacts = z.strictObject({
  ...schedule.shape,
  comments: z.strictObject(commenting.shape).optional().describe('Leave out where comments are not taken.'),
  assurance: assurance.default('open').describe('How sure we must be that one participant is one person.'),
  ...keeping.shape,
  ...subjects.shape,
  documents,
  source: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where an imported deliberation was first held.'),
});

/** Words of a consultation in one language: the front matter of `<language>.md`. The body is the background. */
export const consultationWords = z.strictObject({
  title: z.string().min(1).max(160).describe('What is asked, as a question or a plain name.'),
  summary: z.string().max(600).describe('In plain words, at most three sentences: what it is about and what may change.'),
  decision: z.string().max(600).optional().describe('Who decides, and what can and cannot change by what people say.'),
  documents: documentTitles,
  otherWays: z.array(z.string()).default([]).describe('Other ways to take part, in Markdown: by phone, on paper, in person.'),
  lateReason: z.string().max(600).optional().describe('Why the promised answer is late, and when it will come.'),
  outcome: z.string().optional().describe('What was decided and why, in Markdown. Shown by builds from `answeredAt` on.'),
  ...easierWords.shape,
});

export const consultationRules = z.object({ ...schedule.shape, ...keeping.shape, assurance, comments: commenting.nullable() });

/** A consultation as the site publishes it at `/data/consultations/<slug>.json`, and as the Worker reads it. */
export const consultationDefinition = z.object({
  kind: z.literal('consultation'),
  slug,
  rules: consultationRules,
  words: z.record(language, z.object({ title: z.string(), summary: z.string() })),
  versions,
});
export type ConsultationDefinition = z.infer<typeof consultationDefinition>;

/** What a person may do with somebody's comment. */
export const reaction = z.enum(reactions);
export type Reaction = z.infer<typeof reaction>;

export const hidingReason = z.enum(hidingReasons);
export type HidingReason = z.infer<typeof hidingReason>;

export const sorting = z.enum(sortings);
export type Sorting = z.infer<typeof sorting>;

/** What a citizen sends. The length in characters is the definition's to refuse; this only bounds what is read. */
export const commentForm = z.strictObject({
  body: z.string().max(100_000).describe('Plain text in any script.'),
  language: language.describe('The language that it is written in.'),
  replyTo: z.uuid().optional().describe('The id of the comment that this one answers.'),
});

export const reactionForm = z.strictObject({ reaction });

export const listQuery = z.object({
  sort: sorting.default('newest'),
  language: language.optional(),
  after: z.string().max(200).optional().describe('The cursor of the page before.'),
  hidden: z.enum(['only']).optional().describe('Only the stubs of hidden comments, newest first.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const threadQuery = z.object({ after: z.string().max(200).optional().describe('The cursor of the replies before.') });

/** What the public body answered to a comment. Whose hand wrote it is told to nobody. */
export const officialReply = z.object({
  id: z.uuid(),
  department: slug.nullable().describe('The department that answers; null: the whole public body.'),
  words: z.record(language, z.string()).nullable().describe('Plain text in one language at least; null where the reply was withdrawn.'),
  postedAt: instant,
  version: z.int().min(1),
  editedAt: instant.nullable().describe('Since when it says this; null where it was never edited.'),
  withdrawnAt: instant.nullable(),
});
export type OfficialReply = z.infer<typeof officialReply>;

/** A comment as anybody may see it. A hidden or withdrawn one is a stub: no body, and the reason. */
export const commentReply = z.object({
  id: z.uuid(),
  consultation: slug,
  replyTo: z.uuid().nullable(),
  language,
  state: z.enum(states),
  body: z.string().nullable(),
  hiddenFor: hidingReason.nullable(),
  submittedAt: instant,
  channel: channel,
  agrees: z.number().int(),
  disagrees: z.number().int(),
  passes: z.number().int(),
  replies: z.number().int(),
  officialReplies: z.array(officialReply).describe('The oldest first. None to a hidden comment.'),
  erased: z
    .object({ at: instant, ground: z.enum(erasureGrounds) })
    .nullable()
    .describe('Since when its text is erased on request, and on which ground.'),
  own: z.boolean().describe('Whether this browser wrote it.'),
  ownReaction: reaction.nullable().describe('How this browser reacted.'),
});
export type Comment = z.infer<typeof commentReply>;

/** How many people and comments a consultation has. People are those who commented or reacted. */
export const totalsReply = z.object({
  people: z.number().int(),
  comments: z.number().int(),
});

export const commentsReply = z.object({
  comments: z.array(commentReply),
  hidden: z.number().int().describe('How many comments are hidden.'),
  next: z.string().nullable().describe('The cursor of the next page, or null on the last one.'),
  languages: z.array(z.object({ language, comments: z.number().int() })),
  totals: totalsReply,
});
export type CommentsPage = z.infer<typeof commentsReply>;

/** A thread: a comment and its replies, oldest first. */
export const threadReply = z.object({
  comment: commentReply,
  parent: commentReply.nullable(),
  replies: z.array(commentReply),
  next: z.string().nullable().describe('The cursor of the next replies.'),
});
export type Thread = z.infer<typeof threadReply>;

/** What was decided about a comment, as its author alone may know it. */
export const ruling = z.object({
  decidedAt: instant.nullable().describe('When it was hidden; null where it is not, or not by a decision.'),
  note: z.string().nullable().describe('What the moderator wrote to its author.'),
  appealable: z.boolean().describe('Whether its author may still appeal: it is hidden by a decision, and was not appealed before.'),
  appeal: z
    .object({
      state: z.enum(appealStates),
      words: z.string(),
      at: instant,
      decidedAt: instant.nullable(),
      note: z.string().nullable().describe('What the moderator who decided wrote to its author.'),
    })
    .nullable(),
});

/** The receipt of a comment: its text and its state are shown to the browser that wrote it; to others only what is public. */
export const commentReceipt = z.object({
  id: z.uuid(),
  kind: z.literal('comment'),
  recordedAt: instant,
  comment: commentReply,
  withdrawable: z.boolean(),
  readBy: instant.nullable().describe('Until when the portal promises to have read it; null where it does not wait.'),
  ruling: ruling.nullable().describe('Null where nothing was decided, and to everybody but its author.'),
});
export type CommentReceipt = z.infer<typeof commentReceipt>;

/** Everything that a browser wrote and reacted to. */
export const contributionsReply = z.object({
  comments: z.array(commentReceipt),
  reactions: z.array(
    z.object({ comment: z.uuid(), consultation: slug, body: z.string().nullable(), reaction, reactedAt: instant, changeable: z.boolean() }),
  ),
});
export type Contributions = z.infer<typeof contributionsReply>;
