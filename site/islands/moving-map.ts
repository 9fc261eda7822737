/**
 * The moving map: MapLibre with the town's own outlines, no tiles and no server of letters. Names and numbers are links of the page,
 * as in the drawing: every script and direction is the browser's own affair, and they can be tabbed to.
 */
import { config, Marker, Map as Moving, NavigationControl, type StyleSpecification } from 'maplibre-gl';
import styles from 'maplibre-gl/dist/maplibre-gl.css?url';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import * as m from '../i18n/compiled/messages.js';
import type { Locale } from '../i18n/locale.ts';
import { apart, frameOf } from '../projection.ts';
import type { TownMap } from '../town.ts';

/** How far numbers are apart at any zoom, in pixels. */
const size = 34;

/** Draws into a place of the page, and is done when the map can be seen. Throws where it can't. */
export async function draw(place: HTMLElement, drawing: HTMLElement): Promise<void> {
  const locale = document.documentElement.lang as Locale;
  const t = { locale };
  await sheet(styles);
  config.WORKER_URL = worker;
  const town = (await (await fetch('/data/map.json')).json()) as TownMap;
  const { west, north, width, height, perLongitude, perLatitude } = frameOf(town);
  const map = new Moving({
    container: place,
    style: styleOf(town),
    bounds: [west, north - height / perLatitude, west + width / perLongitude, north],
    maxZoom: 18,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      'Map.Title': m.map_moving({}, t),
      'NavigationControl.ZoomIn': m.map_zoom_in({}, t),
      'NavigationControl.ZoomOut': m.map_zoom_out({}, t),
      'CooperativeGesturesHandler.WindowsHelpText': m.map_gesture_keys({}, t),
      'CooperativeGesturesHandler.MacHelpText': m.map_gesture_mac({}, t),
      'CooperativeGesturesHandler.MobileHelpText': m.map_gesture_touch({}, t),
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const markers = [...drawing.querySelectorAll<SVGAElement>('a[data-longitude]')].map((link) => {
    const marker = new Marker({ element: copyOf(link) });
    return marker.setLngLat([Number(link.dataset.longitude), Number(link.dataset.latitude)]).addTo(map);
  });
  const numbers = markers.filter((marker) => marker.getElement().classList.contains('to-place'));
  const spread = () => {
    const where = numbers.map((marker) => map.project(marker.getLngLat()));
    const moved = apart(where, size);
    for (const [place, marker] of numbers.entries()) {
      const [from, to] = [where[place], moved[place]];
      if (from && to) marker.setOffset([to.x - from.x, to.y - from.y]);
    }
  };
  map.on('zoom', spread);
  map.on('resize', spread);
  spread();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => map.setStyle(styleOf(town)));
  await new Promise<void>((done, fail) => {
    map.once('load', () => done());
    map.once('error', ({ error }) => fail(error));
  });
}

/** The styles of the library, whose address the build knows. */
function sheet(href: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  return new Promise((done, fail) => {
    link.addEventListener('load', () => done());
    link.addEventListener('error', () => fail(new Error(`${href} can't be had`)));
    document.head.appendChild(link);
  });
}

/** A link of the drawing as one of the page. */
function copyOf(link: SVGAElement): HTMLAnchorElement {
  const copy = document.createElement('a');
  copy.href = link.getAttribute('href') ?? '';
  copy.className = link.classList.contains('to-place') ? 'to-place' : 'to-district';
  copy.textContent = link.textContent?.trim() ?? '';
  const label = link.getAttribute('aria-label');
  if (label) copy.setAttribute('aria-label', label);
  return copy;
}

/** A colour of the look as the browser shows it now: light or dark. */
function colour(token: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.appendChild(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function styleOf(town: TownMap): StyleSpecification {
  const only = (kind: TownMap['features'][number]['properties']['kind']): ['==', ['get', 'kind'], string] => ['==', ['get', 'kind'], kind];
  const source = 'town';
  return {
    version: 8,
    sources: { town: { type: 'geojson', data: town } },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': colour('paper') } },
      { id: 'ground', type: 'fill', source, filter: only('district'), paint: { 'fill-color': colour('surface') } },
      { id: 'district', type: 'fill', source, filter: only('district'), paint: { 'fill-color': colour('olive'), 'fill-opacity': 0.09 } },
      { id: 'green', type: 'fill', source, filter: only('green'), paint: { 'fill-color': colour('open'), 'fill-opacity': 0.22 } },
      {
        id: 'water',
        type: 'line',
        source,
        filter: only('water'),
        paint: { 'line-color': colour('upcoming'), 'line-opacity': 0.4, 'line-width': 5 },
      },
      {
        id: 'rail',
        type: 'line',
        source,
        filter: only('rail'),
        paint: { 'line-color': colour('soft'), 'line-width': 3, 'line-dasharray': [3, 2] },
      },
      {
        id: 'street',
        type: 'line',
        source,
        filter: only('street'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': colour('line'), 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 3, 17, 16] },
      },
      { id: 'square', type: 'fill', source, filter: only('square'), paint: { 'fill-color': colour('line') } },
      {
        id: 'border',
        type: 'line',
        source,
        filter: only('district'),
        paint: { 'line-color': colour('soft'), 'line-width': 1.5, 'line-opacity': 0.6 },
      },
    ],
  };
}
