/** The Markdown of an explanation: paragraphs, **bold**, *stress* and links. Made into parts, not into HTML. */
export interface Part {
  kind: 'text' | 'strong' | 'em' | 'link';
  text: string;
  /** Of a link: an https address or a path of this portal. */
  href?: string;
}

const marks = /\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*]+)\*|\[(?<link>[^\]]+)\]\((?<href>https:\/\/[^\s)]+|\/(?!\/)[^\s)]*)\)/g;

/** The paragraphs of a text, each in its parts. What is no mark stays as it was written. */
export function explained(markdown: string): Part[][] {
  return markdown
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const parts: Part[] = [];
      let at = 0;
      for (const { 0: whole, index, groups = {} } of paragraph.matchAll(marks)) {
        if (index > at) parts.push({ kind: 'text', text: paragraph.slice(at, index) });
        const { strong, em, link = '', href = '' } = groups;
        if (strong) parts.push({ kind: 'strong', text: strong });
        else if (em) parts.push({ kind: 'em', text: em });
        else parts.push({ kind: 'link', text: link, href });
        at = index + whole.length;
      }
      if (at < paragraph.length) parts.push({ kind: 'text', text: paragraph.slice(at) });
      return parts;
    });
}
