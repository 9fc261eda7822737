/**
 * `npm start`: builds the portal and serves the production build on this machine, with a database of its own that stays.
 *
 * --port N      8787 unless told (the next free one is not searched: two portals on one database would mislead)
 * --host H      127.0.0.1 unless told
 * --state DIR   where the database stays: .state unless told
 * --content DIR the words: content unless told
 * --built DIR   the result of the build: dist unless told
 * --no-build    serve what is built already
 * --no-seed     begin with an empty database
 */
import { watchFile } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seed } from '../db/seed.ts';
import { build } from './build.ts';
import { localSecrets } from './secrets.ts';
import { serve } from './serve.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    host: { type: 'string', default: '127.0.0.1' },
    state: { type: 'string', default: join(root, '.state') },
    content: { type: 'string', default: join(root, 'content') },
    built: { type: 'string', default: join(root, 'dist') },
    'no-build': { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
  },
});

const secrets = localSecrets(join(root, '.dev.vars'));
const built = resolve(values.built);
if (!values['no-build']) {
  console.log('Building the portal …');
  // Codes to be scanned and links to be shared name the whole address.
  build({ content: resolve(values.content), built, url: process.env.SITE_URL ?? `http://${values.host}:${values.port}` });
}
const serving = { built, state: resolve(values.state), host: values.host, port: Number(values.port), bindings: secrets };
const portal = await serve(serving);
if (!values['no-seed']) await seed(await portal.database(), built, secrets.PARTICIPANT_SECRET);

// An import or a rebuild swaps the assets: what is served follows.
watchFile(join(built, 'client', 'data', 'index.json'), { interval: 500 }, () => {
  portal.reload().catch((error) => console.error(error));
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => portal.stop().then(() => process.exit(0)));
}

console.log(`
The portal is at ${portal.url}

Try first:
  ${portal.url}en                        everything, in four languages
  ${portal.url}en/polls/almond-street   open it in two windows, vote in one, and watch the other
  ${portal.url}he/plans/well-square      what was promised, and what was done
  ${portal.url}api/openapi.json          everything as JSON
  npm run moderate -- list               read what waits (the token is in .dev.vars)
The database stays in ${values.state}; Ctrl+C stops.`);
