/** Whether an entry is suspended now, and when it was before, for pages and islands that are rendered on demand. */
import type { Holds } from '../worker/holds/contract.ts';
import type { HoldableKind } from '../worker/holds/rules.ts';
import { found } from './found.ts';

export async function holdsOf({ api }: Pick<App.Locals, 'api'>, kind: HoldableKind, slug: string): Promise<Holds | null> {
  const param = { param: { slug } };
  switch (kind) {
    case 'poll':
      return found<Holds>(await api.api.polls[':slug'].holds.$get(param));
    case 'quiz':
      return found<Holds>(await api.api.quizzes[':slug'].holds.$get(param));
    case 'consultation':
      return found<Holds>(await api.api.consultations[':slug'].holds.$get(param));
  }
}
