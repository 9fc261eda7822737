/** What a browser wrote and reacted to, over HTTP. Mounted before the routes that take an id. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { answers } from '../platform/describe.ts';
import type { Environment } from '../platform/environment.ts';
import { respondentKey } from '../platform/keys.ts';
import { readParticipant } from '../platform/participant.ts';
import { type Contributions, contributionsReply } from './contract.ts';
import { refuseReaction, subjectOf } from './rules.ts';
import { consultationsWithPeople, contributions, withdraw } from './store.ts';
import { consultationOf, receiptsFor } from './wire.ts';

export const ownComments = new Hono<Environment>()
  .get(
    '/comments/mine',
    describeRoute({
      summary: 'All comments and reactions of this browser',
      responses: { 200: answers(contributionsReply, 'Newest first.') },
    }),
    async (c) => {
      c.header('Cache-Control', 'private, no-store');
      const participant = await readParticipant(c);
      if (!participant) return c.json({ comments: [], reactions: [] } satisfies Contributions, 200);
      const keys = await keysOf(c.env, participant);
      const { written, reacted } = await contributions(c.env.DB, [...keys.values()]);
      const open = new Map<string, boolean>();
      for (const { comment } of reacted) {
        if (open.has(comment.consultation)) continue;
        const definition = await consultationOf(c, comment.consultation);
        open.set(comment.consultation, definition !== null && refuseReaction(definition, c.get('now')) === null);
      }
      return c.json(
        {
          comments: await receiptsFor(c, written, ({ author }) => author),
          reactions: reacted.map(({ comment, reaction, reactedAt }) => ({
            comment: comment.id,
            consultation: comment.consultation,
            body: comment.state === 'published' ? comment.body : null,
            reaction,
            reactedAt: new Date(reactedAt).toISOString(),
            changeable: open.get(comment.consultation) ?? false,
          })),
        } satisfies Contributions,
        200,
      );
    },
  )
  .delete(
    '/comments/mine',
    describeRoute({
      summary: 'Withdraw all comments of this browser',
      responses: { 204: { description: 'Their texts are erased; stubs stay where others replied.' } },
    }),
    async (c) => {
      const participant = await readParticipant(c);
      const keys = participant ? await keysOf(c.env, participant) : new Map<string, string>();
      for (const key of keys.values()) await withdraw(c.env.DB, key, null);
      return c.body(null, 204);
    },
  );

/** The participant's key on each consultation: computed, for nothing stored joins them. */
async function keysOf(env: Environment['Bindings'], participant: string): Promise<Map<string, string>> {
  const consultations = await consultationsWithPeople(env.DB);
  const pairs = consultations.map(
    async (consultation) => [consultation, await respondentKey(env.PARTICIPANT_SECRET, subjectOf(consultation), participant)] as const,
  );
  return new Map(await Promise.all(pairs));
}
