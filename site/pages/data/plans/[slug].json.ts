import type { APIRoute } from 'astro';
import { plans } from '../../../entries.ts';
import { planDefinitionOf } from '../../../publication.ts';

export const getStaticPaths = async () => (await plans()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await planDefinitionOf(params.slug ?? ''));
