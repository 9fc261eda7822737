/** What an answer of the API must look like, whatever it says. */
import { expect } from 'vitest';
import type { ZodType } from 'zod';
import { type ErrorCode, type ErrorReply, errorReply } from '../../worker/platform/contract.ts';

/** The body of an answer that has this status and exactly this shape: nothing more goes out than its contract says. */
export async function shaped<Value>(response: Response, status: number, shape: ZodType<Value>): Promise<Value> {
  const body: unknown = await response.json();
  expect({ status: response.status, body }).toEqual({ status, body: shape.parse(body) });
  return body as Value;
}

/** The error of an answer that refuses with this status and code, in the one envelope, and is kept nowhere. */
export async function refused(response: Response, status: number, code: ErrorCode): Promise<ErrorReply['error']> {
  const { error } = await shaped(response, status, errorReply);
  expect(error.code).toBe(code);
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  return error;
}

/** Nothing of how the portal is made may be read in an answer. */
export function expectNothingInternal(text: string): void {
  expect(text).not.toMatch(/sql|D1_|constraint|insert into|select |drizzle|\.ts|at async|node_modules|secret of the tests/i);
}
