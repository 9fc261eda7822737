/** Where things are in the drawing of the town. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { apart, districtAt, frameOf, inside, type Point, pathOf, project } from '../../site/projection.ts';
import { type Position, townMap } from '../../site/town.ts';

const town = townMap.parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../content/map.geojson'), 'utf8')));
const frame = frameOf(town);

describe('the drawing', () => {
  test.each<[string, Position, Position, (one: Point, other: Point) => boolean]>([
    ['has north above', [35.22, 32.72], [35.22, 32.71], (north, south) => north.y < south.y && north.x === south.x],
    ['has east on the right', [35.23, 32.71], [35.22, 32.71], (east, west) => east.x > west.x && east.y === west.y],
  ])('%s', (_, one, other, right) => {
    expect(right(project(frame, one), project(frame, other))).toBe(true);
  });

  test('has the proportions of the ground: a kilometre is as long to the north as to the east', () => {
    const here: Position = [35.22, 32.715];
    const [start, east, north] = [
      here,
      [35.22 + 1 / (111.32 * Math.cos((32.715 * Math.PI) / 180)), 32.715],
      [35.22, 32.715 + 1 / 111.32],
    ].map((position) => project(frame, position as Position)) as [Point, Point, Point];
    expect((east.x - start.x) / (start.y - north.y)).toBeCloseTo(1, 2);
  });

  test('holds every district whole', () => {
    for (const { properties, geometry } of town.features.filter((feature) => feature.properties.kind === 'district')) {
      const numbers = pathOf(frame, geometry).match(/[\d.-]+/g) ?? [];
      for (const [place, number] of numbers.entries()) {
        expect(Number(number), properties.area).toBeGreaterThan(0);
        expect(Number(number), properties.area).toBeLessThan(place % 2 === 0 ? frame.width : frame.height);
      }
    }
  });
});

describe('a position', () => {
  test.each<[Position, string | undefined]>([
    [[35.22, 32.715], 'old-town'],
    [[35.231, 32.708], 'station'],
    [[35.208, 32.713], 'orchards'],
    [[35.229, 32.721], 'almond-hill'],
    [[35.218, 32.725], 'northern-districts'],
    [[35.2, 32.7], undefined],
  ])('%j lies in %s', (position, area) => {
    expect(districtAt(town, position)).toBe(area);
  });

  test.prop([fc.double({ min: 35.2, max: 35.24, noNaN: true }), fc.double({ min: 32.7, max: 32.73, noNaN: true })])(
    'lies in one district at the most: they adjoin and do not overlap',
    (longitude, latitude) => {
      const outlines = town.features.flatMap(({ properties, geometry }) =>
        properties.kind === 'district' && geometry.type === 'Polygon' ? [geometry.coordinates.flat()] : [],
      );
      expect(outlines.filter((outline) => inside([longitude, latitude], outline)).length).toBeLessThanOrEqual(1);
    },
  );
});

describe('numbers in the drawing', () => {
  const point = fc.record({ x: fc.double({ min: 0, max: 1000, noNaN: true }), y: fc.double({ min: 0, max: 800, noNaN: true }) });

  test.prop([fc.array(point, { maxLength: 12 })])('stand apart, inside of it', (points) => {
    const moved = apart(points, 80, { width: 1000, height: 800 });
    for (const [place, one] of moved.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x).toBeLessThanOrEqual(1000);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.y).toBeLessThanOrEqual(800);
      for (const other of moved.slice(place + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(60);
    }
  });

  test('stay where they are where there is room', () => {
    const points = [
      { x: 100, y: 100 },
      { x: 300, y: 100 },
    ];
    expect(apart(points, 80, { width: 1000, height: 800 })).toEqual(points);
  });
});
