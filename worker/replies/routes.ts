/** Official replies over HTTP: their history for everybody; for officials the questions without one, posting, editing, withdrawing. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { officialReply } from '../comments/contract.ts';
import { replyInPublic, showsReplies } from '../comments/rules.ts';
import { canonical, departmentOf, sha256 } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { actorOf, allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { editForm, questionsQuery, questionsReply, repliesReply, replyForm, replyHistory } from './contract.ts';
import { mayAnswer, wordingOf } from './rules.ts';
import { edit, find, findComment, findStanding, latest, post, questions, questionsByConsultation, versionsOf, withdraw } from './store.ts';
import { changedMeanwhile, inPublic, iso, onWire, refuseWording, unknownDepartment } from './wire.ts';

type Request = Context<Environment>;

const byId = valid('param', z.object({ id: z.uuid() }));
/** As many as an official looks back on. */
const mostReplies = 20;

export const replies = new Hono<Environment>()
  .get(
    '/official-replies/:id',
    describeRoute({
      summary: 'An official reply with everything that it ever said',
      responses: { 200: answers(replyHistory, 'The first version first.'), 404: refuses('No such reply, or its comment is hidden.') },
    }),
    byId,
    async (c) => {
      const found = await find(c.env.DB, c.req.valid('param').id);
      if (!found || !showsReplies(found.comment.state)) return notFound(c);
      const { comment, ...reply } = found;
      const versions = (await versionsOf(c.env.DB, reply.id)).map(({ version, words, editedAt }) => ({
        version,
        words: reply.withdrawnAt === null ? words : null,
        since: iso(editedAt),
      }));
      c.header('Cache-Control', 'public, max-age=5');
      return c.json({ comment: comment.id, reply: replyInPublic(reply), versions }, 200);
    },
  )
  .get(
    '/office/replies/questions',
    allowed('answer'),
    describeRoute({
      summary: 'Comments that ask something and have no official reply',
      description: 'On the consultations that the official answers for: those of their department, or all.',
      responses: { 200: answers(questionsReply, 'The oldest first.') },
    }),
    valid('query', questionsQuery),
    async (c) => {
      const { consultation, after, limit } = c.req.valid('query');
      const own = await ownConsultations(c);
      const asked = consultation === undefined ? own : own.filter((slug) => slug === consultation);
      const [page, consultations] = await Promise.all([
        questions(c.env.DB, asked, readCursor(after), limit),
        questionsByConsultation(c.env.DB, own),
      ]);
      return c.json(
        {
          questions: page.rows.map(onWire),
          next: writeCursor(page.next),
          consultations: consultations.map((row) => ({ ...row, oldest: iso(row.oldest) })),
        },
        200,
      );
    },
  )
  .get(
    '/office/replies',
    allowed('answer'),
    describeRoute({
      summary: 'The latest official replies',
      description: 'On the consultations that the official answers for.',
      responses: { 200: answers(repliesReply, 'The latest first.') },
    }),
    async (c) => {
      const rows = await latest(c.env.DB, await ownConsultations(c), mostReplies);
      return c.json(
        {
          replies: rows.map(({ comment: { state, ...comment }, ...reply }) => ({
            comment: { ...onWire(comment), body: state === 'published' ? comment.body : null },
            reply: replyInPublic(reply),
          })),
        },
        200,
      );
    },
  )
  .post(
    '/office/replies',
    allowed('answer'),
    describeRoute({
      summary: 'Answer a comment in the name of a department or of the whole public body',
      description: 'A department has one reply to a comment that stands. The same words again give the same reply.',
      responses: {
        200: answers(officialReply, 'The department has said exactly this already.'),
        201: answers(officialReply, 'It is public at once.'),
        400: refuses('Nothing to read, too long, or in a language that the portal is not in.'),
        403: refuses('The consultation, or the name to answer in, belongs to another department.'),
        404: refuses('No such comment, or it is not published.'),
        409: refuses('The department has answered meanwhile, or the comment is no longer published.'),
      },
    }),
    valid('json', replyForm),
    async (c) => {
      const official = officialOf(c);
      const { comment: id, words, ...form } = c.req.valid('json');
      const comment = await findComment(c.env.DB, id);
      if (comment?.state !== 'published') return notFound(c);
      const { languages, departments, ...index } = await c.get('published').index();
      const of = departmentOf(index, 'consultation', comment.consultation);
      const department = form.department === undefined ? official.department : form.department;
      if (!mayAnswer(official, of, department)) return notAllowed(c);
      if (department !== null && !departments.includes(department)) return unknownDepartment(c);
      const wording = wordingOf(words, languages);
      if (wording.tag !== 'said') return refuseWording(c, wording);
      const said = { words: wording.words, hash: await sha256(canonical(wording.words)) };
      const reply = uuidv7();
      const posted = await post(c.env.DB, actorOf(c), { id: reply, comment: id, department, ...said });
      const standing = posted ? await find(c.env.DB, reply) : await findStanding(c.env.DB, id, department);
      if (posted && standing) return c.json(inPublic(standing), 201);
      if (standing && canonical(standing.words) === canonical(said.words)) return c.json(inPublic(standing), 200);
      return changedMeanwhile(c, standing);
    },
  )
  .put(
    '/office/replies/:id',
    allowed('answer'),
    describeRoute({
      summary: 'Change what a reply says',
      description: 'What it said before stays readable for everybody, with dates.',
      responses: {
        200: answers(officialReply, 'As it stands now.'),
        400: refuses('Nothing to read, too long, or in a language that the portal is not in.'),
        403: refuses('It belongs to another department.'),
        404: refuses('No such reply.'),
        409: refuses('Changed or withdrawn by somebody else meanwhile.'),
      },
    }),
    byId,
    valid('json', editForm),
    async (c) => {
      const found = await own(c, c.req.valid('param').id);
      if (found instanceof Response) return found;
      const { expecting, words } = c.req.valid('json');
      const { languages } = await c.get('published').index();
      const wording = wordingOf(words, languages);
      if (wording.tag !== 'said') return refuseWording(c, wording);
      const unchanged = canonical(found.words) === canonical(wording.words) && found.withdrawnAt === null;
      if (unchanged) return c.json(inPublic(found), 200);
      const hash = await sha256(canonical(wording.words));
      const { id, comment } = found;
      const edited = await edit(c.env.DB, actorOf(c), { id, comment: comment.id, seen: expecting, words: wording.words, hash });
      const standing = (await find(c.env.DB, id)) ?? found;
      return edited ? c.json(inPublic(standing), 200) : changedMeanwhile(c, standing);
    },
  )
  .delete(
    '/office/replies/:id',
    allowed('answer'),
    describeRoute({
      summary: 'Withdraw a reply',
      description: 'A stub with its dates stays, and the department can answer anew.',
      responses: {
        204: { description: 'It is withdrawn.' },
        403: refuses('It belongs to another department.'),
        404: refuses('No such reply.'),
      },
    }),
    byId,
    async (c) => {
      const found = await own(c, c.req.valid('param').id);
      if (found instanceof Response) return found;
      await withdraw(c.env.DB, actorOf(c), { id: found.id, comment: found.comment.id });
      return c.body(null, 204);
    },
  );

/** The consultations that the official who asks answers for. */
async function ownConsultations(c: Request): Promise<string[]> {
  const { entries } = await c.get('published').index();
  const official = officialOf(c);
  return entries
    .filter(({ kind, department }) => kind === 'consultation' && may(official, 'answer', department ?? null))
    .map(({ slug }) => slug);
}

/** A reply that the official may change; or why not. */
async function own(c: Request, id: string) {
  const found = await find(c.env.DB, id);
  if (!found) return notFound(c);
  const of = departmentOf(await c.get('published').index(), 'consultation', found.comment.consultation);
  return mayAnswer(officialOf(c), of, found.department) ? found : notAllowed(c);
}
