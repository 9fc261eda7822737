/**
 * Lets pages and islands import `content/portal.yaml`, and the titles of the plain pages for the foot of every page, as
 * named values: checked at build, without a YAML parser or the content itself in the Worker.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
      const exported = { notice: undefined, inDanger: undefined, ...result.data, pages: pagesOf(content) };
      return Object.entries(exported)
        .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`)
        .join('\n');
    },
  };
}

/** Slug and titles by language of every plain page, in their order. */
function pagesOf(content: string): { slug: string; titles: Record<string, string> }[] {
  const folder = `${content}/pages`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((slug) => {
      const { order } = parse(readFileSync(`${folder}/${slug}/page.yaml`, 'utf8')) as { order: number };
      const words = readdirSync(`${folder}/${slug}`).filter((file) => file.endsWith('.md'));
      const title = (file: string) => {
        const [, frontMatter = ''] = readFileSync(`${folder}/${slug}/${file}`, 'utf8').split(/^---$/m);
        return (parse(frontMatter) as { title: string }).title;
      };
      return { slug, order, titles: Object.fromEntries(words.map((file) => [file.replace(/\.md$/, ''), title(file)])) };
    })
    .sort((one, other) => one.order - other.order)
    .map(({ slug, titles }) => ({ slug, titles }));
}
