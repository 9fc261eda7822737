/** From degrees to a drawing of the town, and what lies where. Pure; a town is small enough for the earth to be flat. */
import type { Position, TownMap } from './town.ts';

/** A point of the drawing: from the inline-start edge of a map with west on the left, and from the top. */
export interface Point {
  x: number;
  y: number;
}

/** A drawing: as wide as `width`, as high as the town is in proportion. */
export interface Frame {
  width: number;
  height: number;
  west: number;
  north: number;
  /** Units of the drawing for a degree, of longitude and of latitude. */
  perLongitude: number;
  perLatitude: number;
}

const width = 1000;

/** The frame around the districts of a town, with a little room about them. */
export function frameOf(town: TownMap): Frame {
  const points = town.features.filter(({ properties }) => properties.kind === 'district').flatMap(({ geometry }) => pointsOf(geometry));
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const room = 0.04 * (Math.max(...longitudes) - Math.min(...longitudes));
  const [west, east] = [Math.min(...longitudes) - room, Math.max(...longitudes) + room];
  const [south, north] = [Math.min(...latitudes) - room, Math.max(...latitudes) + room];
  // Towards the poles a degree of longitude is shorter than one of latitude.
  const shortening = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const perLongitude = width / (east - west);
  const perLatitude = perLongitude / shortening;
  return { width, height: Math.round((north - south) * perLatitude), west, north, perLongitude, perLatitude };
}

/** Where a position is in the drawing. */
export function project({ west, north, perLongitude, perLatitude }: Frame, [longitude, latitude]: Position): Point {
  return { x: (longitude - west) * perLongitude, y: (north - latitude) * perLatitude };
}

/** The positions of a geometry, one after the other. */
function pointsOf(geometry: TownMap['features'][number]['geometry']): Position[] {
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates;
}

/** A geometry as the path of an SVG. */
export function pathOf(frame: Frame, geometry: TownMap['features'][number]['geometry']): string {
  const points = pointsOf(geometry).map((position) => project(frame, position));
  const steps = points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return geometry.type === 'Polygon' ? `${steps}Z` : steps;
}

/** The district that a position lies in; none outside of the town. */
export function districtAt(town: TownMap, position: Position): string | undefined {
  return town.features.find(
    ({ properties, geometry }) => properties.kind === 'district' && geometry.type === 'Polygon' && inside(position, pointsOf(geometry)),
  )?.properties.area;
}

/** Whether a position is inside an outline: a ray from it crosses the outline an odd number of times. */
export function inside([longitude, latitude]: Position, outline: Position[]): boolean {
  let odd = false;
  for (const [place, [x, y]] of outline.entries()) {
    const [otherX, otherY] = outline.at(place - 1) as Position;
    const crosses = y > latitude !== otherY > latitude && longitude < ((otherX - x) * (latitude - y)) / (otherY - y) + x;
    if (crosses) odd = !odd;
  }
  return odd;
}

/** Points pushed apart until none is nearer to another than `distance`, as far as that can be had; in a frame, where one holds them. */
export function apart(points: readonly Point[], distance: number, frame?: Pick<Frame, 'width' | 'height'>): Point[] {
  const moved = points.map(({ x, y }) => ({ x, y }));
  const within = (value: number, size = Number.POSITIVE_INFINITY) =>
    frame ? Math.min(Math.max(value, distance / 2), size - distance / 2) : value;
  for (let round = 0; round < 100; round += 1) {
    let near = false;
    for (const [place, one] of moved.entries()) {
      for (const other of moved.slice(place + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const gap = Math.hypot(dx, dy);
        if (gap >= distance - 0.01) continue;
        near = true;
        // Two at one point have no direction of their own: one goes right, the other left.
        const [towardsX, towardsY] = gap === 0 ? [1, 0] : [dx / gap, dy / gap];
        const push = (distance - gap) / 2;
        one.x = within(one.x - towardsX * push, frame?.width);
        one.y = within(one.y - towardsY * push, frame?.height);
        other.x = within(other.x + towardsX * push, frame?.width);
        other.y = within(other.y + towardsY * push, frame?.height);
      }
    }
    if (!near) break;
  }
  return moved;
}
