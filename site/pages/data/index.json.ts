import type { APIRoute } from 'astro';
import { index } from '../../entries.ts';

export const GET: APIRoute = async () => Response.json(await index());
