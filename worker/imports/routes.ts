/** Imports over HTTP, for the holder of the operator's token. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { type ConsultationDefinition, consultationDefinition } from '../comments/contract.ts';
import { normalized, refuseReaction, subjectOf } from '../comments/rules.ts';
import { slug } from '../definitions/contract.ts';
import { sha256 } from '../definitions/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { operatorOnly } from '../platform/guards.ts';
import { respondentKey } from '../platform/keys.ts';
import { valid } from '../platform/validation.ts';
import { importedComments, importedCounts, importedReactions, importReply } from './contract.ts';
import { importedParticipant, stateOf } from './rules.ts';
import { addComments, addReactions, counts, missing } from './store.ts';

type Request = Context<Environment>;

const bySlug = valid('param', z.object({ slug }));
const described = (summary: string, reply: z.ZodType) =>
  describeRoute({
    summary,
    security: [{ operator: [] }],
    responses: {
      200: answers(reply, 'Done.'),
      401: refuses("Without the operator's token."),
      404: refuses('No such consultation.'),
      409: refuses('At a time when it was not open.'),
    },
  });

export const imports = new Hono<Environment>()
  .use('/imports/*', operatorOnly)
  .get('/imports/consultations/:slug/comments', described('The counts of imported comments', importedCounts), bySlug, async (c) => {
    const consultation = c.req.valid('param').slug;
    if (!(await consultationOf(c, consultation))) return notFound(c);
    c.header('Cache-Control', 'private, no-store');
    return c.json({ consultation, ...(await counts(c.env.DB, consultation)) }, 200);
  })
  .post(
    '/imports/consultations/:slug/comments',
    described('Import comments', importReply),
    bySlug,
    valid('json', importedComments),
    async (c) => {
      const consultation = c.req.valid('param').slug;
      const definition = await consultationOf(c, consultation);
      if (!definition) return notFound(c);
      const { comments } = c.req.valid('json');
      if (!open(definition, comments, c.get('now'))) return outside(c);
      const rows = await Promise.all(
        comments.map(async ({ author, at, rejected, ...comment }) => ({
          ...comment,
          id: uuidv7(),
          author: await keyOf(c, consultation, author),
          fingerprint: await sha256(normalized(comment.body)),
          submittedAt: Date.parse(at),
          state: stateOf(definition.rules.comments?.moderation ?? 'after', rejected),
        })),
      );
      const taken = await addComments(c.env.DB, consultation, c.env.PARTICIPANT_SECRET_ID ?? '1', rows);
      return c.json({ taken, unchanged: comments.length - taken }, 200);
    },
  )
  .post(
    '/imports/consultations/:slug/reactions',
    described('Import reactions', importReply),
    bySlug,
    valid('json', importedReactions),
    async (c) => {
      const consultation = c.req.valid('param').slug;
      const definition = await consultationOf(c, consultation);
      if (!definition) return notFound(c);
      const { reactions } = c.req.valid('json');
      if (!open(definition, reactions, c.get('now'))) return outside(c);
      const absent = await missing(c.env.DB, consultation, [...new Set(reactions.map((reaction) => reaction.comment))]);
      if (absent.length > 0) {
        return refuseWith(c, 409, 'not-found', 'Import the comments before the reactions to them.', { details: { absent: absent.length } });
      }
      const rows = await Promise.all(
        reactions.map(async ({ comment, voter, reaction, at }) => ({
          comment,
          respondent: await keyOf(c, consultation, voter),
          reaction,
          reactedAt: Date.parse(at),
        })),
      );
      const taken = await addReactions(c.env.DB, consultation, rows);
      return c.json({ taken, unchanged: reactions.length - taken }, 200);
    },
  );

function consultationOf(c: Request, slug: string): Promise<ConsultationDefinition | null> {
  return c.get('published').read('consultations', slug, consultationDefinition);
}

/**
 * Whether the consultation took part in each act at its own time, which is what `now` means to an imported act; and whether it is still
 * kept who sent what.
 */
function open(definition: ConsultationDefinition, acts: readonly { at: string }[], now: number): boolean {
  const { keptUntil } = definition.rules;
  if (keptUntil && now >= Date.parse(keptUntil)) return false;
  return acts.every((act) => refuseReaction(definition, Date.parse(act.at)) === null);
}

function keyOf(c: Request, consultation: string, person: string): Promise<string> {
  return respondentKey(c.env.PARTICIPANT_SECRET, subjectOf(consultation), importedParticipant(consultation, person));
}

function outside(c: Request) {
  return refuseWith(c, 409, 'closed', 'The consultation was not open at the time of one of these acts.');
}
