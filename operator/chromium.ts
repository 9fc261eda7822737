/** Where the browser of this machine is, for what is printed and for journeys. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { Failure } from './command.ts';

/** Where Debian's package puts it. */
export const ofDebian = '/usr/bin/chromium';

/** The path of a Chromium: the one that CHROMIUM_PATH names, Debian's, or Playwright's; null where there is none. */
export function foundChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`CHROMIUM_PATH names ${named}, and there is no such file. Correct it, or unset it.`);
  }
  return [ofDebian, chromium.executablePath()].find((path) => path && existsSync(path)) ?? null;
}
