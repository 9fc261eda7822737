/** Erasures: a participant's texts that are taken out on request, each with a ground of the published list. */
import { z } from 'zod';
import { instant, language, slug } from '../definitions/contract.ts';
import { erasureGrounds, erasureScopes } from './rules.ts';

export const erasureGround = z.enum(erasureGrounds);

/** What an official sends. */
export const erasureForm = z.strictObject({
  comment: z.string().min(1).max(500).describe('The id of a comment, its address, or that of its receipt.'),
  scope: z.enum(erasureScopes).describe('This text alone, or all that the same browser wrote on this consultation.'),
  ground: erasureGround,
});

/** The texts that an erasure would take. */
export const textsQuery = erasureForm.omit({ ground: true });
export const textsReply = z.object({
  texts: z.array(z.object({ comment: z.uuid(), body: z.string(), language, submittedAt: instant })).describe('The oldest first.'),
});

/** A text that was erased. Nothing of it is told, nor of who wrote it. */
const erasure = z.object({
  comment: z.uuid(),
  consultation: slug,
  ground: erasureGround,
  at: instant,
  official: z.string().describe('The name of the official, for the office.'),
});

export const erasedReply = z.object({ erased: z.array(z.uuid()).describe('The comments whose texts are gone.') });

export const erasuresQuery = z.object({ before: z.uuid().optional().describe('The last comment of the page before.') });
export const erasuresReply = z.object({ erasures: z.array(erasure).describe('The latest first.'), next: z.uuid().nullable() });
