/** A real conversation is imported by the real commands into a portal that is served, killed in the middle, and done again. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { total } from '../../operator/polis-compare.ts';
import { operate, Portal } from './portal.ts';

const slug = '15-per-hour-seattle';
const set = join(import.meta.dirname, 'data', slug);
const portal = new Portal();
const bring = (folder = set, until?: (output: string) => boolean) =>
  operate('import-polis.ts', [folder, '--url', portal.url, '--content', portal.content, '--built', portal.built], until);

beforeAll(() => portal.start());
afterAll(() => portal.stop());

/** What pages answer while something else goes on: every status. A restarting portal may refuse a connection, never a page. */
async function statusesDuring(work: Promise<unknown>): Promise<Set<number>> {
  const statuses = new Set<number>();
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const path of ['/en', '/he/consultations/shade-plan', '/data/index.json', '/en/now']) {
      const response = await fetch(`${portal.url}${path}`).catch(() => null);
      if (response) statuses.add(response.status);
      await response?.body?.cancel();
    }
    await pause(20);
  }
  await ended;
  return statuses;
}

test('an import that is killed in the middle is finished by running it again, and no page is missing meanwhile', async () => {
  const killed = bring(set, (output) => /Votes: 500 of 2,995/.test(output));
  expect([...(await statusesDuring(killed))]).toEqual([200]);
  expect(await killed).toMatchObject({ code: null, signal: 'SIGKILL' });
  const half = total((await portal.counts(slug)).comments);
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(2872);

  const finished = await bring();
  expect(finished.output).toContain('54 comments, 339 people, 2,995 vote events, 2,872 standing votes');
  expect(finished.output).toContain('miscounts 21 of 54 comments');
  expect(finished.output).toContain('\n0 differences');
  expect(finished.code).toBe(0);
  const { people, comments } = await portal.counts(slug);
  expect({
    people,
    comments: comments.length,
    hidden: comments.filter((comment) => comment.hidden).length,
    votes: total(comments),
  }).toEqual({
    people: 339,
    comments: 54,
    hidden: 23,
    votes: 2872,
  });
});

test('a second import changes nothing', async () => {
  const before = await portal.counts(slug);
  const facts = readFileSync(join(portal.content, 'consultations', slug, 'consultation.yaml'), 'utf8');
  const { code, output } = await bring();
  expect(output).toContain('Everything was there already.');
  expect(output).not.toContain('Building');
  expect(code).toBe(0);
  expect(await portal.counts(slug)).toEqual(before);
  expect(readFileSync(join(portal.content, 'consultations', slug, 'consultation.yaml'), 'utf8')).toBe(facts);
});

test('every count that is kept is that of the rows it stands for', async () => {
  const { code, output } = await operate('tallies-check.ts', ['--url', portal.url]);
  expect(output).toContain('54 comments, 2,872 reactions, 339 participants: 0 differences');
  expect(code).toBe(0);
});

test('the consultation has its page in every language, with the licence of the set', async () => {
  for (const locale of ['en', 'he', 'ar']) {
    const response = await fetch(`${portal.url}/${locale}/consultations/${slug}`);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('$15/hour');
    expect(page).toContain('CC BY 4.0 with Attribution to The Computational Democracy Project');
  }
});

test('one vote that differs in participants-votes.csv is found, and named', async () => {
  const folder = portal.place(slug);
  cpSync(set, folder, { recursive: true });
  const file = join(folder, 'participants-votes.csv');
  const [header = '', first = '', ...others] = readFileSync(file, 'utf8').split('\n');
  const cells = first.split(',');
  expect(cells[6]).toBe('0');
  writeFileSync(file, [header, cells.with(6, '1').join(','), ...others].join('\n'));
  const { code, output } = await bring(folder);
  expect(output).toMatch(/^comment 0: the portal counts .+, participants-votes.csv has .+$/m);
  expect(output).toContain('\n1 difference between');
  expect(code).toBe(1);
});

test('a moderator lists, publishes and hides, and an import afterwards lets it stand', async () => {
  const moderate = (...parameters: string[]) => operate('moderate.ts', [...parameters, '--url', portal.url]);
  const list = await moderate('list', '--state', 'hidden');
  expect(list.output).toContain('23 comments hidden.');
  const id = list.output.slice(0, 36);
  expect(await moderate('publish', id)).toMatchObject({ code: 0, output: expect.stringContaining(', published\n') });
  expect(await moderate('hide', id, '--reason', 'spam')).toMatchObject({
    code: 2,
    output: expect.stringContaining('personal-data, insult'),
  });
  expect((await bring()).code).toBe(0);
  expect((await moderate('list', '--state', 'hidden')).output).toContain('22 comments hidden.');
  expect(await moderate('hide', id, '--reason', 'insult')).toMatchObject({ code: 0, output: expect.stringContaining('hidden for insult') });
  expect(await moderate('list', '--token', 'wrong')).toMatchObject({ code: 1 });
  expect((await operate('tallies-check.ts', ['--url', portal.url])).output).toContain(': 0 differences');
});

test('a second start of the portal keeps everything', async () => {
  const before = await portal.counts(slug);
  await portal.end();
  await portal.start();
  expect(await portal.counts(slug)).toEqual(before);
});
