/** Parsing of what comes in, with an answer that names the field and never echoes the value. */
import type { Context } from 'hono';
import { validator } from 'hono-openapi';
import type { ZodType } from 'zod';
import { refuseWith } from './envelope.ts';

type Target = 'json' | 'query' | 'param' | 'header';

/** Checks one part of a request against a schema: 400 with the fields where it doesn't fit. */
export function valid<Schema extends ZodType, Part extends Target>(target: Part, schema: Schema) {
  return validator(target, schema, (result, c: Context) => {
    if (result.success) return undefined;
    const fields = result.error.map((issue) => ({
      path: (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.'),
      message: withoutInput(issue.message),
    }));
    return refuseWith(c, 400, 'invalid', 'The request does not fit its description in /api/openapi.json.', { fields });
  });
}

/** zod names unrecognised keys and values in its messages; they are what was sent. */
function withoutInput(message: string): string {
  return message.replace(/: ".*"$/s, '');
}
