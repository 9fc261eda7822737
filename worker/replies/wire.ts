/** How official replies are put on the wire, and what refuses one. */
import type { Context } from 'hono';
import type { OfficialReply } from '../comments/contract.ts';
import { replyInPublic } from '../comments/rules.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { type Wording, wrongWording } from './rules.ts';
import type { Asked, find } from './store.ts';

type Request = Context<Environment>;
type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}

export function inPublic({ comment: _, ...reply }: Found): OfficialReply {
  return replyInPublic(reply);
}

export function onWire({ submittedAt, ...comment }: Asked) {
  return { ...comment, submittedAt: iso(submittedAt) };
}

export function refuseWording(c: Request, { tag, language }: Exclude<Wording, { tag: 'said' }>) {
  const fields = [{ path: `words.${language}`, message: wrongWording[tag] }];
  return refuseWith(c, 400, 'invalid', 'The words can not be taken like this.', { fields });
}

export function unknownDepartment(c: Request) {
  return refuseWith(c, 400, 'invalid', 'There is no such department.', {
    fields: [{ path: 'department', message: 'write one of the portal' }],
  });
}

/** Tells which reply stands now, and in which version. */
export function changedMeanwhile(c: Request, standing: Found | undefined) {
  return refuseWith(
    c,
    409,
    'changed-meanwhile',
    'Somebody else has answered, or changed this, meanwhile.',
    standing && { details: { reply: standing.id, version: standing.version } },
  );
}
