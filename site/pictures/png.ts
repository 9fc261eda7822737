/** Turns drawings into PNG files, at build time. What was drawn before is kept beside the packages, so that another build is quick. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { font } from './letters.ts';

const root = process.cwd();
const installed = createRequire(join(root, 'package.json'));
const kept = join(root, 'node_modules/.cache/kikar-pictures');
/** Another rasteriser or other letters make another picture of the same drawing. */
const versions = ['@resvg/resvg-js', '@expo-google-fonts/rubik'].map((name) => installed(`${name}/package.json`).version);

/** The PNG of a drawing in SVG, at the size of the drawing or at a width. */
export function pngOf(svg: string, width?: number): Uint8Array<ArrayBuffer> {
  const name = createHash('sha256')
    .update(JSON.stringify([versions, width, svg]))
    .digest('hex');
  const file = join(kept, `${name}.png`);
  if (existsSync(file)) return new Uint8Array(readFileSync(file));
  const png = new Uint8Array(new Resvg(svg, { font, ...(width && { fitTo: { mode: 'width', value: width } }) }).render().asPng());
  mkdirSync(kept, { recursive: true });
  // Another build may write the same file: a name of its own until it is whole.
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, png);
  renameSync(whole, file);
  return png;
}

/** The answer of an endpoint. */
export function asPicture(png: Uint8Array<ArrayBuffer>): Response {
  return new Response(png, { headers: { 'content-type': 'image/png' } });
}
