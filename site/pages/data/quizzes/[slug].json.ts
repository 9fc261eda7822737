import type { APIRoute } from 'astro';
import { quizzes } from '../../../entries.ts';
import { quizDefinitionOf } from '../../../publication.ts';

export const getStaticPaths = async () => (await quizzes()).map(({ slug }) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => Response.json(await quizDefinitionOf(params.slug ?? ''));
