/** What a moderator decides on in one go: a comment alone, or such as belong together. */
import type { QueuedComment, QueuedGroup } from '../../worker/moderation/contract.ts';
import type { LeftOut } from './queue-sending.ts';

/** What is decided. A reason belongs to hiding; a note to the author to either. */
export interface Deciding {
  decision: 'publish' | 'hide';
  reason?: string | undefined;
  note?: string | undefined;
}

/** A decision that nobody answered, or that was refused: kept until it is sent again. */
export interface Unsent {
  comments: string[];
  deciding: Deciding;
  sentence: string;
  signedOut: boolean;
}

export class Entry {
  /** The id of its first comment, whatever becomes of that. */
  readonly key: string;
  readonly because: QueuedGroup['because'];
  /** Until when what was decided and reported was seen. */
  seen: string;
  /** What is to be read: what was decided is on its way, and comes back only where it wasn't taken. */
  comments = $state.raw<QueuedComment[]>([]);
  /** How many comments are on their way. */
  away = 0;
  /** What became of comments that somebody else decided meanwhile, by id. */
  left = $state.raw<Record<string, LeftOut>>({});
  unsent = $state.raw<Unsent[]>([]);
  /** The comment of which something new was said while it was decided. */
  renewed = $state<string>();
  ticked = $state(false);
  /** Of which comments the reason for hiding is asked. */
  hiding = $state.raw<string[] | null>(null);

  constructor({ because, comments }: QueuedGroup, seen: string) {
    this.key = comments[0]?.id ?? '';
    this.because = because;
    this.seen = seen;
    this.comments = comments;
  }

  /** What can be decided now: not what was decided meanwhile, nor what another official has to decide. */
  get open(): QueuedComment[] {
    return this.comments.filter(({ id, appeal }) => !this.left[id] && !appeal?.needsAnother);
  }

  /** Sends comments on their way. */
  send(comments: readonly QueuedComment[]): void {
    const ids = new Set(comments.map(({ id }) => id));
    this.comments = this.comments.filter(({ id }) => !ids.has(id));
    this.unsent = this.unsent.filter((one) => !one.comments.some((id) => ids.has(id)));
    this.away += comments.length;
    this.hiding = null;
    this.ticked = false;
    this.renewed = undefined;
  }

  /** Takes back what was sent and not taken. */
  receive(sent: number, back: readonly QueuedComment[]): void {
    this.away -= sent;
    this.comments = [...back, ...this.comments];
  }
}
