import type { APIRoute } from 'astro';
import { consultations } from '../../../entries.ts';
import { consultationDefinitionOf } from '../../../publication.ts';

export const getStaticPaths = async () => (await consultations()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await consultationDefinitionOf(params.slug ?? ''));
