/** Coming in by an invitation: once, and only for the address that it was sent to. */
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { sha256 } from '../definitions/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { valid } from '../platform/validation.ts';
import { authentication } from './authentication.ts';
import { acceptanceForm, linkReply, signedInReply } from './contract.ts';
import { addressOf, spent } from './rules.ts';
import { accept, attempt, invitationOf, refusalOf } from './store.ts';
import { actorFor, passOn, spentLink } from './who.ts';

const tokenOf = valid('param', z.object({ token: z.string().min(20).max(200) }));

export const invitations = new Hono<Environment>()
  .get(
    '/office/invitations/:token',
    describeRoute({ summary: 'Whether an invitation can still be used', responses: { 200: answers(linkReply, 'Its state.') } }),
    tokenOf,
    async (c) => {
      const found = await invitationOf(c.env.DB, await sha256(c.req.valid('param').token));
      c.header('Cache-Control', 'private, no-store');
      return c.json({ state: found ? (spent(found.invitation, c.get('now')) ?? ('good' as const)) : ('expired' as const) }, 200);
    },
  )
  .post(
    '/office/invitations/accept',
    describeRoute({
      summary: 'Come in by an invitation',
      description: 'Once. The address has to be the one that was invited: a link that went astray names nobody.',
      responses: {
        200: answers(signedInReply, 'Signed in: a passkey can be enrolled now.'),
        403: refuses('Another address was invited.'),
        410: refuses('Used, or too old.'),
      },
    }),
    valid('json', acceptanceForm),
    async (c) => {
      const { token, address, name } = c.req.valid('json');
      const tokenHash = await sha256(token);
      const found = await invitationOf(c.env.DB, tokenHash);
      if (!found || found.official.disabledAt !== null || spent(found.invitation, c.get('now'))) return spentLink(c);
      const { official } = found;
      if (!(await attempt(c.env.DB, tokenHash))) return spentLink(c);
      if (addressOf(address) !== official.email) {
        return refuseWith(c, 403, 'not-recognised', 'This is not the address that was invited.', {
          fields: [{ path: 'address', message: 'write the address that the invitation was sent to' }],
        });
      }
      try {
        await accept(c.env.DB, actorFor(c, official), tokenHash, name);
      } catch (error) {
        if (refusalOf(error)) return spentLink(c);
        throw error;
      }
      const auth = await authentication(c);
      const signedIn = await auth.api.signInByInvitation({
        body: { official: official.id },
        headers: c.req.raw.headers,
        returnHeaders: true,
      });
      passOn(c, signedIn.headers);
      c.get('deliver')();
      return c.json({ official: official.id }, 200);
    },
  );
