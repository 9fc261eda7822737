/** Whether texts stand under the ids that the facts have. */
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
