/** Reads `content/` as an editor wrote it: facts, words by language, and what can't be read at all. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { pageFacts, pageWords } from '../../site/page.ts';
import { consultationFacts, consultationWords } from '../../worker/comments/contract.ts';
import { eventFacts, eventWords } from '../../worker/events/contract.ts';
import { planFacts, planWords } from '../../worker/plans/contract.ts';
import { pollFacts, pollWords, quizFacts, quizWords } from '../../worker/questionnaires/contract.ts';
import { listed, type Problem } from './problem.ts';

/** The kinds of entries: the folder, the file of facts, and the schemas of both. */
export const kinds = [
  { folder: 'consultations', factsFile: 'consultation.yaml', facts: consultationFacts, words: consultationWords },
  { folder: 'polls', factsFile: 'poll.yaml', facts: pollFacts, words: pollWords },
  { folder: 'quizzes', factsFile: 'quiz.yaml', facts: quizFacts, words: quizWords },
  { folder: 'events', factsFile: 'event.yaml', facts: eventFacts, words: eventWords },
  { folder: 'plans', factsFile: 'plan.yaml', facts: planFacts, words: planWords },
  { folder: 'pages', factsFile: 'page.yaml', facts: pageFacts, words: pageWords },
] as const;
export type Kind = (typeof kinds)[number];

export interface Entry {
  kind: Kind;
  slug: string;
  /** Paths as an editor knows them. */
  folder: string;
  factsFile: string;
  /** What the file of facts holds; undefined where there is none that can be read. */
  facts: unknown;
  /** What the front matter holds, by language; undefined where it can't be read. */
  words: Map<string, { file: string; value: unknown; body: string }>;
}

export interface Content {
  entries: Entry[];
  portal: { file: string; value: unknown };
  problems: Problem[];
}

/** Reads a folder of content. `name` is how the folder is called in sentences. */
export function readContent(folder: string, name: string): Content {
  const problems: Problem[] = [];
  const portal = { file: `${name}/portal.yaml`, value: undefined as unknown };
  if (!existsSync(folder)) {
    problems.push({ file: name, wrong: 'is not there', remedy: 'name the folder of the content' });
    return { entries: [], portal, problems };
  }
  if (existsSync(join(folder, 'portal.yaml')))
    portal.value = readYaml(readFileSync(join(folder, 'portal.yaml'), 'utf8'), portal.file, problems);
  else problems.push({ file: portal.file, wrong: 'is missing', remedy: 'add the facts that every page shares' });

  const known = kinds.map((kind) => kind.folder as string);
  for (const entry of readdirSync(folder)) {
    if (entry === 'portal.yaml' || entry === 'map.geojson' || known.includes(entry) || entry.startsWith('.')) continue;
    problems.push({ file: `${name}/${entry}`, wrong: 'is no kind of content', remedy: `remove it, or move it into ${listed(known)}` });
  }
  const entries = kinds.flatMap((kind) => {
    const path = join(folder, kind.folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((slug) => !slug.startsWith('.'))
      .flatMap((slug) => readEntry(kind, join(path, slug), `${name}/${kind.folder}/${slug}`, slug, problems));
  });
  return { entries, portal, problems };
}

function readEntry(kind: Kind, path: string, folder: string, slug: string, problems: Problem[]): Entry[] {
  if (!statSync(path).isDirectory()) {
    problems.push({ file: folder, wrong: 'lies outside of a folder', remedy: 'move it into the folder of its entry' });
    return [];
  }
  const entry: Entry = { kind, slug, folder, factsFile: `${folder}/${kind.factsFile}`, facts: undefined, words: new Map() };
  const files = readdirSync(path).filter((file) => !file.startsWith('.'));
  for (const file of files) {
    const text = () => readFileSync(join(path, file), 'utf8');
    const language = file.match(/^([a-z]{2,3})\.md$/)?.[1];
    if (file === kind.factsFile) entry.facts = readYaml(text(), entry.factsFile, problems);
    else if (language) entry.words.set(language, { file: `${folder}/${file}`, ...readWords(text(), `${folder}/${file}`, problems) });
    else {
      const remedy = `use ${kind.factsFile} for facts and a file as en.md for the words of a language`;
      problems.push({ file: `${folder}/${file}`, wrong: 'is read by nobody', remedy });
    }
  }
  if (!files.includes(kind.factsFile)) problems.push({ file: entry.factsFile, wrong: 'is missing', remedy: 'add the facts of this entry' });
  if (entry.words.size === 0) problems.push({ file: folder, wrong: 'has words in no language', remedy: 'add a file of words, as en.md' });
  return [entry];
}

/** The front matter of a Markdown file, and the Markdown below it. */
function readWords(text: string, file: string, problems: Problem[]): { value: unknown; body: string } {
  const [whole = '', frontMatter] = text.match(/^\uFEFF?\s*---\r?\n([\s\S]*?)\r?\n?---[ \t]*(\r?\n|$)/) ?? [];
  if (frontMatter === undefined) {
    problems.push({ file, wrong: 'does not begin with its words between two lines of ---', remedy: 'put the words there, above the text' });
    return { value: undefined, body: text };
  }
  return { value: readYaml(frontMatter, file, problems, 1), body: text.slice(whole.length) };
}

/** As the build reads it: a date without quotes becomes a date, which no contract takes. `skipped`: lines above the text. */
export function readYaml(text: string, file: string, problems: Problem[], skipped = 0): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, customTags: ['timestamp'], prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const wrong = `can't be read as YAML at line ${line + skipped}, column ${col}: ${error.message}`;
    problems.push({ file, wrong, remedy: 'correct that line (a text with a colon in it needs quotes)' });
  }
  return document.errors.length > 0 ? undefined : (document.toJS() ?? {});
}

/** What a schema makes of a value, or null where it refuses. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** The fields of a value that their part of the schema accepts: one wrong field doesn't hide what is wrong with others. */
export function readable<Schema extends z.ZodObject>(schema: Schema, value: unknown): Partial<z.infer<Schema>> {
  if (typeof value !== 'object' || value === null) return {};
  const fields = Object.entries(schema.shape).flatMap(([field, part]) => {
    const result = z.safeParse(part, (value as Record<string, unknown>)[field]);
    return result.success && result.data !== undefined ? [[field, result.data]] : [];
  });
  return Object.fromEntries(fields);
}
