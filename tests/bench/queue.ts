/**
 * `npm run bench:queue`: builds the portal, lets 50, 500 and 2,000 comments wait, and compares how long a moderator waits for the page of
 * the queue, for its next part, and for a decision. What belongs together is looked for among 500 comments at once: from there on
 * nothing may take longer. Exit code 1 where a ratio is above its limit.
 *
 * --no-build  takes what an earlier run has built
 * --built DIR where that is: .built/bench unless told
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../operator/build.ts';
import { serve } from '../../operator/serve.ts';
import type { Decided, Queue } from '../../worker/moderation/contract.ts';
import { bring, generated } from '../support/waiting.ts';

const sizes = [50, 500, 2000];
const runs = 25;
/** So many times as long may it take with the most comments as with the least, and as with the size before. */
const limits = { least: 4, before: 1.5 };
const consultation = 'night-buses';

const { values: options } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false }, built: { type: 'string' } } });
// Inside the project: a build resolves its packages from where it stands.
const built = resolve(import.meta.dirname, '../..', options.built ?? '.built/bench');
const state = mkdtempSync(join(tmpdir(), 'kikar-bench-'));
const secrets = { PARTICIPANT_SECRET: 'bench-'.repeat(8), OPERATOR_TOKEN: 'operator-'.repeat(5) };
const now = '2026-11-23T10:00:00+02:00';

process.env.FIXED_NOW = now;
if (!options['no-build'] || !existsSync(built)) build({ built });
const portal = await serve({ built, state, host: '127.0.0.1', port: 0, bindings: { ...secrets, FIXED_NOW: now } });
try {
  const cookie = await enter();
  const comments = generated(consultation, Math.max(...sizes) + sizes.length * runs, 'bench');
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (const [place, size] of sizes.entries()) {
    // What was decided before no longer waits.
    await bring(portal.url, secrets.OPERATOR_TOKEN, consultation, comments.slice(0, size + (place + 1) * runs));
    measured.push(await measure(cookie));
  }
  const row = (cells: string[]) =>
    console.log(
      cells
        .map((cell) => cell.padEnd(16))
        .join('')
        .trimEnd(),
    );
  console.log(`Milliseconds, median of ${runs}; the slowest but one in brackets\n`);
  row(['', ...sizes.map((size) => `${size} wait`), 'of the least', 'of the one before']);
  for (const what of ['page', 'next', 'decision'] as const) {
    const times = measured.map((one) => one[what]);
    const most = times.at(-1)?.median ?? 0;
    const [least, before] = [most / (times[0]?.median ?? 0), most / (times.at(-2)?.median ?? 0)];
    const cells = times.map(({ median, slow }) => `${median.toFixed(0)} (${slow.toFixed(0)})`);
    row([what, ...cells, `${least.toFixed(2)} ≤ ${limits.least}`, `${before.toFixed(2)} ≤ ${limits.before}`]);
    if (least > limits.least || before > limits.before) process.exitCode = 1;
  }
} finally {
  await portal.stop();
  rmSync(state, { recursive: true, force: true });
}

interface Time {
  median: number;
  slow: number;
}

async function measure(cookie: string): Promise<Record<'page' | 'next' | 'decision', Time>> {
  const queue = (after?: string | null) =>
    ask<Queue>(cookie, `/api/office/moderation/queue?consultation=${consultation}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
  const times = { page: [] as number[], next: [] as number[], decision: [] as number[] };
  const timed = async (what: keyof typeof times, act: () => Promise<unknown>) => {
    const begun = performance.now();
    await act();
    times[what].push(performance.now() - begun);
  };
  for (let run = 0; run < runs; run += 1) {
    await timed('page', async () => {
      const page = await fetch(new URL('/en/office/moderation', portal.url), { headers: { cookie } });
      if (!page.ok || !(await page.text()).includes('data-island="queue"')) throw new Error(`the page answered ${page.status}`);
    });
    const first = await queue();
    if (first.next) await timed('next', () => queue(first.next));
    const comment = first.groups.find(({ comments }) => comments.length === 1)?.comments[0];
    const json = { comments: [comment?.id], from: 'waiting', seen: first.seen, decision: 'publish' };
    await timed('decision', async () => {
      const { decided } = await ask<Decided>(cookie, '/api/office/moderation/decisions', json);
      if (decided.length !== 1) throw new Error('the decision was not taken');
    });
  }
  const time = (all: number[]): Time => {
    const sorted = all.sort((one, other) => one - other);
    return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, slow: sorted.at(-2) ?? 0 };
  };
  return { page: time(times.page), next: time(times.next), decision: time(times.decision) };
}

async function ask<Reply>(cookie: string, path: string, json?: unknown): Promise<Reply> {
  const response = await send(path, json, { cookie });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Reply;
}

function send(path: string, json: unknown, headers: Record<string, string>): Promise<Response> {
  const sending = { 'content-type': 'application/json', origin: new URL(portal.url).origin };
  return fetch(new URL(path, portal.url), {
    ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
    headers: { ...(json === undefined ? {} : sending), ...headers },
  });
}

/** Comes in as a moderator by an invitation. Gives the cookie of the session. */
async function enter(): Promise<string> {
  const address = 'bench@tal-oren.example';
  const invited = await send(
    '/api/office/officials',
    { address, role: 'moderator', department: null, language: 'en' },
    { authorization: `Bearer ${secrets.OPERATOR_TOKEN}` },
  );
  const { path } = (await invited.json()) as { path: string };
  const entered = await send('/api/office/invitations/accept', { token: path.split('/').at(-1), address, name: 'The bench' }, {});
  if (!entered.ok) throw new Error(`coming in was answered with ${entered.status}`);
  return entered.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
