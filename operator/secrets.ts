/** The secrets of a portal on this machine: `.dev.vars`, made at the first start and kept. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Names in `.dev.vars`. `ASTRO_KEY` (base64, 256 bits) seals the properties of server islands; it must outlive a rebuild. */
export interface Secrets extends Record<string, string> {
  PARTICIPANT_SECRET: string;
  OPERATOR_TOKEN: string;
  ASTRO_KEY: string;
}

/** Reads the file, adds what is missing, and never changes what is there: a new participant secret would lose everybody. */
export function localSecrets(file: string): Secrets {
  const known = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const fresh = {
    PARTICIPANT_SECRET: randomBytes(32).toString('hex'),
    OPERATOR_TOKEN: randomBytes(32).toString('hex'),
    ASTRO_KEY: randomBytes(32).toString('base64'),
  };
  const missing = Object.entries(fresh).filter(([name]) => !known[name]);
  if (missing.length > 0) {
    const lines = missing.map(([name, value]) => `${name}="${value}"\n`).join('');
    writeFileSync(file, `${existsSync(file) ? `${readFileSync(file, 'utf8').trimEnd()}\n` : ''}${lines}`, { mode: 0o600 });
  }
  return { ...fresh, ...known } as Secrets;
}
