/** What a moderator reads, over HTTP: the lists, and the history of one comment. JSON only. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { departmentOf } from '../definitions/rules.ts';
import { historyReply, type Queue, queueQuery, queueReply } from '../moderation/contract.ts';
import { grouped, writeSeen } from '../moderation/rules.ts';
import { may } from '../officials/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { allowed, notAllowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { about, historyOf, queue } from './store.ts';
import { countedBy, groupOnWire, historyOnWire, readPlace, writePlace } from './wire.ts';

/** So many comments are read at once to find what belongs together; so many groups are a page. */
const window = 500;
const groupsOnAPage = 25;

export const moderationQueue = new Hono<Environment>()
  .get(
    '/office/moderation/queue',
    allowed('moderate'),
    describeRoute({
      summary: 'Comments to be read, those that belong together beside each other',
      responses: {
        200: answers(queueReply, 'A page of a list.'),
        401: refuses('Nobody is signed in.'),
        403: refuses('Not a moderator.'),
      },
    }),
    valid('query', queueQuery),
    async (c) => {
      const official = officialOf(c);
      const { list, consultation, language, after } = c.req.valid('query');
      const { entries, readsWithin } = await c.get('published').index();
      const own = official.department === null ? null : entries.filter((entry) => entry.kind === 'consultation').map(({ slug }) => slug);
      const reach = {
        consultations: own?.filter((slug) => may(official, 'moderate', departmentOf({ entries }, 'consultation', slug))) ?? null,
      };
      const narrowed =
        consultation === undefined ? reach.consultations : [consultation].filter((slug) => reach.consultations?.includes(slug) ?? true);
      const place = readPlace(after);
      const { rows, isAll, seen, places, totals } = await queue(c.env.DB, {
        list,
        official: official.id,
        scope: { consultations: narrowed, language },
        reach,
        after: place.window,
        limit: window,
      });
      const isAfter = ({ rank, id }: { rank: number; id: string }) =>
        place.group === null || rank > place.group.value || (rank === place.group.value && id > place.group.id);
      const groups = grouped(rows).filter(({ comments: [first] }) => first && isAfter(first));
      const page = groups.slice(0, groupsOnAPage);
      const ids = page.flatMap(({ comments }) => comments.map(({ id }) => id));
      const known = await about(c.env.DB, ids);
      const first = page.at(-1)?.comments[0];
      const last = rows.at(-1);
      const isMoreHere = groups.length > page.length && first;
      const next = isMoreHere
        ? { window: place.window, group: { value: first.rank, id: first.id } }
        : !isAll && last
          ? { window: { value: last.rank, id: last.id }, group: null }
          : null;
      return c.json(
        {
          list,
          groups: page.map((group) => groupOnWire(group, known, { official: official.id, readsWithin })),
          next: next && writePlace(next),
          seen: writeSeen(seen),
          totals,
          consultations: countedBy(places, 'consultation').map(({ value, comments }) => ({ slug: value, comments })),
          languages: countedBy(places, 'language').map(({ value, comments }) => ({ language: value, comments })),
        } satisfies Queue,
        200,
      );
    },
  )
  .get(
    '/office/comments/:id/history',
    allowed('moderate'),
    describeRoute({
      summary: 'All that was decided about a comment, reported of it and said against it',
      responses: {
        200: answers(historyReply, 'The oldest first.'),
        403: refuses('Not a moderator, or of another department.'),
        404: refuses('No such comment.'),
      },
    }),
    valid('param', z.object({ id: z.uuid() })),
    async (c) => {
      const official = officialOf(c);
      const told = await historyOf(c.env.DB, c.req.valid('param').id);
      if (!told) return notFound(c);
      const index = await c.get('published').index();
      if (!may(official, 'moderate', departmentOf(index, 'consultation', told.comment.consultation))) return notAllowed(c);
      const known = await about(c.env.DB, [told.comment.id]);
      return c.json(historyOnWire(told, known, { official: official.id, readsWithin: index.readsWithin }), 200);
    },
  );
