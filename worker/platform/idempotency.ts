/** The key that makes a retry harmless: `Idempotency-Key`, a UUID that the sender makes once for each act. */
import { z } from 'zod';
import { sha256 } from '../definitions/rules.ts';

export const idempotencyHeader = z.object({
  'idempotency-key': z.uuid().describe('A UUID, made once for each act and sent again with every retry of it.'),
});

/** What is kept of a key: its hash with what it was sent to. The same key elsewhere is another one. */
export function submissionKey(subject: string, key: string): Promise<string> {
  return sha256(`${subject}\n${key.toLowerCase()}`);
}
