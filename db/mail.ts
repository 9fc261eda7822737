/** Queues letters to officials in the batch of what they tell of. */
import type { Letter } from '../worker/mail/rules.ts';
import type { Database } from './client.ts';
import { letters } from './schema/mail.ts';

/** A statement that queues a letter. It is sent after the batch, and again where the mail server is away. */
export function queued(database: Database, { official, letter, now }: { official: string; letter: Letter; now: number }) {
  return database.insert(letters).values({
    id: crypto.randomUUID(),
    official,
    kind: letter.kind,
    letter: JSON.stringify(letter),
    queuedAt: now,
    nextAt: now,
  });
}
