/** Short forms for the OpenAPI description of a route. */
import { resolver } from 'hono-openapi';
import type { ZodType } from 'zod';
import { errorReply } from './contract.ts';

/** A JSON answer of a shape. */
export function answers(schema: ZodType, description: string) {
  return { description, content: { 'application/json': { schema: resolver(schema) } } };
}

/** The error envelope, and when it comes. */
export function refuses(description: string) {
  return answers(errorReply, description);
}
