/** Whether texts stand under the ids that the facts have, each id once, and no two alike. */
import type { Problem } from './problem.ts';

/** Each id of the facts has a text, and no other. */
export function keysOf(file: string, field: string, texts: Record<string, unknown>, ids: string[], factsFile: string): Problem[] {
  const missing = ids.filter((id) => !(id in texts));
  const unknown = Object.keys(texts).filter((id) => !ids.includes(id));
  return [
    ...missing.map((id) => ({
      file,
      field: `${field}.${id}`,
      wrong: 'is missing',
      remedy: `write its text, or remove ${id} from ${factsFile}`,
    })),
    ...unknown.map((id) => ({
      file,
      field: `${field}.${id}`,
      wrong: `is not in ${factsFile}`,
      remedy: `remove it, or add ${id} to ${field} there`,
    })),
  ];
}

/** Two things of one id can't be told apart by anything that names them. */
export function onceOf(file: string, field: string, ids: string[]): Problem[] {
  const again = new Set(ids.filter((id, place) => ids.indexOf(id) !== place));
  return [...again].map((id) => ({ file, field, wrong: `has two of the id ${id}`, remedy: 'give each an id of its own' }));
}

/** Two options that read alike can't be told apart on a ballot. */
export function labelsOf(file: string, field: string, options: Record<string, string>): Problem[] {
  const first = new Map<string, string>();
  return Object.entries(options).flatMap(([id, label]) => {
    const other = first.get(label.trim());
    if (other === undefined) first.set(label.trim(), id);
    return other === undefined ? [] : [{ file, field: `${field}.${id}`, wrong: `reads like ${field}.${other}`, remedy: 'tell them apart' }];
  });
}
