/** Turns what zod finds into sentences that an editor can follow. */
import type { z } from 'zod';
import { listed, type Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

/** The problems of a value that a schema doesn't accept; none where it does. */
export function problemsOf(file: string, schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => explain(file, schema, issue));
}

function explain(file: string, schema: z.ZodType, issue: Issue): Problem[] {
  const field = nameOf(issue.path);
  const meaning = meaningOf(schema, issue.path);
  const say = (wrong: string, remedy: string): Problem[] => [{ file, field, wrong, remedy }];
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return say('is missing', meaning ? `add it: ${meaning}` : `add ${kinds[issue.expected] ?? 'it'}`);
      if (issue.input instanceof Date) return say('is a date without quotes', 'put it between quotes');
      return say(`is ${kindOf(issue.input)}`, `write ${kinds[issue.expected] ?? issue.expected}${meaning ? `: ${meaning}` : ''}`);
    }
    case 'unrecognized_keys': {
      const known = fieldsAt(schema, issue.path);
      const remedy = known.length > 0 ? `remove it, or write one of ${listed(known)}` : 'remove it';
      return issue.keys.map((key) => ({ file, field: nameOf([...issue.path, key]), wrong: 'is no field of this file', remedy }));
    }
    case 'invalid_value':
      return issue.input === undefined
        ? say('is missing', `write ${either(issue.values)}`)
        : say(`is ${JSON.stringify(issue.input)}`, `write ${either(issue.values)}`);
    case 'too_small':
      if (issue.origin === 'string') return say('is empty', meaning ? `write it: ${meaning}` : 'write something');
      return say(sizeOf(issue.input), `give at least ${issue.minimum}`);
    case 'too_big':
      if (issue.origin === 'string') {
        return say(`is ${String(issue.input).length} characters long`, `write at most ${issue.maximum} characters`);
      }
      return say(sizeOf(issue.input), `give at most ${issue.maximum}`);
    case 'invalid_key':
      return say('is not a name that can be used here', issue.issues[0]?.message ?? 'use small letters, digits and hyphens');
    case 'invalid_format':
      return say(`is ${JSON.stringify(issue.input)}`, remedyOfFormat(issue));
    default:
      return say('is not right', lower(issue.message));
  }
}

function remedyOfFormat(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format === 'email') return 'write an e-mail address';
  if (issue.format === 'url') return 'write a whole address, beginning with https://';
  return lower(issue.message);
}

/** `documents[0].href` */
function nameOf(path: readonly PropertyKey[]): string | undefined {
  const name = path.reduce<string>((text, part) => text + (typeof part === 'number' ? `[${part}]` : `${text && '.'}${String(part)}`), '');
  return name === '' ? undefined : name;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return `the ${typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'value'} ${JSON.stringify(value)}`;
}

function sizeOf(value: unknown): string {
  return Array.isArray(value) ? `has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}` : `is ${JSON.stringify(value)}`;
}

function either(values: readonly unknown[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values.map(String));
}

/** The part of a schema that a path leads to, without what makes it optional. */
function partAt(schema: z.ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let part: z.core.$ZodType | undefined = unwrapped(schema);
  for (const key of path) {
    const definition: z.core.$ZodTypes['_zod']['def'] | undefined = (part as z.core.$ZodTypes | undefined)?._zod.def;
    if (definition?.type === 'object') part = definition.shape[String(key)];
    else if (definition?.type === 'array') part = definition.element;
    else if (definition?.type === 'record') part = definition.valueType;
    else return undefined;
    part = part && unwrapped(part);
  }
  return part;
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  const wraps = definition.type === 'optional' || definition.type === 'default' || definition.type === 'nullable';
  // What describes a field stands on the wrapping, where there is one.
  return wraps && !describedBy(schema) ? unwrapped(definition.innerType) : schema;
}

function describedBy(schema: z.core.$ZodType): string | undefined {
  return (schema as z.ZodType).description;
}

/** What the contract says about a field, to stand at the end of a sentence. */
function meaningOf(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
  const part = partAt(schema, path);
  const description = part && describedBy(part);
  return description && lower(description.replace(/\.$/, ''));
}

function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let part = partAt(schema, path);
  while (part && ['optional', 'default'].includes((part as z.core.$ZodTypes)._zod.def.type)) {
    part = ((part as z.core.$ZodTypes)._zod.def as { innerType: z.core.$ZodType }).innerType;
  }
  const definition = (part as z.core.$ZodTypes | undefined)?._zod.def;
  return definition?.type === 'object' ? Object.keys(definition.shape) : [];
}

/** A sentence's beginning inside another: small, unless it is a name such as ICU. */
function lower(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;
}
