/** What is written to officials, and when it is tried again. Pure. */

/** What a letter says: its words are made from this when it is sent, in the language of the official. */
export type Letter =
  /** A one-time link that signs in, after the address of the portal. */
  | { kind: 'sign-in'; path: string }
  /** A one-time link for somebody new. */
  | { kind: 'invited'; path: string }
  /** Somebody came in by the invitation to this address. */
  | { kind: 'invitation-used' }
  /** What needs an answer today. */
  | { kind: 'digest'; counts: Record<string, number> }
  /** A comment was reported because somebody may be in danger. */
  | { kind: 'danger'; comment: string }
  /** A promised answer is late. */
  | { kind: 'late-answer'; entry: { kind: 'consultation' | 'poll'; slug: string } };
