/**
 * `npm test`: every check and every test, in order, each to its end. A step that fails stops none after it; the table at the
 * end says which failed. The last line counts tests; a step without tests of its own counts as one.
 *
 * `npm test -- types worker` runs only the steps named.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Count, countOfJourneys, countOfVitest } from './support/counts.ts';

const root = resolve(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'kikar-tests-'));

interface Step {
  name: string;
  /** A program of node_modules/.bin, or `node`, and its parameters. */
  command: string[];
  /** The file without which the step can't run. */
  needs?: string;
  /** Where tests write what became of them. */
  report?: string;
  count?: (report: string) => Count | null;
}

const tests = (name: string): Step => {
  const needs = `tests/${name}/vitest.config.ts`;
  const report = join(reports, `${name}.json`);
  const command = ['vitest', 'run', '--config', needs, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, needs, command, report, count: countOfVitest };
};

const steps: Step[] = [
  {
    name: 'messages',
    command: ['paraglide-js', 'compile', '--project', './site/i18n/project.inlang', '--outdir', './site/i18n/compiled', '--silent'],
  },
  { name: 'format-and-lint', command: ['biome', 'ci', '--colors=off', '--max-diagnostics=50', '.'] },
  {
    name: 'boundaries',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'worker', 'db', 'site', 'operator', 'tests', 'content'],
  },
  { name: 'unused', command: ['knip'] },
  // Reads every .ts file too: the Worker, the operator's commands, the tests.
  { name: 'types', command: ['astro', 'check'] },
  { name: 'types-of-islands', command: ['svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'error'] },
  { name: 'check-content', command: ['node', 'operator/check-content.ts'] },
  tests('rules'),
  tests('content'),
  tests('worker'),
  tests('deploy'),
  { name: 'build', command: ['node', 'operator/build.ts'] },
  // Whether HTML is valid and links lead somewhere: the markup and the links of what is served.
  tests('site'),
  tests('imports'),
  {
    name: 'journeys',
    needs: 'tests/journeys/run.ts',
    command: ['node', 'tests/journeys/run.ts'],
    report: join(root, 'tests/journeys/results/journeys.json'),
    count: countOfJourneys,
  },
];

interface Outcome extends Count {
  step: Step;
  seconds: number;
  ok: boolean;
}

/** Runs a step and shows what it prints. */
async function run(step: Step): Promise<Outcome> {
  console.log(`\n━━ ${step.name} ━━`);
  const begun = Date.now();
  const failed = step.needs && !existsSync(join(root, step.needs)) ? `${step.needs} is not there` : await failureOf(step);
  if (failed) console.error(`${step.name} failed: ${failed}.`);
  const counted = (step.report && existsSync(step.report) && step.count?.(step.report)) || null;
  const count = counted ?? { passed: failed || step.count ? 0 : 1, failed: 0, skipped: 0 };
  // A step that failed, or that was to run tests and ran none, is a failure even where no test says so.
  if (count.failed === 0 && (failed || count.passed === 0)) count.failed = 1;
  return { step, seconds: (Date.now() - begun) / 1000, ok: count.failed === 0, ...count };
}

function failureOf({ command, report }: Step): Promise<string | null> {
  if (report) rmSync(report, { force: true });
  const [program = '', ...parameters] = command;
  return new Promise((done) => {
    const child = spawn(program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program), parameters, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        // Programs start `node`, and must find the one that runs here.
        PATH: `${resolve(process.execPath, '..')}:${process.env.PATH}`,
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        WRANGLER_SEND_METRICS: 'false',
        ASTRO_TELEMETRY_DISABLED: '1',
      },
    });
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) => done(code === 0 ? null : signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}

const { positionals: named } = parseArgs({ allowPositionals: true });
const unknown = named.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const outcomes: Outcome[] = [];
for (const step of steps) if (named.length === 0 || named.includes(step.name)) outcomes.push(await run(step));
rmSync(reports, { recursive: true, force: true });

const row = (cells: [string, string, string, string]) =>
  `${cells[0].padEnd(18)}${cells[1].padStart(8)}${cells[2].padStart(8)}  ${cells[3]}`;
console.log(`\n${row(['step', 'seconds', 'tests', 'result'])}`);
for (const { step, seconds, ok, passed, failed, skipped } of outcomes) {
  const total = step.count ? String(passed + failed + skipped) : '–';
  console.log(row([step.name, seconds.toFixed(1), total, ok ? 'passed' : step.count ? `FAILED (${failed})` : 'FAILED']));
}
const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
const [passed, failed, skipped] = [sum((outcome) => outcome.passed), sum((outcome) => outcome.failed), sum((outcome) => outcome.skipped)];
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
