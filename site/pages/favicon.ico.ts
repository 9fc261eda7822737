/** The mark for readers of feeds and others that ask for this address without reading a page: one PNG in the frame of an ICO file. */
import type { APIRoute } from 'astro';
import { iconOnPaper } from '../pictures/icon.ts';
import { pngOf } from '../pictures/png.ts';

const size = 32;

export const GET: APIRoute = () => {
  const png = pngOf(iconOnPaper(0.06), size);
  const header = new DataView(new ArrayBuffer(22));
  header.setUint16(2, 1, true);
  header.setUint16(4, 1, true);
  header.setUint8(6, size);
  header.setUint8(7, size);
  header.setUint16(10, 1, true);
  header.setUint16(12, 32, true);
  header.setUint32(14, png.length, true);
  header.setUint32(18, header.byteLength, true);
  return new Response(new Blob([header, png]), { headers: { 'content-type': 'image/x-icon' } });
};
