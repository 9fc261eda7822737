/** What a moderator may do. Pure. */
import type { State } from '../comments/rules.ts';
import type { ModerationForm } from './contract.ts';

/** The state that a decision leads to, or null where it can't be taken: what an author withdrew stays withdrawn. */
export function decide(state: State, form: ModerationForm): State | null {
  if (state === 'withdrawn') return null;
  return form.decision === 'publish' ? 'published' : 'hidden';
}
