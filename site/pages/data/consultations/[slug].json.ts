import type { APIRoute } from 'astro';
import { consultationDefinitionOf, consultations } from '../../../entries.ts';

export const getStaticPaths = async () => (await consultations()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await consultationDefinitionOf(params.slug ?? ''));
