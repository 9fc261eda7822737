/**
 * Who may import whom: the table of DESIGN §4, one rule for each place. `.astro` files are read by Biome instead
 * (`noRestrictedImports` in biome.json). A rule says what a place may import; everything else is refused.
 */

const rules = '^worker/[^/]+/rules\\.ts$';
const contracts = '^worker/[^/]+/contract\\.ts$';
const platform = '^worker/platform/';
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
/** An import of types alone: gone when the program runs. */
const types = ['type-only'];

/** A place, and all that it may import. `$1` in `to` is the feature that `from` caught. */
const place = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: typeof from === 'string' ? { path: from } : from,
  to: { pathNot: to },
});

/** What a place may import for its types, and never for its values. */
const typesOnly = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: typeof from === 'string' ? { path: from } : from,
  to: { ...(typeof to === 'string' ? { path: to } : to), dependencyTypesNot: types },
});

export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Two files that need each other are one, or hide a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: types } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'The file or the package is not there.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^(cloudflare|astro|virtual):', '/compiled/'] },
    },
    {
      name: 'nobody-imports-the-worker',
      severity: 'error',
      comment: 'worker/index.ts starts everything: import worker/app.ts.',
      from: {},
      to: { path: '^worker/index\\.ts$' },
    },
    {
      name: 'no-store-of-another-feature',
      severity: 'error',
      comment: 'What two features share is a rule, a contract, or a port in platform/.',
      from: { path: '^worker/([^/]+)/', pathNot: '^worker/live/' },
      to: { path: '^worker/[^/]+/store\\.ts$', pathNot: '^worker/$1/' },
    },
    {
      name: 'no-tools-in-the-portal',
      severity: 'error',
      comment: 'What runs on an operator’s machine and in tests is no part of what is served.',
      from: { path: '^(content|worker|db|site)/' },
      to: { path: '^(operator|tests)/' },
    },

    place('content', '^content/', ['^$'], 'Words and facts import nothing.'),

    place(
      'rules',
      { path: '^worker/([^/]+)/rules\\.ts$', pathNot: '^worker/definitions/' },
      [rules, '^worker/$1/contract\\.ts$'],
      'Rules are pure: other rules, and types of their own contract.',
    ),
    place(
      'rules-of-definitions',
      '^worker/definitions/rules\\.ts$',
      [rules, '^worker/definitions/contract\\.ts$', ...packages('canonicalize')],
      'Rules are pure: other rules, types of their own contract, and here canonical JSON.',
    ),
    typesOnly('rules-take-types', rules, contracts, 'A contract imports its rules; its rules take only types of it.'),

    place('contract', contracts, [contracts, rules, ...packages('zod')], 'A contract: zod, rules and other contracts.'),

    place(
      'database',
      { path: '^db/', pathNot: '^db/seed' },
      ['^db/', rules, ...packages('drizzle-orm')],
      'The database: drizzle, and constants of rules.',
    ),
    place(
      'seed',
      '^db/seed',
      ['^db/', rules, contracts, '^(node:)?(crypto|fs|path)(/|$)', ...packages('drizzle-orm', 'uuidv7', 'yaml')],
      'The sample: as the database, and files to read it from.',
    ),

    place(
      'store',
      '^worker/([^/]+)/store\\.ts$',
      ['^db/', rules, contracts, ...packages('drizzle-orm')],
      'A store: the database, its own rules and contract, types of others.',
    ),
    typesOnly(
      'store-takes-types-of-others',
      '^worker/([^/]+)/store\\.ts$',
      { path: [rules, contracts], pathNot: '^worker/$1/' },
      'A store decides nothing: of other features it takes only types.',
    ),

    place(
      'live',
      '^worker/live/(?!contract)',
      ['^worker/live/', '^worker/[^/]+/(store|contract|rules)\\.ts$', platform, '^cloudflare:workers$'],
      'What broadcasts: stores to read, contracts, rules, platform.',
    ),

    place(
      'platform',
      { path: platform, pathNot: ['environment\\.ts$', 'contract\\.ts$'] },
      [
        platform,
        '^worker/(definitions|officials)/(rules|contract)\\.ts$',
        '^cloudflare:workers$',
        '^(node:)?(net|tls)$',
        '(^|/)node_modules/(?!drizzle-orm/)',
      ],
      'Platform knows no feature but what all of them share: definitions, and who officials are; and no database.',
    ),
    place(
      'environment',
      '^worker/platform/environment\\.ts$',
      [platform, '^worker/live/broadcaster\\.ts$', '^worker/officials/contract\\.ts$'],
      'The surroundings name the class that broadcasts, and nothing else of a feature.',
    ),
    typesOnly('environment-takes-types', '^worker/platform/environment\\.ts$', '.*', 'The surroundings are types.'),

    place(
      'routes',
      { path: '^worker/([^/]+)/[^/]+\\.ts$', pathNot: ['^worker/(live|platform)/', '/(rules|contract|store)\\.ts$'] },
      [
        '^worker/$1/',
        platform,
        rules,
        contracts,
        ...packages('hono', 'hono-openapi', 'zod', 'uuidv7', 'better-auth', '@better-auth/passkey', 'csv-stringify'),
      ],
      'HTTP: its own store, rules and contract; platform; other contracts and rules.',
    ),

    place(
      'app',
      '^worker/app\\.ts$',
      [
        '^worker/[^/]+/(routes|operator|mine|reactions|quizzes|receipts|invitations|signing-in|who|deliver|readings)\\.ts$',
        platform,
        ...packages('hono', 'hono-openapi'),
      ],
      'The app mounts routes behind guards.',
    ),
    place(
      'worker',
      '^worker/index\\.ts$',
      ['^worker/(app|scheduled)\\.ts$', '^worker/live/', platform, '^site/(handle|i18n/letters)\\.ts$'],
      'The Worker: the app, what it does by itself, what broadcasts, and Astro through one door.',
    ),
    place(
      'scheduled',
      '^worker/scheduled\\.ts$',
      ['^worker/[^/]+/(job|deliver)\\.ts$', platform],
      'What the Worker does by itself: the jobs of features.',
    ),

    {
      name: 'site',
      severity: 'error',
      comment: 'The site: contracts, rules and the type of the API. What moves it asks of the API.',
      from: { path: '^site/', pathNot: '^site/middleware\\.ts$' },
      to: { path: '^(worker|db)/', pathNot: [rules, contracts, '^worker/app\\.ts$', platform] },
    },
    typesOnly(
      'site-takes-types-of-the-app',
      { path: '^site/', pathNot: ['^site/middleware\\.ts$', '\\.d\\.ts$'] },
      { path: ['^worker/app\\.ts$', platform], pathNot: contracts },
      'Only site/middleware.ts opens the app.',
    ),
    {
      name: 'middleware',
      severity: 'error',
      comment: 'The middleware opens the app, and nothing behind it.',
      from: { path: '^site/middleware\\.ts$' },
      to: { path: '^(worker|db)/', pathNot: ['^worker/app\\.ts$', platform, rules, contracts] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^\\.[a-z]+/', '^site/i18n/compiled/'] },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6'],
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'workerd', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json', '.d.ts'],
    },
    builtInModules: { add: ['cloudflare:workers', 'cloudflare:test', 'astro:content', 'astro:middleware', 'virtual:portal'] },
  },
};
