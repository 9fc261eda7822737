import type { APIRoute } from 'astro';
import { index } from '../../publication.ts';

export const GET: APIRoute = async () => Response.json(await index());
