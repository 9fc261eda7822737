/** Mail to officials as an admin sees it: what waits, what failed and why, what was sent. Never a text, never a link. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { answers } from '../platform/describe.ts';
import type { Bindings, Environment } from '../platform/environment.ts';
import { wayOfMail } from '../platform/mail.ts';
import { actorOf, allowed } from '../platform/officials.ts';
import { type LetterState, type MailReply, mailReply } from './contract.ts';
import { hurry, overview } from './store.ts';

const instantOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());

async function replyOf(env: Bindings): Promise<MailReply> {
  const { waitingInAll, ...found } = await overview(env.DB);
  const listed = ({ queuedAt, nextAt, sentAt, givenUpAt, ...row }: (typeof found.sent)[number]): LetterState => {
    const endedAt = sentAt ?? givenUpAt;
    return {
      ...row,
      queuedAt: new Date(queuedAt).toISOString(),
      nextAt: endedAt === null ? instantOf(nextAt) : null,
      endedAt: instantOf(endedAt),
    };
  };
  const [waiting, givenUp, sent] = [found.waiting, found.givenUp, found.sent].map((rows) => rows.map(listed)) as [
    LetterState[],
    LetterState[],
    LetterState[],
  ];
  return { way: wayOfMail(env), waiting, waitingInAll, givenUp, sent };
}

export const mail = new Hono<Environment>()
  .use('/office/mail/*', allowed('manage-officials'))
  .get(
    '/office/mail',
    describeRoute({
      summary: 'Letters to officials: waiting, given up, sent',
      responses: { 200: answers(mailReply, 'The latest of each.') },
    }),
    async (c) => c.json(await replyOf(c.env), 200),
  )
  .post(
    '/office/mail/retry',
    describeRoute({
      summary: 'Try now to send what waits',
      responses: { 200: answers(mailReply, 'What became of it.') },
    }),
    async (c) => {
      await hurry(c.env.DB, actorOf(c));
      await c.get('deliver')();
      return c.json(await replyOf(c.env), 200);
    },
  );
