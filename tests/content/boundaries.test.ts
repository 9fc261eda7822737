/**
 * Who may import whom is checked by dependency-cruiser and Biome. Here both are let loose on a small house that breaks
 * every line of the table in DESIGN §4, so that a rule which no longer bites is noticed.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let house: string;

/** What each file imports that it must not, and the rule that says so. An entry without a rule is allowed. */
const imports: [file: string, statement: string, rule?: string][] = [
  ['worker/polls/rules.ts', "import '../comments/rules.ts';"],
  ['worker/polls/rules.ts', "import type { Form } from './contract.ts';"],
  ['worker/polls/rules.ts', "import './store.ts';", 'rules'],
  ['worker/polls/rules.ts', "import 'zod';", 'rules'],
  ['worker/polls/rules.ts', "import type { Form as Other } from '../comments/contract.ts';", 'rules'],
  ['worker/comments/rules.ts', "import { form } from './contract.ts';", 'rules-take-types'],
  ['worker/definitions/rules.ts', "import 'canonicalize';"],
  ['worker/definitions/rules.ts', "import 'hono';", 'rules-of-definitions'],
  ['worker/polls/contract.ts', "import { z } from 'zod';"],
  ['worker/polls/contract.ts', "import '../comments/contract.ts';"],
  ['worker/polls/contract.ts', "import 'hono';", 'contract'],
  ['worker/polls/contract.ts', "import '../platform/clock.ts';", 'contract'],
  ['db/client.ts', "import 'drizzle-orm';"],
  ['db/client.ts', "import '../worker/polls/rules.ts';"],
  ['db/client.ts', "import '../worker/polls/store.ts';", 'database'],
  ['db/client.ts', "import 'hono';", 'database'],
  ['db/seed.ts', "import 'yaml';"],
  ['db/seed.ts', "import 'node:fs';"],
  ['db/seed.ts', "import '../worker/platform/clock.ts';", 'seed'],
  ['worker/polls/store.ts', "import '../../db/client.ts';"],
  ['worker/polls/store.ts', "import type { Form } from '../comments/contract.ts';"],
  ['worker/polls/store.ts', "import { form } from '../comments/contract.ts';", 'store-takes-types-of-others'],
  ['worker/polls/store.ts', "import '../comments/store.ts';", 'no-store-of-another-feature'],
  ['worker/polls/store.ts', "import 'hono';", 'store'],
  ['worker/live/broadcaster.ts', "import '../polls/store.ts';"],
  ['worker/live/broadcaster.ts', "import '../polls/routes.ts';", 'live'],
  ['worker/platform/clock.ts', "import 'hono';"],
  ['worker/platform/clock.ts', "import '../polls/contract.ts';", 'platform'],
  ['worker/platform/clock.ts', "import 'drizzle-orm';", 'platform'],
  ['worker/platform/environment.ts', "import type { Broadcaster } from '../live/broadcaster.ts';"],
  ['worker/platform/environment.ts', "import { Broadcaster as Class } from '../live/broadcaster.ts';", 'environment-takes-types'],
  ['worker/platform/environment.ts', "import type { form } from '../polls/contract.ts';", 'environment'],
  ['worker/polls/routes.ts', "import './store.ts';"],
  ['worker/polls/routes.ts', "import '../comments/rules.ts';"],
  ['worker/polls/routes.ts', "import '../comments/store.ts';", 'no-store-of-another-feature'],
  ['worker/polls/routes.ts', "import '../comments/routes.ts';", 'routes'],
  ['worker/polls/wire.ts', "import '../../db/client.ts';", 'routes'],
  ['worker/polls/mine.ts', "import 'drizzle-orm';", 'routes'],
  ['worker/app.ts', "import './polls/routes.ts';"],
  ['worker/app.ts', "import './polls/store.ts';", 'app'],
  ['worker/app.ts', "import '../site/handle.ts';", 'app'],
  ['worker/index.ts', "import './app.ts';"],
  ['worker/index.ts', "import '../site/handle.ts';"],
  ['worker/index.ts', "import '../site/page.ts';", 'worker'],
  ['site/page.ts', "import '../worker/polls/contract.ts';"],
  ['site/page.ts', "import type { Api } from '../worker/app.ts';"],
  ['site/page.ts', "import { createApp } from '../worker/app.ts';", 'site-takes-types-of-the-app'],
  ['site/page.ts', "import '../worker/polls/store.ts';", 'site'],
  ['site/page.ts', "import '../db/client.ts';", 'site'],
  ['site/page.ts', "import '../operator/build.ts';", 'no-tools-in-the-portal'],
  ['site/islands/Vote.svelte', "<script>import '../../worker/polls/store.ts';</script>", 'site'],
  ['site/middleware.ts', "import '../worker/app.ts';"],
  ['site/middleware.ts', "import '../worker/polls/routes.ts';", 'middleware'],
  ['site/handle.ts', 'export const handle = 1;'],
  ['content/facts.ts', "import '../worker/polls/rules.ts';", 'content'],
  ['tests/worker.test.ts', "import '../worker/index.ts';", 'nobody-imports-the-worker'],
  ['tests/one.ts', "import './other.ts';", 'no-circle'],
  ['tests/other.ts', "import './one.ts';"],
  ['tests/lost.ts', "import './not-there.ts';", 'nothing-unresolved'],
  ['operator/build.ts', "import '../worker/polls/rules.ts';"],
  ['worker/comments/contract.ts', 'export const form = 1; export type Form = 1;'],
  ['worker/comments/store.ts', 'export const store = 1;'],
  ['worker/comments/routes.ts', 'export const routes = 1;'],
];

/** Pages and islands, which Biome reads, and the rule that each breaks. */
const pages: [file: string, text: string, rule: string][] = [
  ['site/components/Store.astro', "---\nimport '../../worker/polls/store.ts';\n---\n", 'style/noRestrictedImports'],
  ['site/components/App.astro', "---\nimport '../../worker/app.ts';\n---\n", 'style/noRestrictedImports'],
  ['site/pages/[locale]/Database.astro', "---\nimport '../../../db/client.ts';\n---\n", 'style/noRestrictedImports'],
  ['site/islands/Routes.svelte', "<script>\n  import '../../worker/polls/routes.ts';\n</script>\n", 'style/noRestrictedImports'],
  ['site/components/Html.astro', "---\nconst words = '';\n---\n\n<p set:html={words} />\n", 'nursery/noAstroSetHtmlDirective'],
  ['site/layouts/Html.astro', "---\nconst words = '';\n---\n\n<Fragment set:html={words} />\n", 'nursery/noAstroSetHtmlDirective'],
  ['site/islands/Html.svelte', "<script>\n  const words = '';\n</script>\n\n<p>{@html words}</p>\n", 'nursery/noSvelteAtHtmlTags'],
  ['site/components/Left.astro', '<style>\n  p {\n    margin-left: 1em;\n  }\n</style>\n', 'nursery/useLogicalProperties'],
];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text, { flag: 'a' });
}

function run(program: string, parameters: string[]): string {
  return spawnSync(join(root, 'node_modules/.bin', program), parameters, { cwd: house, encoding: 'utf8', maxBuffer: 1e8 }).stdout;
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'kikar-boundaries-'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'biome.json', '.gitignore'])
    copyFileSync(join(root, file), join(house, file));
  for (const [file, statement] of imports) write(file, `${statement}\n`);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

test('dependency-cruiser refuses what the table does not allow, and nothing else', () => {
  const folders = ['content', 'db', 'operator', 'site', 'tests', 'worker'];
  const { summary } = JSON.parse(run('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders]));
  const found = (summary.violations as { rule: { name: string }; from: string; to: string }[]).map(({ rule, from, to }) => {
    const named = to.match(/node_modules\/([^/]+)/)?.[1] ?? to.split('/').at(-1);
    return `${rule.name}: ${from} → ${named}`;
  });
  const expected = imports.flatMap(([file, statement, rule]) => {
    const named = statement
      .match(/'([^']+)'/)?.[1]
      ?.split('/')
      .at(-1);
    return rule ? [`${rule}: ${file} → ${named}`] : [];
  });
  const further = [
    // What breaks two lines of the table at once is told twice.
    'rules: worker/polls/rules.ts → contract.ts',
    'store: worker/polls/store.ts → store.ts',
    'routes: worker/polls/routes.ts → store.ts',
  ];
  // Wrong imports make circles too: those are not counted one by one.
  const unexpected = found.filter((line) => !line.startsWith('no-circle') && !expected.includes(line) && !further.includes(line));
  expect(expected.filter((line) => !found.includes(line))).toEqual([]);
  expect(unexpected).toEqual([]);
});

test('Biome refuses stores in pages, raw HTML, and left and right', () => {
  for (const [file, text] of pages) write(file, text);
  const { diagnostics } = JSON.parse(run('biome', ['lint', '--reporter=json', '--max-diagnostics=none', 'site'])) as {
    diagnostics: { category: string; location: { path: string } }[];
  };
  const found = diagnostics.map(({ category, location }) => `${location.path}: ${category}`);
  for (const [file, , rule] of pages) expect(found).toContain(`${file}: lint/${rule}`);
});

test('Raw HTML is set in one component alone', () => {
  const result = spawnSync('grep', ['-rlE', 'set:html|\\{@html', join(root, 'site')], { encoding: 'utf8' });
  expect(result.stdout.trim().split('\n')).toEqual([join(root, 'site/components/Markdown.astro')]);
});
