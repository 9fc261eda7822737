/** Answers with the one shape of every error. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode, ErrorReply } from './contract.ts';

type Extras = Pick<ErrorReply['error'], 'fields' | 'details'>;

/** Answers with the envelope. Never carries what was sent, nor anything internal. */
export function refuseWith<Status extends ContentfulStatusCode>(
  c: Context,
  status: Status,
  code: ErrorCode,
  message: string,
  extras: Extras = {},
) {
  c.header('Cache-Control', 'private, no-store');
  return c.json({ error: { code, message, ...extras, requestId: c.get('requestId') } } satisfies ErrorReply, status);
}

/** Answers that nothing is there. */
export function notFound(c: Context) {
  return refuseWith(c, 404, 'not-found', 'There is nothing at this address.');
}
