/** What the sample of one entry is made from. */
import type { DefinitionParts } from '../participation.ts';
import type { Random } from './chance.ts';

/** What the seed needs of a definition that the site published. */
export interface Published {
  rules: { opens: string; closes: string; questions?: { id: string; options: { id: string }[] }[]; comments?: object | null };
  words: object;
  versions: DefinitionParts['versions'];
}

/** What the sample of one entry is made from. */
export interface Making {
  d1: D1Database;
  published: Published;
  /** The time in which people took part, the end outside. */
  from: number;
  until: number;
  random: Random;
  /** The key of an invented person, which no cookie can lead to. */
  keyOf: (person: number) => string;
}

/** How the database names the secret of these keys: not as the Worker's own, which it notes at the first real act. */
export const secretId = 'sample';
