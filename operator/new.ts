/**
 * `npm run new -- <kind> <slug>`: writes the skeleton of an entry, valid as it is: its facts, explained field by field, and a file
 * of words for each language of the portal. `npm run check:content` tells as long as its texts wait to be replaced.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { portalFacts } from '../site/portal.ts';
import { slug as slugSchema } from '../worker/definitions/contract.ts';
import { Failure, Misuse, run } from './command.ts';
import { commented, wrapped } from './content/commented.ts';
import { type Kind, kinds, parsed, readContent } from './content/entries.ts';
import { mark } from './content/missing.ts';
import { ownAddresses } from './content/places.ts';
import { skeletons } from './content/skeleton.ts';
import { textsIn } from './content/skeleton-texts.ts';

const root = resolve(import.meta.dirname, '..');
const nameOf = ({ factsFile }: Kind) => factsFile.replace('.yaml', '');
const names = kinds.map(nameOf);

const usage = `Usage: npm run new -- <kind> <slug>
  <kind>          ${names.join(', ')}
  <slug>          its name in addresses: small letters, digits and hyphens, as almond-street
  --content DIR   the words: content unless told`;

/** Writes an entry and answers with the paths of its files. Throws, and writes nothing, where it can't be. */
export function writeSkeleton(content: string, name: string, slug: string, now = Date.now()): string[] {
  const kind = kinds.find((kind) => nameOf(kind) === name);
  if (!kind) throw new Misuse(`There is no kind of entry that is called ${name}: write one of ${names.join(', ')}.`);
  if (!slugSchema.safeParse(slug).success) {
    throw new Misuse(
      `${slug} can't be part of an address: use small letters, digits and single hyphens, as almond-street, 80 at the most.`,
    );
  }
  const folder = join(content, kind.folder, slug);
  if (existsSync(folder)) throw new Failure(`${folder} is there already: choose another name, or edit what is there.`);
  if (kind.folder === 'pages' && ownAddresses(root).includes(slug)) {
    throw new Failure(`The portal has a page of its own at the address ${slug}: choose another name.`);
  }
  const { portal, entries } = readContent(content, content);
  const facts = parsed(portalFacts, portal.value);
  if (!facts) throw new Failure(`${portal.file} is not there or not right: \`npm run check:content\` says what is wrong.`);
  const departments = Object.keys(facts.departments);
  if (kind.folder === 'plans' && departments.length === 0) {
    throw new Failure(`${portal.file} names no departments, and a commitment needs one that answers for it: add \`departments\` there.`);
  }

  const languages = new Intl.DisplayNames('en', { type: 'language' });
  const pages = entries.filter((entry) => entry.kind.folder === 'pages').length;
  const skeleton = skeletons[kind.folder];
  const known = { topics: Object.keys(facts.topics), areas: Object.keys(facts.areas) };
  const files = new Map([
    [
      kind.factsFile,
      text([
        ...introduction(`Facts of a new ${name}. Where a # stands right before a field, it is not needed yet: take the # away to use it.`),
        ...commented(kind.facts, skeleton.facts({ now, timeZone: facts.timeZone, departments, pages }), known),
      ]),
    ],
    ...facts.languages.map((language) => {
      const texts = textsIn(language);
      const lines = [
        ...introduction(`Words of a new ${name} in ${languages.of(language)}. Replace every text that begins with ${mark}.`),
        ...commented(kind.words, skeleton.words(texts)),
      ];
      return [`${language}.md`, `---\n${text(lines)}---\n\n${texts.body}\n`] as const;
    }),
  ]);
  writeAll(join(content, kind.folder), slug, files);
  return [...files.keys()].map((file) => join(folder, file));
}

function introduction(sentence: string): string[] {
  return wrapped(sentence).map((line) => `# ${line}`);
}

function text(lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

/** All files at once, or none: an editor who is interrupted finds no half of an entry. */
function writeAll(parent: string, slug: string, files: Map<string, string>): void {
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(join(parent, '.new-'));
  try {
    const entry = join(draft, slug);
    mkdirSync(entry);
    for (const [file, text] of files) writeFileSync(join(entry, file), text);
    renameSync(entry, join(parent, slug));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { content: { type: 'string', default: join(root, 'content') } },
  });
  const [kind, slug, ...more] = positionals;
  if (!kind || !slug || more.length > 0) throw new Misuse('Name one kind and one slug.');
  const files = writeSkeleton(resolve(values.content), kind, slug);
  console.log(`Wrote ${files.map((file) => relative(process.cwd(), file)).join(', ')}.`);
  console.log(`Replace every text that begins with ${mark}, set the dates, and run \`npm run check:content\`.`);
  return 0;
}

if (import.meta.main) await run(usage, main);
