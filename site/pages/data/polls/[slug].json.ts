import type { APIRoute } from 'astro';
import { polls } from '../../../entries.ts';
import { pollDefinitionOf } from '../../../publication.ts';

export const getStaticPaths = async () => (await polls()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await pollDefinitionOf(params.slug ?? ''));
