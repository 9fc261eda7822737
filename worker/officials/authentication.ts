/**
 * How officials sign in: better-auth over D1, with passkeys, links by mail and a single sign-on. There are no passwords, nobody signs
 * up, and of better-auth's addresses only those in `doors` can be reached.
 */
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, magicLink } from 'better-auth/plugins';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Environment } from '../platform/environment.ts';
import { keyed } from '../platform/keys.ts';
import { linkLasts } from './rules.ts';

export const base = '/api/office/auth';

/** Where a single sign-on sends people back to, under `base`. */
export const backFromSingleSignOn = '/callback/sso';
/** The page for those who come back with nothing that can be used. Whose language it was is not known there any more. */
export const refusedBySingleSignOn = '/en/office/sign-in?refused=sso';

/** What a browser may ask of better-auth itself: the ceremonies of passkeys (WebAuthn), and the way back from a single sign-on. */
export const doors: ReadonlySet<string> = new Set([
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
  `GET ${backFromSingleSignOn}`,
]);

/** A session lasts a working day. */
const sessionLasts = 12 * 60 * 60;

/** Signs in whoever was invited: for the portal itself, never over HTTP. */
const byInvitation = {
  id: 'by-invitation',
  endpoints: {
    signInByInvitation: createAuthEndpoint(
      '/by-invitation',
      { method: 'POST', body: z.object({ official: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.official);
        if (!user) throw new Error('an invitation names no official');
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ session: session.id });
      },
    ),
  },
} as const;

interface Surroundings {
  env: Environment['Bindings'];
  origin: string;
  secret: string;
  /** Hands a link on to be sent. */
  send: (link: { email: string; token: string }) => Promise<void>;
}

function create({ env, origin, secret, send }: Surroundings) {
  return betterAuth({
    appName: 'Kikar',
    baseURL: origin,
    basePath: base,
    secret,
    database: env.DB,
    telemetry: { enabled: false },
    onAPIError: { errorURL: refusedBySingleSignOn },
    logger: { disabled: true },
    // `unhurried` and SIGN_INS slow who tries too often
    rateLimit: { enabled: false },
    trustedOrigins: [origin],
    advanced: {
      cookiePrefix: 'office',
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid' },
    },
    user: {
      modelName: 'officials',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      // `input: false`: nothing that a request says changes these
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        department: { type: 'string', required: false, input: false },
        language: { type: 'string', required: true, input: false },
        disabledAt: { type: 'number', required: false, input: false, fieldName: 'disabled_at' },
      },
    },
    session: {
      modelName: 'office_sessions',
      fields: {
        userId: 'official',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: sessionLasts,
      updateAge: 15 * 60,
      freshAge: sessionLasts,
    },
    account: {
      modelName: 'office_accounts',
      fields: {
        userId: 'official',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      // An admin wrote the address down; that it is the person's own, the organisation has to say (`email_verified`).
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: {
      modelName: 'office_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      passkey({
        rpName: 'Kikar',
        rpID: new URL(origin).hostname,
        origin,
        schema: {
          passkey: {
            modelName: 'office_passkeys',
            fields: {
              publicKey: 'public_key',
              userId: 'official',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      }),
      magicLink({
        expiresIn: linkLasts / 1000,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => send({ email, token }),
      }),
      byInvitation,
      ...(env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'sso',
                  discoveryUrl: `${env.OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
                  clientId: env.OIDC_CLIENT_ID,
                  clientSecret: env.OIDC_CLIENT_SECRET,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  });
}

type Authentication = ReturnType<typeof create>;
const made = new WeakMap<D1Database, Map<string, Authentication>>();

/** Sign-in as one request meets it: made once for a database and an origin, for making it takes longer than asking it. */
export async function authentication(c: Context<Environment>): Promise<Authentication> {
  const { origin } = new URL(c.req.url);
  const secret = await keyed(c.env.PARTICIPANT_SECRET, 'office');
  const name = JSON.stringify([origin, secret, c.env.OIDC_ISSUER, c.env.OIDC_CLIENT_ID, c.env.OIDC_CLIENT_SECRET]);
  const known = made.get(c.env.DB)?.get(name);
  if (known) return known;
  const fresh = create({ env: c.env, origin, secret, send: async () => {} });
  // A Worker must not wait for what another request has begun: it is kept when it is ready.
  await fresh.$context;
  made.set(c.env.DB, new Map(made.get(c.env.DB)).set(name, fresh));
  return fresh;
}

/** Sign-in for one request that may send a link: whoever sends knows the request. */
export async function authenticationThat(c: Context<Environment>, send: Surroundings['send']): Promise<Authentication> {
  return create({ env: c.env, origin: new URL(c.req.url).origin, secret: await keyed(c.env.PARTICIPANT_SECRET, 'office'), send });
}

/** Whether a single sign-on is set up. */
export function hasSingleSignOn(env: Environment['Bindings']): boolean {
  return Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET);
}
