/** Where the browser of the journeys is: one that is there, or else Debian's, installed where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { foundChromium, ofDebian } from '../../operator/chromium.ts';

/** The path of a Chromium that can be started. Throws, and says what to do, where there is none and none can be installed. */
export function chromiumPath(): string {
  const found = foundChromium();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
    spawnSync('apt-get', ['update'], quiet);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { ...quiet, env: environment });
    if (existsSync(ofDebian)) return ofDebian;
  }
  throw new Error(
    'There is no Chromium for the journeys. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to its file.',
  );
}

if (import.meta.main) console.log(chromiumPath());
