/** The mark as icons for the home screens of devices, drawn at the sizes that they ask for. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { iconOnPaper } from '../../pictures/icon.ts';
import { asPicture, pngOf } from '../../pictures/png.ts';

interface Props {
  width: number;
  room: number;
}

/** A mask may cut everything outside a circle of four fifths of the side: the corners of the mark lie within it. */
const masked = 0.24;

export const getStaticPaths = (() => [
  { params: { name: '180' }, props: { width: 180, room: 0.16 } },
  { params: { name: '192' }, props: { width: 192, room: 0.1 } },
  { params: { name: '512' }, props: { width: 512, room: 0.1 } },
  { params: { name: 'masked-512' }, props: { width: 512, room: masked } },
]) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) => asPicture(pngOf(iconOnPaper(props.room), props.width));
