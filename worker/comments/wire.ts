/** What the routes of comments have in common: who asks, which consultation is meant, and how it is put on the wire. */
import type { Context } from 'hono';
import { promisedBy, waitingSince } from '../moderation/rules.ts';
import { outcomeOf } from '../objections/rules.ts';
import { refuseWith } from '../platform/envelope.ts';
import type { Environment } from '../platform/environment.ts';
import { whoAsks } from '../platform/participant.ts';
import { type Comment, type CommentReceipt, type ConsultationDefinition, consultationDefinition } from './contract.ts';
import { type Refusal, replyInPublic, type State, showsReplies, subjectOf, withdrawable } from './rules.ts';
import { rulings, type SeenComment, undecided } from './store.ts';

type Request = Context<Environment>;

/** The published consultation, or null. */
export function consultationOf(c: Request, slug: string): Promise<ConsultationDefinition | null> {
  return c.get('published').read('consultations', slug, consultationDefinition);
}

/** Who asks, to this consultation: by the cookie, or else (at a first act) by the idempotency key. */
export function respondentFor(c: Request, consultation: string, idempotencyKey: string | null) {
  return whoAsks(c, subjectOf(consultation), idempotencyKey);
}

/** A comment as the viewer may see it: a stub where it is hidden or withdrawn, the text to its author while it waits. */
export function commentFor(comment: SeenComment, viewer: string): Comment {
  const own = comment.author === viewer;
  const readable = comment.state === 'published' || (own && comment.state !== 'withdrawn');
  return {
    id: comment.id,
    consultation: comment.consultation,
    replyTo: comment.replyTo,
    language: comment.language,
    state: comment.state,
    body: readable ? comment.body : null,
    hiddenFor: comment.hiddenFor,
    submittedAt: new Date(comment.submittedAt).toISOString(),
    channel: comment.channel,
    agrees: comment.agrees,
    disagrees: comment.disagrees,
    passes: comment.passes,
    replies: comment.replies,
    officialReplies: showsReplies(comment.state) ? comment.officialReplies.map(replyInPublic) : [],
    erased:
      comment.erasedAt !== null && comment.erasedFor ? { at: new Date(comment.erasedAt).toISOString(), ground: comment.erasedFor } : null,
    own,
    ownReaction: comment.ownReaction,
  };
}

/** The receipts of comments to whom `viewerOf` names; what was decided about one is its author's alone. */
export async function receiptsFor(
  c: Request,
  comments: readonly SeenComment[],
  viewerOf: (comment: SeenComment) => string,
): Promise<CommentReceipt[]> {
  const own = comments.filter((comment) => comment.author === viewerOf(comment)).map(({ id }) => id);
  const [{ readsWithin }, rulingOf] = await Promise.all([c.get('published').index(), rulings(c.env.DB, own)]);
  return comments.map((comment) => receiptOnWire(comment, viewerOf(comment), readsWithin, rulingOf(comment.id)));
}

/** The receipt of one comment. */
export async function receiptFor(c: Request, comment: SeenComment, viewer: string): Promise<CommentReceipt> {
  const [receipt] = await receiptsFor(c, [comment], () => viewer);
  if (!receipt) throw new Error('a comment has a receipt');
  return receipt;
}

/** The receipt of a comment that was written this moment: nobody has to be asked what was decided about it. */
export async function newReceiptFor(c: Request, comment: SeenComment): Promise<CommentReceipt> {
  const { readsWithin } = await c.get('published').index();
  return receiptOnWire(comment, comment.author, readsWithin, undecided);
}

function receiptOnWire(comment: SeenComment, viewer: string, readsWithin: number, ruling: Ruling): CommentReceipt {
  const seen = commentFor(comment, viewer);
  const waits = waitingSince({ ...comment, reportedAt: null, appealedAt: null });
  return {
    id: comment.id,
    kind: 'comment',
    recordedAt: seen.submittedAt,
    comment: seen,
    withdrawable: seen.own && withdrawable(comment.state),
    readBy: waits === null ? null : iso(promisedBy(waits, readsWithin)),
    ruling: seen.own ? rulingOnWire(ruling, comment.state) : null,
  };
}

type Ruling = ReturnType<Awaited<ReturnType<typeof rulings>>>;

function rulingOnWire({ hiding, appeal }: Ruling, state: State): CommentReceipt['ruling'] {
  const hidden = state === 'hidden' ? hiding : null;
  if (!hidden && !appeal) return null;
  return {
    decidedAt: hidden && iso(hidden.decidedAt),
    note: hidden?.note ?? null,
    appealable: hidden !== null && appeal === null,
    appeal: appeal && {
      state: appeal.decision === null ? 'open' : outcomeOf(appeal.decision),
      words: appeal.words,
      at: iso(appeal.appealedAt),
      decidedAt: appeal.decidedAt === null ? null : iso(appeal.decidedAt),
      note: appeal.note,
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();

/** A comment that only its author may know of. */
export function isPrivate(comment: SeenComment, viewer: string): boolean {
  return comment.state === 'waiting' && comment.author !== viewer;
}

/** Puts a refusal on the wire. */
export function refuseByRule(c: Request, refusal: Refusal) {
  const body = (message: string) => ({ fields: [{ path: 'body', message }] });
  switch (refusal.tag) {
    case 'not-open':
      return refuseWith(c, 409, 'not-open', 'This consultation is not open yet.', { details: { opens: refusal.opens } });
    case 'closed':
      return refuseWith(c, 409, 'closed', 'This consultation is closed.', { details: { closes: refusal.closes } });
    case 'not-commentable':
      return refuseWith(c, 409, 'not-commentable', 'This consultation takes no comments.');
    case 'assurance-too-low':
      return refuseWith(c, 403, 'assurance-too-low', 'This consultation asks for more assurance than a browser gives.');
    case 'no-replies':
      return refuseWith(c, 409, 'no-replies', 'This comment takes no replies.');
    case 'unknown-language':
      return refuseWith(c, 400, 'invalid', 'This portal is in other languages.', {
        fields: [{ path: 'language', message: 'write one of the languages of the portal' }],
      });
    case 'empty':
      return refuseWith(c, 400, 'empty', 'There is nothing to read in this comment.', body('write something that can be read'));
    case 'too-long':
      return refuseWith(c, 400, 'too-long', 'This comment is too long.', {
        ...body(`at most ${refusal.maximum} characters`),
        details: { length: refusal.length, maximum: refusal.maximum },
      });
    default:
      return refusal satisfies never;
  }
}
