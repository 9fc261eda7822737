/** Whoever builds on the portal finds all of it described, in a document that their tools can read. */
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorCodes } from '../../worker/platform/contract.ts';
import { Portal } from '../support/portal.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** JSON Schema 2020-12 as far as this API uses it: a misspelt keyword, or one of OpenAPI 3.0 (`nullable`), is refused. */
const type = z.enum(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);
const jsonSchema: z.ZodType = z.lazy(() =>
  z.strictObject({
    $schema: z.url().optional(),
    $ref: z.string().startsWith('#/components/schemas/').optional(),
    type: z.union([type, z.array(type)]).optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).min(1).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.int().min(0).optional(),
    maxLength: z.int().min(0).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
    minItems: z.int().min(0).optional(),
    maxItems: z.int().min(0).optional(),
    items: jsonSchema.optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    propertyNames: jsonSchema.optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    anyOf: z.array(jsonSchema).min(1).optional(),
    oneOf: z.array(jsonSchema).min(1).optional(),
    allOf: z.array(jsonSchema).min(1).optional(),
  }),
);
const content = z.record(z.string().regex(/^[\w*.+-]+\/[\w*.+-]+$/), z.strictObject({ schema: jsonSchema }));
const parameter = z
  .strictObject({
    in: z.enum(['path', 'query', 'header', 'cookie']),
    name: z.string().min(1),
    required: z.boolean().optional(),
    description: z.string().optional(),
    schema: jsonSchema,
  })
  .refine((one) => one.in !== 'path' || one.required, 'a parameter of the path is required');
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ content, required: z.boolean().optional(), description: z.string().optional() }).optional(),
  responses: z
    .record(
      z.string().regex(/^([1-5]\d\d|[1-5]XX|default)$/),
      z.strictObject({ description: z.string().min(1), content: content.optional() }),
    )
    .refine((all) => Object.keys(all).length > 0, 'an operation has an answer'),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
  servers: z.array(z.strictObject({ url: z.string() })).optional(),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(methods), operation)),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), jsonSchema).optional(),
    securitySchemes: z.record(z.string(), z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer') })).optional(),
  }),
});

const portal = new Portal();
let published: z.infer<typeof document>;

beforeAll(async () => {
  const response = await portal.browser().get('/api/openapi.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  published = await response.json();
});

/** Every address of the app, as OpenAPI writes it, but the document itself and what answers to everything. */
const routes = [
  ...new Map(
    portal.app.routes
      .filter(({ path }) => path.startsWith('/api/') && !path.includes('*') && path !== '/api/openapi.json')
      .map(({ method, path }) => ({ method: method.toLowerCase() as (typeof methods)[number], path: path.replace(/:(\w+)/g, '{$1}') }))
      // A guard of an address (`app.use`) is not an address.
      .filter(({ method }) => methods.includes(method))
      .map((route) => [`${route.method} ${route.path}`, route]),
  ).values(),
];
const operations = () =>
  Object.entries(published.paths).flatMap(([path, all]) =>
    Object.entries(all).map(([method, one]) => ({ name: `${method} ${path}`, path, method, ...one })),
  );

test('the document is OpenAPI 3.1', () => {
  expect(document.parse(published)).toEqual(published);
});

describe('described is', () => {
  test.each(routes)('$method $path', ({ method, path }) => {
    const described = published.paths[path]?.[method];
    expect(described?.summary).toBeTruthy();
    const codes = Object.keys(described?.responses ?? {});
    expect(codes.some((code) => code.startsWith('2') || ['101', '302'].includes(code))).toBe(true);
    const inPath = described?.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [];
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    // Every body that is answered or taken has its shape; what is kept as a file is a table.
    const shape = (code: string) => (path.endsWith('.csv') && code === '200' ? 'text/csv' : 'application/json');
    for (const code of codes.filter((one) => !['101', '202', '204', '302'].includes(one)))
      expect(described?.responses[code]?.content).toHaveProperty([shape(code)]);
  });

  test('and nothing that there is not', () => {
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    expect(routes.length).toBeGreaterThan(18);
  });
});

test('every operation has a name of its own, and every reference leads somewhere', () => {
  const ids = operations().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, name = ''] of JSON.stringify(published).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    expect(Object.keys(published.components.schemas ?? {})).toContain(name);
  }
});

test('who sends a vote or a comment is told of the key, and an operator of the token', () => {
  for (const { name, path, method, parameters = [], security, requestBody } of operations()) {
    const isOffices = path.startsWith('/api/office/');
    const isOperators = /^\/api\/(imports|moderation\/comments|recount|audit)\b/.test(path);
    if (!isOffices) expect({ name, security }).toEqual({ name, security: isOperators ? [{ operator: [] }] : undefined });
    const entersPapers = path.endsWith('/batches/{id}/papers');
    const makes = !isOperators && (!isOffices || entersPapers) && (method === 'post' || method === 'put');
    expect({ name, key: parameters.find((one) => one.name === 'idempotency-key')?.required }).toEqual({
      name,
      key: makes ? true : undefined,
    });
    if (method === 'post' && !(isOffices && !requestBody))
      expect({ name, takes: Object.keys(requestBody?.content ?? {}) }).toEqual({ name, takes: ['application/json'] });
  }
});

test('the envelope of an error is described with every code that it may carry', () => {
  const text = JSON.stringify(published);
  for (const code of errorCodes) expect(text).toContain(`"${code}"`);
});
