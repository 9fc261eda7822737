/** What is sealed is sealed for everybody alike: no role, no route and no export knows it early. */
import { expect, test } from 'vitest';
import { liveMessage } from '../../worker/live/contract.ts';
import type { PollDefinition } from '../../worker/questionnaires/contract.ts';
import { aPlan } from '../support/definitions.ts';
import { emptied } from '../support/emptied.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { aTown, chanceTaken, type Town, type Viewer } from '../support/twin-towns.ts';
import { tallyFor } from '../support/votes.ts';

/** Every route of the whole app that is read, as the router has them. */
const routes = [
  ...new Set(
    new Portal(await aPlan({ commitments: {} })).app.routes
      .filter(({ method, path }) => method === 'GET' && !path.includes('*'))
      .map(({ path }) => path),
  ),
];

/** What a route asks for besides its address. */
const asked: Record<string, (town: Pick<Town, 'ids'>) => string> = {
  '/api/office/erasures/texts': ({ ids }) => `?scope=author&comment=${ids[3]}`,
};

/** Routes that have nothing to answer in these towns. A new one has to be reached, or to stand here with its reason. */
const unreached: Record<string, string> = {
  '/api/office/single-sign-on': 'no OpenID provider is set',
  '/api/office/papers/:id/difference': 'one paper, to the clerks who read it differently: here nobody did',
};

/** All addresses of a route: every slug and every id of the town in every place for one. */
function addresses(route: string, town: Pick<Town, 'ids' | 'slugs'>): string[] {
  const known: Record<string, readonly string[]> = { slug: town.slugs, id: town.ids, token: ['0'.repeat(64)] };
  const filled = (route.match(/:\w+/g) ?? []).reduce(
    (paths, name) => {
      const values = known[name.slice(1)];
      if (!values) throw new Error(`${route}: this test has nothing for ${name}; add it to what the towns have`);
      return paths.flatMap((path) => values.map((value) => path.replace(name, value)));
    },
    [route],
  );
  return filled.map((path) => path + (asked[route]?.(town) ?? ''));
}

/** What an address answers: its status and text; a socket says its first message. */
async function heard(viewer: Viewer, path: string): Promise<{ status: number; text: string }> {
  const response = await viewer.get(path);
  if (response.status !== 426) return { status: response.status, text: await response.text() };
  const { status, webSocket } = await viewer.get(path, { upgrade: 'websocket' });
  const message = new Promise<string>((resolve) => webSocket?.addEventListener('message', ({ data }) => resolve(String(data))));
  webSocket?.accept();
  const text = await message;
  webSocket?.close();
  return { status, text: JSON.stringify(liveMessage.parse(JSON.parse(text))) };
}

/**
 * Everything that anybody can read in a town, by who reads and where. Addresses are tried by an admin, who may go everywhere, with
 * every id of the town; everybody else tries where anything was found.
 */
async function read({ viewers: { admin, ...viewers }, ...town }: Town) {
  const without = await chanceTaken();
  const answers: Record<string, string> = {};
  const reached = new Map<string, string[]>();
  const read = async (who: string, viewer: Viewer, path: string, route: string, place: number) => {
    const { status, text } = await heard(viewer, path);
    answers[`${who} reads ${route} (${place})`] = `${status} ${without(text)}`;
    return status < 300;
  };
  for (const route of routes) {
    for (const [place, path] of addresses(route, town).entries()) {
      if (await read('an admin', admin, path, route, place)) reached.set(route, [...(reached.get(route) ?? []), path]);
    }
  }
  for (const [who, viewer] of Object.entries(viewers)) {
    for (const route of routes) {
      const paths = reached.get(route) ?? addresses(route, town);
      for (const [place, path] of paths.entries()) {
        if (await read(who, viewer, path, route, place)) reached.set(route, paths);
      }
    }
  }
  return { answers, reached };
}

async function bothTowns(results: PollDefinition['rules']['results']) {
  const one = await read(await aTown(results, 0));
  await emptied();
  const other = await read(await aTown(results, 1));
  return { one, other };
}

test.each(['at-close', 'after-voting'] as const)(
  '%s: nobody reads anything from which the votes could be told',
  { timeout: 300_000 },
  async (results) => {
    const { one, other } = await bothTowns(results);
    expect(other.answers).toEqual(one.answers);
    const missed = routes.filter((route) => !one.reached.has(route) && !(route in unreached));
    expect(missed, 'a route that was never reached proves nothing: give it what it asks for').toEqual([]);
  },
);

test('what is not sealed is told apart by the same means: the towns do differ', { timeout: 300_000 }, async () => {
  const { one, other } = await bothTowns('live');
  const differing = Object.keys(one.answers).filter((name) => one.answers[name] !== other.answers[name]);
  const told = new Set(differing.map((name) => name.replace(/^.* reads (\S+) .*$/, '$1')));
  expect([...told].sort()).toEqual(['/api/polls/:slug/live', '/api/polls/:slug/tally']);
});

test('at the close it is everybody’s at once', async () => {
  const { portal, viewers } = await aTown('at-close', 0);
  for (const viewer of Object.values(viewers)) expect((await tallyFor(viewer as Browser)).breakdown).toBeNull();
  portal.now = '2026-12-03T20:00:00+02:00';
  const opened = await tallyFor(portal.browser());
  expect(opened.breakdown).toEqual([
    { option: 'oak', people: 14 },
    { option: 'carob', people: 4 },
    { option: 'olive', people: 2 },
  ]);
});
