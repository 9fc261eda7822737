/** Erasing texts over HTTP, for officials who may. JSON only. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { departmentOf } from '../definitions/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { actorOf, allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { erasedReply, erasureForm, erasuresQuery, erasuresReply, textsQuery, textsReply } from './contract.ts';
import { type ErasureScope, idIn } from './rules.ts';
import { erase, find, list, textsOf } from './store.ts';

const onAPage = 50;

export const erasures = new Hono<Environment>()
  .get(
    '/office/erasures',
    allowed('erase-texts'),
    describeRoute({ summary: 'Texts that were erased', responses: { 200: answers(erasuresReply, 'The latest first.') } }),
    valid('query', erasuresQuery),
    async (c) => {
      const index = await c.get('published').index();
      const official = officialOf(c);
      const rows = await list(c.env.DB, c.req.valid('query').before ?? null, onAPage + 1);
      const page = rows.slice(0, onAPage);
      const own = page.filter(({ consultation }) => may(official, 'erase-texts', departmentOf(index, 'consultation', consultation)));
      const next = rows.length > onAPage ? (page.at(-1)?.comment ?? null) : null;
      return c.json({ erasures: own.map((row) => ({ ...row, at: new Date(row.at).toISOString() })), next }, 200);
    },
  )
  .get(
    '/office/erasures/texts',
    allowed('erase-texts'),
    describeRoute({
      summary: 'The texts that an erasure would take',
      responses: { 200: answers(textsReply, 'None where they are gone already.'), 404: refuses('No such comment.') },
    }),
    valid('query', textsQuery),
    async (c) => {
      const meant = await meantBy(c, c.req.valid('query'));
      if (meant.tag === 'refused') return meant.answer;
      const texts = meant.texts.map((text) => ({ ...text, submittedAt: new Date(text.submittedAt).toISOString() }));
      return c.json({ texts }, 200);
    },
  )
  .post(
    '/office/erasures',
    allowed('erase-texts'),
    describeRoute({
      summary: 'Erase a text, or all that its author wrote on that consultation',
      description: 'For good. Reactions and replies stay and are counted; in place of the text a stub says when and on which ground.',
      responses: {
        201: answers(erasedReply, 'The texts are gone.'),
        403: refuses('The consultation belongs to another department.'),
        404: refuses('No such comment.'),
        409: refuses('There is no text any more.'),
      },
    }),
    valid('json', erasureForm),
    async (c) => {
      const { ground, ...form } = c.req.valid('json');
      const meant = await meantBy(c, form);
      if (meant.tag === 'refused') return meant.answer;
      const ids = meant.texts.map(({ comment }) => comment);
      const actor = { ...actorOf(c), official: officialOf(c).id };
      const erasing = { comment: meant.comment, scope: form.scope, ground, ids };
      if (ids.length === 0 || !(await erase(c.env.DB, actor, erasing))) {
        return refuseWith(c, 409, 'not-changeable', 'There is no text any more.');
      }
      return c.json({ erased: ids }, 201);
    },
  );

/** The comment and the texts that an official means, or the answer that refuses them. */
async function meantBy(c: Context<Environment>, { comment: written, scope }: { comment: string; scope: ErasureScope }) {
  const id = idIn(written);
  const comment = id && (await find(c.env.DB, id));
  if (!comment) return { tag: 'refused', answer: notFound(c) } as const;
  const department = departmentOf(await c.get('published').index(), 'consultation', comment.consultation);
  if (!may(officialOf(c), 'erase-texts', department)) return { tag: 'refused', answer: notAllowed(c) } as const;
  return { tag: 'meant', comment, texts: await textsOf(c.env.DB, comment, scope) } as const;
}
