/** Only who was invited comes in, each link opens once, and nobody raises their own role. */
import { describe, expect, test } from 'vitest';
import { invitationAttempts } from '../../worker/officials/rules.ts';
import { scheduled } from '../../worker/scheduled.ts';
import { expectNothingInternal, refused } from '../support/answers.ts';
import { bindings } from '../support/bindings.ts';
import { invitation, signedIn, tokenIn } from '../support/officials.ts';
import { type Browser, origin, Portal } from '../support/portal.ts';

const accept = (browser: Browser, token: string, address: string, more: object = {}) =>
  browser.send('POST', '/api/office/invitations/accept', { body: { token, address, name: 'Noa', ...more } });

/** The path in the latest letter of a kind to an official, as it would be mailed. */
async function mailed(kind: string, official: string): Promise<string> {
  const row = await bindings.DB.prepare('select letter from letters where kind = ?1 and official = ?2 order by queued_at desc limit 1')
    .bind(kind, official)
    .first<{ letter: string }>();
  return JSON.parse(row?.letter ?? '{}').path ?? '';
}

const me = (browser: Browser) => browser.get('/api/office/me');

describe('an invitation', () => {
  test('lets the invited address in, once', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'Noa@Tal-Oren.example', 'editor', 'gardens');
    const browser = portal.browser();
    expect((await accept(browser, tokenIn(path), ' noa@tal-oren.example ')).status).toBe(200);
    expect(await (await me(browser)).json()).toMatchObject({
      official: { name: 'Noa', email: 'noa@tal-oren.example', role: 'editor', department: 'gardens' },
      permissions: ['see-desk', 'answer', 'report-progress'],
    });
    await refused(await accept(portal.browser(), tokenIn(path), 'noa@tal-oren.example'), 410, 'link-spent');
  });

  test('of two browsers that use it at once one comes in', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'noa@tal-oren.example', 'editor');
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(portal.browser(), tokenIn(path), 'noa@tal-oren.example')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410, 410, 410]);
  });

  test('that was forwarded opens nothing to who does not know the address, and gives up after a few tries', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'noa@tal-oren.example', 'editor');
    for (let attempt = 1; attempt <= invitationAttempts; attempt += 1) {
      const answer = await accept(portal.browser(), tokenIn(path), `guess-${attempt}@tal-oren.example`);
      expect((await answer.clone().text()).includes('noa@')).toBe(false);
      await refused(answer, 403, 'not-recognised');
    }
    await refused(await accept(portal.browser(), tokenIn(path), 'noa@tal-oren.example'), 410, 'link-spent');
  });

  test('that was forwarded gives up after as few tries where they come all at once', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'noa@tal-oren.example', 'editor');
    const guesses = Array.from({ length: 20 }, (_, n) => accept(portal.browser(), tokenIn(path), `guess-${n}@tal-oren.example`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(invitationAttempts);
    expect(statuses.filter((status) => status === 410)).toHaveLength(20 - invitationAttempts);
  });

  test('that is too old, that was made up, and that a newer one replaced open nothing', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'noa@tal-oren.example', 'editor');
    const newer = await invitation(portal, 'noa@tal-oren.example', 'editor');
    await refused(await accept(portal.browser(), tokenIn(path), 'noa@tal-oren.example'), 410, 'link-spent');
    await refused(await accept(portal.browser(), 'x'.repeat(64), 'noa@tal-oren.example'), 410, 'link-spent');
    portal.now = '2026-11-26T12:00:00+02:00';
    await refused(await accept(portal.browser(), tokenIn(newer.path), 'noa@tal-oren.example'), 410, 'link-spent');
  });

  test('its address hears that somebody came in by it', async () => {
    const portal = new Portal();
    const { official } = await signedIn(portal, 'clerk');
    const { results } = await bindings.DB.prepare("select official from letters where kind = 'invitation-used'").all();
    expect(results).toEqual([{ official }]);
  });

  test('needs the operator’s token or an admin', async () => {
    const portal = new Portal();
    const body = { address: 'x@tal-oren.example', role: 'admin' };
    const wrong = { authorization: 'Bearer a token of somebody else, long enough to be one' };
    await refused(await portal.browser().send('POST', '/api/office/officials', { body, headers: wrong }), 401, 'signed-out');
  });
});

describe('a link by mail', () => {
  const ask = (browser: Browser, address: string) => browser.send('POST', '/api/office/links', { body: { address, language: 'he' } });
  const confirm = (browser: Browser, token: string) => browser.send('POST', '/api/office/links/confirm', { body: { token } });

  test('signs in the browser that asked for it, once', async () => {
    const portal = new Portal();
    const { official, address } = await signedIn(portal, 'moderator');
    const browser = portal.browser();
    expect((await ask(browser, address.toUpperCase())).status).toBe(202);
    const path = await mailed('sign-in', official);
    expect(path).toMatch(/^\/he\/office\/links\//);
    expect((await confirm(browser, tokenIn(path))).status).toBe(200);
    expect(await (await me(browser)).json()).toMatchObject({ official: { id: official } });
    await refused(await confirm(browser, tokenIn(path)), 403, 'other-browser');
  });

  test('is spent where it is sent twice at once', async () => {
    const portal = new Portal();
    const { official, address } = await signedIn(portal, 'moderator');
    const browser = portal.browser();
    await ask(browser, address);
    const token = tokenIn(await mailed('sign-in', official));
    const twins = [portal.browser(browser.cookie), portal.browser(browser.cookie)];
    const answers = await Promise.all(twins.map((twin) => confirm(twin, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  test('that was forwarded opens nothing in another browser, and still works in the right one', async () => {
    const portal = new Portal();
    const { official, address } = await signedIn(portal, 'moderator');
    const browser = portal.browser();
    await ask(browser, address);
    const token = tokenIn(await mailed('sign-in', official));
    await refused(await confirm(portal.browser(), token), 403, 'other-browser');
    // who asked for a link too, for an address of their own, doesn't get in by somebody else's
    const stranger = portal.browser();
    await ask(stranger, 'stranger@tal-oren.example');
    await refused(await confirm(stranger, token), 403, 'other-browser');
    expect((await confirm(browser, token)).status).toBe(200);
  });

  test('that is too old opens nothing', async () => {
    const portal = new Portal();
    const { official, address } = await signedIn(portal, 'moderator');
    const browser = portal.browser();
    await ask(browser, address);
    await bindings.DB.prepare("update office_verifications set expires_at = '2026-01-01T00:00:00.000Z'").run();
    await refused(await confirm(browser, tokenIn(await mailed('sign-in', official))), 410, 'link-spent');
  });

  test('tells nobody who is an official: an unknown address and a disabled one look the same', async () => {
    const portal = new Portal();
    const admin = await signedIn(portal, 'admin');
    const gone = await signedIn(portal, 'clerk');
    await admin.send('PUT', `/api/office/officials/${gone.official}`, { body: { disabled: true } });
    const [known, unknown, disabled] = [portal.browser(), portal.browser(), portal.browser()];
    const answers = [await ask(known, admin.address), await ask(unknown, 'nobody@tal-oren.example'), await ask(disabled, gone.address)];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(
      new Set(
        answers.map((answer) =>
          answer.headers
            .getSetCookie()
            .map((cookie) => cookie.length)
            .join(),
        ),
      ).size,
    ).toBe(1);
    expect(await mailed('sign-in', gone.official)).toBe('');
  });

  test('is not opened by reading the page that it leads to', async () => {
    const portal = new Portal();
    const { official, address } = await signedIn(portal, 'moderator');
    const browser = portal.browser();
    await ask(browser, address);
    const token = tokenIn(await mailed('sign-in', official));
    // what a mail scanner may try
    for (const path of [`/api/office/auth/magic-link/verify?token=${token}`, `/api/office/links/confirm?token=${token}`]) {
      expect((await browser.get(path)).status).toBe(404);
    }
    expect((await confirm(browser, token)).status).toBe(200);
  });
});

describe('a role', () => {
  test('is not raised by what a request says', async () => {
    const portal = new Portal();
    const clerk = await signedIn(portal, 'clerk');
    await refused(await clerk.send('PUT', '/api/office/me', { body: { name: 'Noa', role: 'admin' } }), 400, 'invalid');
    await refused(await clerk.send('PUT', `/api/office/officials/${clerk.official}`, { body: { role: 'admin' } }), 403, 'not-allowed');
    // better-auth's own addresses would change a user: none of them is there
    for (const path of [
      'update-user',
      'sign-up/email',
      'sign-in/email',
      'admin/set-role',
      'change-email',
      'by-invitation',
      'get-session',
    ]) {
      expect((await clerk.send('POST', `/api/office/auth/${path}`, { body: { role: 'admin', official: clerk.official } })).status).toBe(
        404,
      );
    }
    const { path } = await invitation(portal, 'new@tal-oren.example', 'clerk');
    await refused(await accept(portal.browser(), tokenIn(path), 'new@tal-oren.example', { role: 'admin' }), 400, 'invalid');
    expect(await (await me(clerk)).json()).toMatchObject({ official: { role: 'clerk' } });
  });

  test('holds from the next request on, and a disabled official is out at once', async () => {
    const portal = new Portal();
    const admin = await signedIn(portal, 'admin');
    const editor = await signedIn(portal, 'editor');
    expect((await admin.send('PUT', `/api/office/officials/${editor.official}`, { body: { role: 'analyst' } })).status).toBe(200);
    expect(await (await me(editor)).json()).toMatchObject({ official: { role: 'analyst' } });
    expect((await admin.send('PUT', `/api/office/officials/${editor.official}`, { body: { disabled: true } })).status).toBe(200);
    await refused(await me(editor), 401, 'signed-out');
  });

  test('the last admin stays one, even where two go at once', async () => {
    const portal = new Portal();
    const [one, other] = [await signedIn(portal, 'admin'), await signedIn(portal, 'admin')];
    const answers = await Promise.all([
      one.send('PUT', `/api/office/officials/${one.official}`, { body: { role: 'editor' } }),
      other.send('PUT', `/api/office/officials/${other.official}`, { body: { disabled: true } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const left = answers[0]?.status === 409 ? one : other;
    await refused(await left.send('PUT', `/api/office/officials/${left.official}`, { body: { role: 'clerk' } }), 409, 'last-admin');
  });

  test('of an admin is never for one department, and a department has to be there', async () => {
    const admin = await signedIn(new Portal(), 'admin');
    for (const body of [
      { address: 'x@tal-oren.example', role: 'admin', department: 'gardens' },
      { address: 'x@tal-oren.example', role: 'editor', department: 'of-mystery' },
    ]) {
      await refused(await admin.send('POST', '/api/office/officials', { body }), 400, 'invalid');
    }
  });
});

describe('a session', () => {
  test('that was ended elsewhere opens nothing any more', async () => {
    const portal = new Portal();
    const here = await signedIn(portal, 'admin');
    const there = portal.browser();
    await there.send('POST', '/api/office/links', { body: { address: here.address, language: 'en' } });
    await there.send('POST', '/api/office/links/confirm', { body: { token: tokenIn(await mailed('sign-in', here.official)) } });
    const { sessions } = await (await here.get('/api/office/me/sessions')).json<{ sessions: { id: string; current: boolean }[] }>();
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }) => !current)?.id;
    expect((await here.send('DELETE', `/api/office/me/sessions/${other}`)).status).toBe(204);
    const error = await refused(await me(there), 401, 'signed-out');
    expectNothingInternal(JSON.stringify(error));
    expect((await me(here)).status).toBe(200);
  });

  test('that is over is listed no more, and forgotten a month later', async () => {
    const portal = new Portal();
    const [here, other] = [await signedIn(portal, 'admin'), await signedIn(portal, 'clerk')];
    const over = (official: string, days: number) =>
      bindings.DB.prepare('update office_sessions set expires_at = ?, user_agent = ? where official = ?')
        .bind(new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString(), `Browser ${days}`, official)
        .run();
    const devices = async () =>
      (await bindings.DB.prepare('select user_agent from office_sessions order by 1').all<{ user_agent: string }>()).results.map(
        (row) => row.user_agent,
      );
    await over(here.official, 29);
    await over(other.official, 31);
    const again = portal.browser();
    await again.send('POST', '/api/office/links', { body: { address: here.address, language: 'en' } });
    await again.send('POST', '/api/office/links/confirm', { body: { token: tokenIn(await mailed('sign-in', here.official)) } });
    const { sessions } = await (await again.get('/api/office/me/sessions')).json<{ sessions: { current: boolean }[] }>();
    expect(sessions).toMatchObject([{ current: true }]);
    await scheduled(portal.bindings, portal.desk);
    expect(await devices()).toEqual([expect.anything(), 'Browser 29']);
  });

  test('of somebody else can’t be ended', async () => {
    const portal = new Portal();
    const [one, other] = [await signedIn(portal, 'admin'), await signedIn(portal, 'clerk')];
    const { sessions } = await (await one.get('/api/office/me/sessions')).json<{ sessions: { id: string }[] }>();
    await refused(await other.send('DELETE', `/api/office/me/sessions/${sessions[0]?.id}`), 404, 'not-found');
    expect((await me(one)).status).toBe(200);
  });

  test('keeps no address, and its cookie is for this portal alone', async () => {
    const portal = new Portal();
    const { path } = await invitation(portal, 'noa@tal-oren.example', 'editor');
    const answer = await portal.request('/api/office/invitations/accept', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '203.0.113.7' },
      body: JSON.stringify({ token: tokenIn(path), address: 'noa@tal-oren.example', name: 'Noa' }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Secure-office\.session_token=[^;]+;.*HttpOnly; Secure; SameSite=Lax/);
    const rows = JSON.stringify((await bindings.DB.prepare('select * from office_sessions').all()).results);
    expect(rows).not.toContain('203.0.113.7');
  });

  test('whose cookie was altered is nobody’s', async () => {
    const portal = new Portal();
    const { cookie } = await signedIn(portal, 'admin');
    const altered = cookie?.replace(/token=(.)/, (_, first) => `token=${first === 'A' ? 'B' : 'A'}`) ?? null;
    await refused(await me(portal.browser(altered)), 401, 'signed-out');
  });
});

test('every coming and going, and every new name, is on record, by id and never by name or address', async () => {
  const portal = new Portal();
  const { official, address, ...browser } = Object.assign(await signedIn(portal, 'editor'));
  await portal.browser(browser.cookie).send('PUT', '/api/office/me', { body: { name: 'The mayor', language: 'he' } });
  await portal.browser(browser.cookie).send('POST', '/api/office/sign-out');
  const { results } = await bindings.DB.prepare('select * from acts order by place').all<{ act: string; official: string | null }>();
  expect(results.map((row) => [row.act, row.official])).toEqual([
    ['officials.invite', null],
    ['officials.accept', official],
    ['officials.rename', official],
    ['officials.change-language', official],
    ['sessions.end', official],
  ]);
  expect(JSON.stringify(results)).not.toMatch(new RegExp(`${address}|The editor|The mayor`));
});
