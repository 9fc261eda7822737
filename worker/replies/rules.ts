/** Who answers for whom, and what may stand in a reply. Pure. */
import { clean, visible } from '../comments/rules.ts';
import { may, type Permission } from '../officials/rules.ts';

/** How long a reply may be in one language, in characters. */
export const longestReply = 3000;

/** The words of the public body as they are kept, or the language in which something is wrong with them. */
export type Wording = { tag: 'said'; words: Record<string, string> } | { tag: 'empty' | 'unknown-language'; language: string };

/** What a developer is told of words that can't be taken. */
export const wrongWording = {
  empty: 'write something that can be read',
  'unknown-language': 'write the languages of the portal',
} as const;

/** Plain text, cleaned as that of citizens is, in languages of the portal. */
export function wordingOf(words: Readonly<Record<string, string>>, languages: readonly string[]): Wording {
  const said: Record<string, string> = {};
  for (const [language, text] of Object.entries(words)) {
    if (!languages.includes(language)) return { tag: 'unknown-language', language };
    said[language] = clean(text);
    if (!visible(said[language])) return { tag: 'empty', language };
  }
  return { tag: 'said', words: said };
}

type Standing = Parameters<typeof may>[0];

/**
 * Whether an official may answer on a consultation in the name of a department (null: of the whole public body). Who is there for one
 * department answers in its name, on its consultations.
 */
export function mayAnswer(official: Standing, of: string | null, inTheNameOf: string | null): boolean {
  const permission: Permission = 'answer';
  return may(official, permission, of) && may(official, permission, inTheNameOf);
}
