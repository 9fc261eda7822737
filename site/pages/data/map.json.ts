import type { APIRoute } from 'astro';
import { townMap } from '../../entries.ts';

/** The town's outlines, for the moving map and for whoever wants them. */
export const GET: APIRoute = async () => Response.json((await townMap()) ?? { type: 'FeatureCollection', features: [] });
