/** Lets pages and islands import `content/portal.yaml` as named values, checked at build, without a YAML parser in the Worker. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { portalFacts } from './portal.ts';

export function portalPlugin(content: string): Plugin {
  const name = 'virtual:portal';
  const file = `${content}/portal.yaml`;
  return {
    name: 'portal',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(file);
      const result = portalFacts.safeParse(parse(readFileSync(file, 'utf8')));
      if (!result.success) {
        const issue = result.error.issues[0];
        throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
      }
      return Object.entries(result.data).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`).join('\n');
    },
  };
}
