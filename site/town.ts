/** What `content/map.geojson` holds: the town as the maps draw it. GeoJSON (RFC 7946), longitude before latitude, in degrees. */
import { z } from 'zod';
import { slug } from '../worker/definitions/contract.ts';

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .describe('Longitude, then latitude, in degrees (WGS 84).');
export type Position = z.infer<typeof position>;

const ring = z
  .array(position)
  .min(4)
  .refine((points) => String(points[0]) === String(points.at(-1)), 'end the outline where it begins')
  .describe('An outline: at least three points, and the first one again.');

const outline = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z.array(ring).length(1).describe('One outline, without holes.'),
});
const line = z.strictObject({ type: z.literal('LineString'), coordinates: z.array(position).min(2) });

const feature = z
  .strictObject({
    type: z.literal('Feature'),
    properties: z.strictObject({
      kind: z.enum(['district', 'street', 'rail', 'water', 'green', 'square']).describe('What is drawn.'),
      area: slug.optional().describe('Of a district: its id among `areas` of portal.yaml.'),
      label: position.optional().describe('Of a district: where its name stands.'),
    }),
    geometry: z.discriminatedUnion('type', [outline, line]),
  })
  .superRefine(({ properties: { kind, area, label }, geometry }, context) => {
    const isLine = kind === 'street' || kind === 'rail' || kind === 'water';
    if (isLine !== (geometry.type === 'LineString')) {
      context.addIssue({ code: 'custom', path: ['geometry'], message: `draw a ${kind} as ${isLine ? 'a LineString' : 'a Polygon'}` });
    }
    if (kind !== 'district') return;
    for (const [field, value] of Object.entries({ area, label })) {
      if (!value) context.addIssue({ code: 'custom', path: ['properties', field], message: 'a district needs one' });
    }
  });

export const townMap = z.strictObject({ type: z.literal('FeatureCollection'), features: z.array(feature).min(1) });
export type TownMap = z.infer<typeof townMap>;
