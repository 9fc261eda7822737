/** What changed, in words. */
import type { Change } from '../../worker/changes/contract.ts';
import type { PublishedIndex } from '../../worker/definitions/contract.ts';
import { pick } from '../definitions.ts';
import * as m from './compiled/messages.js';
import { kindName } from './kinds.ts';
import type { Locale } from './locale.ts';
import { pageOf, routes } from './routes.ts';
import { statusName } from './statuses.ts';

/** A change as a list or a feed tells it. */
export interface ToldChange {
  at: string;
  /** What happened: `Poll · Opened`. */
  what: string;
  title: string;
  /** The language of the title. */
  language: string;
  href: string;
}

function verbOf(locale: Locale, change: Change): string {
  const t = { locale };
  switch (change.what) {
    case 'opened':
      return m.change_opened({}, t);
    case 'closed':
      return m.change_closed({}, t);
    case 'answered':
      return m.change_answered({}, t);
    case 'suspended':
      return m.hold_change_suspended({}, t);
    case 'resumed':
      return m.hold_change_resumed({}, t);
    case 'held':
      return m.change_held({}, t);
    case 'minutes':
      return m.change_minutes({}, t);
    case 'adopted':
      return m.change_adopted({}, t);
    case 'updated':
      return statusName(locale, change.status);
  }
}

/** Puts changes into words. One whose entry the site no longer publishes is left out. */
export function tell(locale: Locale, changes: readonly Change[], { entries, plans }: PublishedIndex): ToldChange[] {
  return changes.flatMap((change) => {
    const { at, kind, slug } = change;
    const what = `${kindName(locale, kind)} · ${verbOf(locale, change)}`;
    if (kind !== 'plan') {
      const entry = entries.find((candidate) => candidate.kind === kind && candidate.slug === slug);
      if (!entry) return [];
      const { words, language } = pick(entry.words, locale);
      return [{ at, what, title: words.title, language, href: pageOf(locale, kind, slug) }];
    }
    const plan = plans.find((candidate) => candidate.slug === slug);
    if (!plan) return [];
    const commitment = change.what === 'updated' ? plan.commitments.find(({ id }) => id === change.commitment) : undefined;
    if (!commitment) {
      const { words, language } = pick(plan.words, locale);
      return [{ at, what, title: words.title, language, href: routes.plan(locale, slug) }];
    }
    const { words, language } = pick(commitment.words, locale);
    return [{ at, what, title: words.said, language, href: routes.commitment(locale, slug, commitment.id) }];
  });
}
