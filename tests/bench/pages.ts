/**
 * `npm run bench:pages`: builds the portal, serves it with its sample, opens the pages that people meet first, and compares what was
 * sent with the budgets. Exit code 1 where one is missed.
 *
 * --no-lighthouse  leaves out Lighthouse, which takes some minutes
 * --no-build       takes what an earlier run has built
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { seed } from '../../db/seed.ts';
import { build } from '../../operator/build.ts';
import { serve } from '../../operator/serve.ts';
import { chromiumPath } from '../support/chromium.ts';
import { categories, judge } from './lighthouse.ts';
import { visit, type Weights } from './visit.ts';

const kilobyte = 1024;
/** What a reader's page may load: the scripts of its server islands, and what waits for somebody to touch a form. */
const reading = { words: 14 * kilobyte, script: 2 * kilobyte };
/** A page where the count moves, or one thing follows the other. */
const acting = { script: 25 * kilobyte };
const anywhere = { fonts: 2, fontBytes: 90 * kilobyte, late: 0, early: 0 };

interface Measured {
  name: string;
  path: string;
  budget: Partial<Weights>;
  /** Whether Lighthouse looks at it too. */
  judged?: boolean;
}

const pages: Measured[] = [
  { name: 'home', path: '', budget: reading, judged: true },
  { name: 'list', path: '/consultations', budget: reading, judged: true },
  { name: 'page', path: '/about', budget: reading },
  { name: 'consultation', path: '/consultations/shade-plan', budget: reading, judged: true },
  { name: 'plan', path: '/plans/well-square', budget: reading },
  { name: 'town hall', path: '/events/shade-evening', budget: {} },
  { name: 'poll', path: '/polls/almond-street', budget: acting, judged: true },
  { name: 'quiz', path: '/quizzes/know-your-water', budget: acting },
  { name: 'search', path: '/search', budget: acting },
  { name: 'map', path: '/map', budget: acting },
];
const languages = ['en', 'he', 'ar', 'ru'];
const goals = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };
const runs = 5;

const { values: options } = parseArgs({
  options: { 'no-lighthouse': { type: 'boolean', default: false }, 'no-build': { type: 'boolean', default: false } },
});
// Inside the project: a build resolves its packages from where it stands.
const built = resolve(import.meta.dirname, '../../.built/bench');
const state = mkdtempSync(join(tmpdir(), 'kikar-bench-'));
const secrets = { PARTICIPANT_SECRET: 'bench-'.repeat(8), OPERATOR_TOKEN: 'operator-'.repeat(5) };
// The sample's own day: another one would meet other phases.
const now = '2026-11-23T10:00:00+02:00';

process.env.FIXED_NOW = now;
if (!options['no-build'] || !existsSync(built)) build({ built });
const portal = await serve({ built, state, host: '127.0.0.1', port: 0, bindings: { ...secrets, FIXED_NOW: now } });
const debugging = await freePort();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', `--remote-debugging-port=${debugging}`],
});
try {
  await seed(await portal.database(), built, secrets.PARTICIPANT_SECRET);
  const weighed = await weighAll();
  const scored = options['no-lighthouse'] ? true : await judgeAll();
  process.exitCode = weighed && scored ? 0 : 1;
} finally {
  await browser.close();
  await portal.stop();
  rmSync(state, { recursive: true, force: true });
}

/** Each figure is that of the heaviest language. */
async function weighAll(): Promise<boolean> {
  console.log(
    'Kilobytes as sent (1 kB = 1,024 bytes, brotli 5), before anybody touches the page; the heaviest of its languages. Scripts in a page count as script.\n',
  );
  console.log(row(['page', 'HTML + CSS', 'script', 'islands', 'fonts', 'their kB', 'not preloaded', '']));
  let kept = true;
  for (const { name, path, budget } of pages) {
    const all: Weights[] = [];
    for (const language of languages) all.push(await visit(browser, new URL(`/${language}${path}`, portal.url).href));
    const limits: Partial<Weights> = { ...anywhere, ...budget };
    const heaviest = (what: keyof Weights) => Math.max(...all.map((weights) => weights[what]));
    const missed = (Object.keys(limits) as (keyof Weights)[]).filter((what) => heaviest(what) > (limits[what] ?? 0));
    const kilobytes = (what: keyof Weights) => {
      const limit = limits[what];
      return `${(heaviest(what) / kilobyte).toFixed(1)}${limit === undefined ? '' : ` ≤ ${limit / kilobyte}`}`;
    };
    const verdict = missed.length > 0 ? `MISSED: ${missed.join(', ')}` : 'kept';
    console.log(
      row([
        name,
        kilobytes('words'),
        kilobytes('script'),
        kilobytes('islands'),
        `${heaviest('fonts')} ≤ 2`,
        kilobytes('fontBytes'),
        String(heaviest('late')),
        verdict,
      ]),
    );
    kept &&= missed.length === 0;
  }
  return kept;
}

async function judgeAll(): Promise<boolean> {
  console.log(`\nLighthouse on a phone, median of ${runs}\n`);
  console.log(row(['page', ...categories, '']));
  let kept = true;
  for (const { name, path } of pages.filter(({ judged }) => judged)) {
    const { scores, faults } = await judge(new URL(`/en${path}`, portal.url).href, debugging, runs);
    const missed = categories.filter((category) => scores[category] < goals[category]);
    console.log(
      row([name, ...categories.map((category) => `${scores[category]} ≥ ${goals[category]}`), missed.length > 0 ? 'MISSED' : 'kept']),
    );
    for (const fault of faults) console.log(`    ${fault}`);
    kept &&= missed.length === 0;
  }
  return kept;
}

function row([first = '', ...others]: string[]): string {
  return (
    first.padEnd(14) +
    others
      .map((cell) => cell.padEnd(16))
      .join('')
      .trimEnd()
  );
}

/** A port that is free now: Lighthouse talks to the browser through it. */
function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
