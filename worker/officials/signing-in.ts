/** Signing in and out: by a link that was mailed, by passkey or by a single sign-on. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { timingSafeEqual } from 'hono/utils/buffer';
import { describeRoute } from 'hono-openapi';
import { sha256 } from '../definitions/rules.ts';
import { answers, refuses } from '../platform/describe.ts';
import { notFound, refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { unhurriedReading } from '../platform/guards.ts';
import { keyed } from '../platform/keys.ts';
import { valid } from '../platform/validation.ts';
import {
  authentication,
  authenticationThat,
  backFromSingleSignOn,
  base,
  doors,
  hasSingleSignOn,
  refusedBySingleSignOn,
} from './authentication.ts';
import { confirmationForm, linkForm, signedInReply, waysReply } from './contract.ts';
import { addressOf, linkLasts } from './rules.ts';
import { findActive, findByAddress, noted, sendLink } from './store.ts';
import { actorFor, passOn, sessionOf, spentLink } from './who.ts';

/** Ties a mailed link to the browser that asked for it: a link that was forwarded, or fished for, opens nothing elsewhere. */
const askedCookie = 'office.asked';
const askedWith = (c: Context<Environment>, token: string) => keyed(c.env.PARTICIPANT_SECRET, 'office-link', token);

export const signingIn = new Hono<Environment>()
  .get(
    '/office/sign-in',
    describeRoute({ summary: 'By which ways officials sign in here', responses: { 200: answers(waysReply, 'The ways.') } }),
    (c) => c.json({ singleSignOn: hasSingleSignOn(c.env) }, 200),
  )
  .post(
    '/office/links',
    describeRoute({
      summary: 'Ask for a link by mail that signs in',
      description: 'Answers the same for every address, so that nobody learns who is an official.',
      responses: { 202: { description: 'Sent, if there is such an official.' }, 429: refuses('Too often for this address.') },
    }),
    valid('json', linkForm),
    async (c) => {
      const { language, ...form } = c.req.valid('json');
      const address = addressOf(form.address);
      if (!(await c.env.SIGN_INS.limit({ key: await sha256(address) })).success) {
        c.header('Retry-After', '60');
        return refuseWith(c, 429, 'too-many', 'Too many links for this address. Try again in a minute.');
      }
      const official = await findByAddress(c.env.DB, address);
      let token: string = crypto.randomUUID();
      if (official && official.disabledAt === null) {
        const auth = await authenticationThat(c, async (link) => {
          token = link.token;
          await sendLink(c.env.DB, official.id, `/${language}/office/links/${token}`, c.get('now'));
        });
        await auth.api.signInMagicLink({ body: { email: address }, headers: c.req.raw.headers });
        c.get('deliver')();
      }
      const secure = new URL(c.req.url).protocol === 'https:';
      setCookie(c, askedCookie, await askedWith(c, token), {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        maxAge: linkLasts / 1000,
      });
      return c.body(null, 202);
    },
  )
  .post(
    '/office/links/confirm',
    describeRoute({
      summary: 'Sign in with a link that was mailed',
      description: 'By a press of a button, for mail scanners open links; and in the browser that asked for it.',
      responses: {
        200: answers(signedInReply, 'Signed in.'),
        403: refuses('Another browser asked for it.'),
        410: refuses('Used, or too old.'),
      },
    }),
    valid('json', confirmationForm),
    async (c) => {
      const { token } = c.req.valid('json');
      if (!(await timingSafeEqual(getCookie(c, askedCookie) ?? '', await askedWith(c, token)))) {
        return refuseWith(c, 403, 'other-browser', 'Open the link in the browser where you asked for it.');
      }
      const auth = await authentication(c);
      const verified = await auth.api
        .magicLinkVerify({ query: { token }, headers: c.req.raw.headers, returnHeaders: true })
        // better-auth answers a link that was used, or is too old, with a redirect
        .catch(() => null);
      const official = verified && (await findActive(c.env.DB, verified.response.user.id));
      if (!official) return spentLink(c);
      await noted(c.env.DB, actorFor(c, official), 'sessions.begin-by-link');
      passOn(c, verified.headers);
      deleteCookie(c, askedCookie, { path: '/' });
      return c.json({ official: official.id }, 200);
    },
  )
  .post(
    '/office/sign-out',
    describeRoute({ summary: 'Sign out here', responses: { 204: { description: 'The session is over.' } } }),
    async (c) => {
      const session = await sessionOf(c);
      const official = session && (await findActive(c.env.DB, session.user.id));
      const auth = await authentication(c);
      const out = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
      passOn(c, out.headers);
      if (official) await noted(c.env.DB, actorFor(c, official), 'sessions.end');
      return c.body(null, 204);
    },
  )
  .get(
    '/office/single-sign-on',
    unhurriedReading,
    describeRoute({ summary: 'Go to the single sign-on', responses: { 302: { description: 'To it.' } } }),
    async (c) => {
      if (!hasSingleSignOn(c.env)) return notFound(c);
      const auth = await authentication(c);
      const language = c.req.query('language')?.match(/^[a-z]{2,3}$/)?.[0] ?? 'en';
      const { response, headers } = await auth.api.signInSocial({
        body: {
          provider: 'sso',
          callbackURL: `/${language}/office`,
          errorCallbackURL: `/${language}/office/sign-in?refused=sso`,
          disableRedirect: true,
        },
        headers: c.req.raw.headers,
        returnHeaders: true,
      });
      passOn(c, headers);
      return c.redirect(String(response.url), 302);
    },
  )
  // a browser that asks for a challenge leaves it in the database
  .all('/office/auth/*', unhurriedReading, async (c) => {
    const door = `${c.req.method} ${new URL(c.req.url).pathname.slice(base.length)}`;
    if (!doors.has(door)) return notFound(c);
    const auth = await authentication(c);
    const { method, url, headers } = c.req.raw;
    // the guards have read the body: what they read is handed on
    const body = method === 'GET' ? null : await c.req.arrayBuffer();
    const answer = await auth.handler(new Request(url, { method, headers, body }));
    if (answer.status >= 400) {
      if (door === `GET ${backFromSingleSignOn}`) return c.redirect(refusedBySingleSignOn, 302);
      return refuseWith(c, answer.status === 401 ? 401 : 400, 'not-recognised', 'This sign-in was not recognised.');
    }
    await note(c, door, answer);
    // a new answer, for the headers of this one can't be changed
    const passed = new Response(answer.body, answer);
    passed.headers.set('Cache-Control', 'private, no-store');
    return passed;
  });

/** Writes down what came in by one of better-auth's own doors. */
async function note(c: Context<Environment>, door: string, answer: Response): Promise<void> {
  const acts: Record<string, string> = {
    'POST /passkey/verify-registration': 'passkeys.enrol',
    'POST /passkey/verify-authentication': 'sessions.begin-by-passkey',
    [`GET ${backFromSingleSignOn}`]: 'sessions.begin-by-single-sign-on',
  };
  const act = acts[door];
  if (!act) return;
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const cookie = set.some((one) => one?.includes('session_token=')) ? set.join('; ') : c.req.header('cookie');
  const auth = await authentication(c);
  const session = cookie ? await auth.api.getSession({ headers: new Headers({ cookie }) }) : null;
  const official = session && (await findActive(c.env.DB, session.user.id));
  if (official) await noted(c.env.DB, actorFor(c, official), act);
}
