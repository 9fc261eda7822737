/** Mistakes in the facts of the portal and in its map, and the sentences that an editor is told, to the word. */
import { expect } from 'vitest';
import { type Files, replaced } from './sample.ts';

const portal = 'portal.yaml';

/** A map of triangles. */
const mapOf = (shapes: object[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: shapes.map((properties) => ({
      type: 'Feature',
      properties,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [35.2, 32.7],
            [35.3, 32.7],
            [35.3, 32.8],
            [35.2, 32.7],
          ],
        ],
      },
    })),
  });

export const mistakesOfPortal: [mistake: string, files: Files, sentences: string[]][] = [
  [
    'the interface has no words in a language',
    replaced(portal, '[en, he]', '[en, he, fr]'),
    [
      `${portal}: \`languages\` names fr, and the interface has no words in it; add site/i18n/messages/fr.json and fr to site/i18n/project.inlang/settings.json, or remove it.`,
    ],
  ],
  [
    'the default language is not offered',
    replaced(portal, 'defaultLanguage: en', 'defaultLanguage: ar'),
    [`${portal}: \`defaultLanguage\` is ar; write one of the languages: en and he.`],
  ],
  [
    'nobody knows the time zone',
    replaced(portal, 'Asia/Jerusalem', 'Moon/Base'),
    [`${portal}: \`timeZone\` is Moon/Base; write an IANA time zone, as Asia/Jerusalem.`],
  ],
  [
    'an address is none',
    replaced(portal, 'town@example.org', 'town'),
    [`${portal}: \`contact.email\` is "town"; write an e-mail address.`],
  ],
  [
    'the map lacks a district and draws another',
    {
      ...replaced(portal, 'contact:', 'areas: { hill: { en: Hill, he: גבעה } }\ncontact:'),
      'map.geojson': mapOf([{ kind: 'district', area: 'valley', label: [35.2, 32.7] }]),
    },
    [
      'map.geojson: has no outline of hill; draw it, or remove hill from areas in portal.yaml.',
      'map.geojson: draws valley, which is no district; remove it, or add valley to areas in portal.yaml.',
    ],
  ],
  [
    'the map draws a street as a field',
    { 'map.geojson': mapOf([{ kind: 'street' }]) },
    ['map.geojson: `features[0].geometry` is not right; draw a street as a LineString.'],
  ],
  [
    'the map is not JSON',
    { 'map.geojson': '{' },
    [expect.stringMatching(/^map\.geojson: can't be read as JSON: .+; correct it there, or save it anew as GeoJSON\.$/)],
  ],
];
