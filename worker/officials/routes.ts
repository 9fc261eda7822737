/** Officials over HTTP: who asks, their sessions and passkeys; and for an admin all the others. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { sha256 } from '../definitions/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { isOperator } from '../platform/guards.ts';
import { actorOf, allowed, officialOf } from '../platform/officials.ts';
import { valid } from '../platform/validation.ts';
import { changeForm, invitationForm, invitedReply, listedOfficial, meReply, officialsReply, ownForm, sessionsReply } from './contract.ts';
import { addressOf, invitationLasts, may, permissions } from './rules.ts';
import { change, changeOwn, find, findByAddress, invite, list, refusalOf, remove, sessionsOf } from './store.ts';
import { sessionOf } from './who.ts';

/** An admin; or the holder of the operator's token, who invites the first one. */
const adminOrOperator = createMiddleware<Environment>(async (c, next) =>
  (await isOperator(c)) ? next() : allowed('manage-officials')(c, next),
);

const byId = valid('param', z.object({ id: z.string().max(100) }));
const unknownDepartment = (c: Context<Environment>) =>
  refuseWith(c, 400, 'invalid', 'There is no such department.', { fields: [{ path: 'department', message: 'write one of portal.yaml' }] });

async function isKnownDepartment(c: Context<Environment>, department: string | null): Promise<boolean> {
  return department === null || (await c.get('published').index()).departments.includes(department);
}

export const officials = new Hono<Environment>()
  .get(
    '/office/me',
    allowed('see-desk'),
    describeRoute({ summary: 'Who is signed in', responses: { 200: answers(meReply, 'The official.'), 401: refuses('Nobody.') } }),
    async (c) => {
      const official = officialOf(c);
      const { passkeys } = await sessionsOf(c.env.DB, official.id);
      return c.json({ official, permissions: permissions.filter((one) => may(official, one)), passkeys: passkeys.length }, 200);
    },
  )
  .put(
    '/office/me',
    allowed('see-desk'),
    describeRoute({ summary: 'Change the own name or language', responses: { 204: { description: 'Changed.' } } }),
    valid('json', ownForm),
    async (c) => {
      await changeOwn(c.env.DB, { ...actorOf(c), official: officialOf(c).id }, c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .get(
    '/office/me/sessions',
    allowed('see-desk'),
    describeRoute({
      summary: 'Where one is signed in, and with which passkeys',
      responses: { 200: answers(sessionsReply, 'All of them.') },
    }),
    async (c) => {
      const current = await sessionOf(c);
      const { sessions, passkeys } = await sessionsOf(c.env.DB, officialOf(c).id);
      return c.json(
        {
          sessions: sessions.map(({ id, userAgent, createdAt, updatedAt }) => ({
            id,
            device: userAgent || null,
            since: createdAt,
            lastSeenAt: updatedAt,
            current: id === current?.session.id,
          })),
          passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name, since: createdAt })),
        },
        200,
      );
    },
  )
  .delete(
    '/office/me/sessions/:id',
    allowed('see-desk'),
    describeRoute({ summary: 'End a session', responses: { 204: { description: 'It is over.' }, 404: refuses('None of yours.') } }),
    byId,
    async (c) => {
      const actor = { ...actorOf(c), official: officialOf(c).id };
      return (await remove(c.env.DB, actor, 'sessions', c.req.valid('param').id)) ? c.body(null, 204) : notFound(c);
    },
  )
  .delete(
    '/office/me/passkeys/:id',
    allowed('see-desk'),
    describeRoute({
      summary: 'Remove a passkey',
      responses: { 204: { description: 'It opens nothing any more.' }, 404: refuses('None of yours.') },
    }),
    byId,
    async (c) => {
      const actor = { ...actorOf(c), official: officialOf(c).id };
      return (await remove(c.env.DB, actor, 'passkeys', c.req.valid('param').id)) ? c.body(null, 204) : notFound(c);
    },
  )
  .get(
    '/office/officials',
    allowed('manage-officials'),
    describeRoute({ summary: 'All officials', responses: { 200: answers(officialsReply, 'With what they may do.') } }),
    async (c) => {
      const now = c.get('now');
      const rows = await list(c.env.DB);
      return c.json({ officials: rows.map((row) => listed(row, now)) }, 200);
    },
  )
  .post(
    '/office/officials',
    adminOrOperator,
    describeRoute({
      summary: 'Invite an official, or send somebody a new link',
      security: [{ operator: [] }, {}],
      responses: {
        201: answers(invitedReply, 'The one-time link. It is shown to nobody again.'),
        400: refuses('No such role or department.'),
        409: refuses('This address has another role already, or is disabled: change that first.'),
      },
    }),
    valid('json', invitationForm),
    async (c) => {
      const { role, department, language, ...form } = c.req.valid('json');
      if (!(await isKnownDepartment(c, department)) || (role === 'admin' && department !== null)) return unknownDepartment(c);
      const address = addressOf(form.address);
      const known = await findByAddress(c.env.DB, address);
      if (known && (known.role !== role || known.department !== department || known.disabledAt !== null)) {
        return refuseWith(c, 409, 'changed-meanwhile', 'This address is an official already, with another role or disabled.');
      }
      const token = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '');
      const path = `/${language}/office/invitations/${token}`;
      const official = known?.id ?? crypto.randomUUID();
      const expiresAt = c.get('now') + invitationLasts;
      const byMail = c.get('official') !== null;
      await invite(c.env.DB, actorOf(c), {
        official,
        isNew: !known,
        address,
        role,
        department,
        language,
        tokenHash: await sha256(token),
        expiresAt,
        letter: byMail ? { kind: 'invited', path } : null,
      });
      if (byMail) c.get('deliver')();
      return c.json({ official, path, expiresAt: new Date(expiresAt).toISOString() }, 201);
    },
  )
  .put(
    '/office/officials/:id',
    allowed('manage-officials'),
    describeRoute({
      summary: 'Change what an official may do, or disable them',
      description: 'A disabled official is signed out everywhere at once. The last admin stays one.',
      responses: {
        200: answers(listedOfficial, 'As it is now.'),
        404: refuses('No such official.'),
        409: refuses('The last admin, or changed by somebody else meanwhile.'),
      },
    }),
    byId,
    valid('json', changeForm),
    async (c) => {
      const before = await find(c.env.DB, c.req.valid('param').id);
      if (!before) return notFound(c);
      const { role = before.role, disabled, ...form } = c.req.valid('json');
      const department = form.department === undefined ? before.department : form.department;
      if (!(await isKnownDepartment(c, department)) || (role === 'admin' && department !== null)) return unknownDepartment(c);
      const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? c.get('now')) : null;
      const { id, role: wasRole, department: wasDepartment, disabledAt: wasDisabledAt } = before;
      try {
        await change(
          c.env.DB,
          actorOf(c),
          { id, role: wasRole, department: wasDepartment, disabledAt: wasDisabledAt },
          { role, department, disabledAt },
        );
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'last-admin') return refuseWith(c, 409, 'last-admin', 'Somebody has to stay an admin.');
        if (refusal) return refuseWith(c, 409, refusal, 'Somebody else has changed this official meanwhile.');
        throw error;
      }
      const now = (await list(c.env.DB)).find((one) => one.id === id);
      return now ? c.json(listed(now, c.get('now')), 200) : notFound(c);
    },
  );

function listed({ disabledAt, invitedUntil, cameIn, ...row }: Awaited<ReturnType<typeof list>>[number], now: number) {
  const waits = invitedUntil !== null && !cameIn;
  return {
    ...row,
    disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
    invitation: waits ? (invitedUntil > now ? ('open' as const) : ('expired' as const)) : null,
  };
}
