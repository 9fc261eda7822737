/** Whether the department that asks and answers is one of the portal's. */
import { subjects } from '../../worker/definitions/contract.ts';
import { type Entry, readable } from './entries.ts';
import { listed, type Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';

/** A department that `portal.yaml` doesn't name. */
export function unknownDepartment(entry: Entry, { departments }: Surroundings): Problem[] {
  if (entry.kind.folder === 'pages') return [];
  const { department } = readable(subjects, entry.facts);
  if (department === undefined || departments.includes(department)) return [];
  const remedy = departments.length > 0 ? `write one of ${listed(departments)}, or add it there` : 'add it there, or remove it';
  return [{ file: entry.factsFile, field: 'department', wrong: `names ${department}, which is not in departments of portal.yaml`, remedy }];
}
