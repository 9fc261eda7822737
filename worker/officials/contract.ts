/** Officials: who they are, what they may do, and how they come in. */
import { z } from 'zod';
import { instant, language, slug } from '../definitions/contract.ts';
import { permissions, roles } from './rules.ts';

export const role = z.enum(roles);

/** Words of the public body in the languages of the portal, at least one: a reply, a note, a reason. */
export const told = (longest: number) =>
  z
    .record(language, z.string().trim().min(1).max(longest))
    .refine((words) => Object.keys(words).length > 0, 'write it in at least one language');
export type Told = Record<string, string>;

/** The official who asks. */
export const official = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  department: slug.nullable().describe('The one department that the role is for; null: the whole public body.'),
  language,
});
export type Official = z.infer<typeof official>;

export const meReply = z.object({
  official,
  permissions: z.array(z.enum(permissions)),
  passkeys: z.number().int().describe('How many passkeys are enrolled.'),
});

const address = z.email().max(200).describe('A mail address.');

export const invitationForm = z.strictObject({
  address,
  role,
  department: slug.nullable().default(null),
  language: language.default('en').describe('The language of what the portal writes to them.'),
});

export const invitedReply = z.object({
  official: z.string(),
  path: z.string().describe('The one-time link, after the address of the portal.'),
  expiresAt: instant,
});

export const acceptanceForm = z.strictObject({
  token: z.string().min(20).max(200),
  address: z.string().max(200),
  name: z.string().trim().min(1).max(100),
});

/** Who is signed in now. */
export const signedInReply = z.object({ official: z.string() });

/** By which ways officials sign in, besides passkeys and links by mail. */
export const waysReply = z.object({ singleSignOn: z.boolean() });

/** Whether a link can still be used. */
export const linkReply = z.object({ state: z.enum(['good', 'used', 'expired']) });

export const linkForm = z.strictObject({ address: z.string().max(200), language });
export const confirmationForm = z.strictObject({ token: z.string().min(20).max(200) });

export const listedOfficial = official.extend({
  disabledAt: instant.nullable(),
  passkeys: z.number().int(),
  lastSeenAt: instant.nullable().describe('When they last used the office.'),
  invitation: z.enum(['open', 'expired']).nullable().describe('Whether they have yet to come in.'),
});
export const officialsReply = z.object({ officials: z.array(listedOfficial) });

export const changeForm = z.strictObject({
  role: role.optional(),
  department: slug.nullable().optional(),
  disabled: z.boolean().optional(),
});

export const ownForm = z
  .strictObject({ name: z.string().trim().min(1).max(100).optional(), language: language.optional() })
  .refine(({ name, language }) => name !== undefined || language !== undefined, 'say what to change');

export const sessionsReply = z.object({
  sessions: z.array(z.object({ id: z.string(), device: z.string().nullable(), since: instant, lastSeenAt: instant, current: z.boolean() })),
  passkeys: z.array(z.object({ id: z.string(), name: z.string().nullable(), since: instant.nullable() })),
});
