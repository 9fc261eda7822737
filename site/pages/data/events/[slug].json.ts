import type { APIRoute } from 'astro';
import { events } from '../../../entries.ts';
import { eventDefinitionOf } from '../../../publication.ts';

export const getStaticPaths = async () => (await events()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await eventDefinitionOf(params.slug ?? ''));
