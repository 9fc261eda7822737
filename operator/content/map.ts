/** The map of the town: whether it can be drawn, and has an outline for each district and for no other. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portalFacts } from '../../site/portal.ts';
import { townMap } from '../../site/town.ts';
import { parsed, readable } from './entries.ts';
import type { Problem } from './problem.ts';
import { problemsOf } from './sentences.ts';

/** A portal may have no map; one that is there must be right. */
export function problemsOfMap(folder: string, name: string, portal: unknown): Problem[] {
  const file = `${name}/map.geojson`;
  if (!existsSync(join(folder, 'map.geojson'))) return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, 'map.geojson'), 'utf8'));
  } catch (error) {
    return [{ file, wrong: `can't be read as JSON: ${(error as Error).message}`, remedy: 'correct it there, or save it anew as GeoJSON' }];
  }
  const town = parsed(townMap, value);
  if (!town) return problemsOf(file, townMap, value);
  const { areas = {} } = readable(portalFacts, portal);
  const drawn = town.features.flatMap(({ properties }) => (properties.area ? [properties.area] : []));
  return [
    ...Object.keys(areas)
      .filter((id) => !drawn.includes(id))
      .map((id) => ({ file, wrong: `has no outline of ${id}`, remedy: `draw it, or remove ${id} from areas in portal.yaml` })),
    ...drawn
      .filter((id) => !(id in areas))
      .map((id) => ({ file, wrong: `draws ${id}, which is no district`, remedy: `remove it, or add ${id} to areas in portal.yaml` })),
    ...drawn
      .filter((id, place) => drawn.indexOf(id) !== place)
      .map((id) => ({ file, wrong: `draws ${id} twice`, remedy: 'keep one outline' })),
  ];
}
