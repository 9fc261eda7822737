/** Whether what an entry names is there: subjects and districts of the portal, files, and pages of this portal. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { subjects } from '../../worker/definitions/contract.ts';
import { type Entry, readable } from './entries.ts';
import { listed, type Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';

/** Topics and areas that `portal.yaml` doesn't name. */
export function unknownSubjects(entry: Entry, surroundings: Surroundings): Problem[] {
  // Plain pages are found by no subject: to them these are unknown fields, which their schema refuses.
  if (entry.kind.folder === 'pages') return [];
  const facts = readable(subjects, entry.facts);
  return (['topics', 'areas'] as const).flatMap((field) =>
    (facts[field] ?? [])
      .filter((id) => !surroundings[field].includes(id))
      .map((id) => {
        const known = surroundings[field];
        const remedy = known.length > 0 ? `write one of ${listed(known)}, or add it there` : 'add it there, or remove it';
        return { file: entry.factsFile, field, wrong: `names ${id}, which is not in ${field} of portal.yaml`, remedy };
      }),
  );
}

/** What the addresses of the portal's own pages begin with, after the language. */
export function ownAddresses(root: string): string[] {
  return readdirSync(join(root, 'site/pages/[locale]')).map((name) => name.replace(/\..*$/, ''));
}

/** A plain page at an address where the portal itself has a page, which would be shown in its place. */
export function takenAddress(entry: Entry, { addresses }: Surroundings): Problem[] {
  if (entry.kind.folder !== 'pages' || !addresses.includes(entry.slug)) return [];
  return [{ file: entry.folder, wrong: 'has the address of another page of the portal', remedy: 'rename the folder' }];
}

/** A file under `/documents/` that isn't there. Other addresses can't be checked here. */
export function missingFile(file: string, field: string, href: string | undefined, { publicFolder }: Surroundings): Problem[] {
  if (!href?.startsWith('/documents/') || existsSync(join(publicFolder, decodeURI(href)))) return [];
  const remedy = 'put the file into site/public/documents, or correct the name';
  return [{ file, field, wrong: `names ${href}, and there is no such file`, remedy }];
}

/** A file, or the page of an entry of this portal, that isn't there. */
export function missingSource(file: string, field: string, href: string | undefined, surroundings: Surroundings): Problem[] {
  const path = href?.replace(/[?#].*$/, '').match(/^\/([a-z]+)\/([^/]+)\/?$/);
  const known = path?.[1] && surroundings.entries.get(path[1]);
  if (known && !known.has(path[2] ?? '')) {
    return [{ file, field, wrong: `names ${href}, and there is no such page`, remedy: 'correct it, or remove it' }];
  }
  return missingFile(file, field, href, surroundings);
}
