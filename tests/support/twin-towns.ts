/**
 * Two towns that are alike in everything but how people voted: as many people, the same moments, the same officials at work.
 * What answers alike in both tells nothing of the votes, neither in numbers nor in anything that numbers could be derived from.
 */
import { env } from 'cloudflare:workers';
import { actsAfter } from '../../db/audit.ts';
import { roles } from '../../worker/officials/rules.ts';
import type { PollDefinition } from '../../worker/questionnaires/contract.ts';
import { moderated, reacted, said } from './comments.ts';
import { aConsultation, aPlan, aPoll, aQuiz } from './definitions.ts';
import { signedIn } from './officials.ts';
import { ballot, due, entered, opened, readTwice } from './papers.ts';
import { type Browser, operator, Portal } from './portal.ts';
import { answer } from './quizzes.ts';
import { rows } from './recount.ts';
import { answered } from './replies.ts';
import { vote } from './votes.ts';

/** How many chose each option on the web; each town gives the numbers to other options. */
const counts = [7, 2, 1];
const trees = ['oak', 'carob', 'olive'];
const heats = ['sixty-one', 'forty', 'eighty'];

/** The choices of a town's people, in the order in which they act. */
function choices(options: readonly string[], turned: number): string[] {
  return counts.flatMap((count, place) => Array<string>(count).fill(options[(place + turned) % options.length] ?? ''));
}

const key = (person: number) => `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`;

export type Viewer = Pick<Browser, 'get'>;

export interface Town {
  portal: Portal;
  /** Everybody who looks and has not voted, by what they are. */
  viewers: { admin: Viewer } & Record<string, Viewer>;
  /** Ids and slugs for the addresses of routes, in the same order in each town. */
  ids: string[];
  slugs: string[];
}

/** A town whose people's choices are turned by so many options. */
export async function aTown(results: PollDefinition['rules']['results'], turned: number): Promise<Town> {
  const commitments = { benches: {} };
  const portal = new Portal(await aPoll({ results }), await aQuiz(), await aConsultation(), await aPlan({ commitments }));
  for (const [person, option] of choices(trees, turned).entries()) await vote(portal.browser(), option, { key: key(person) });
  for (const [person, heat] of choices(heats, turned).entries()) {
    const answers = { heat, water: 'for-ever', trees: 'four-thousand' };
    await answer(portal.browser(), answers, { key: key(100 + person) });
  }
  const writer = portal.browser();
  const comment = await said(writer, 'Where will the benches be?', { key: key(200) });
  const hidden = await said(writer, 'A rude sentence.', { key: key(201) });
  await reacted(portal.browser(), comment.id, 'agree');
  await moderated(portal, hidden.id, 'insult');

  const officials: Record<string, Browser> = {};
  for (const role of roles) officials[role] = await signedIn(portal, role);
  const { clerk, editor, admin } = officials as Record<(typeof roles)[number], Browser>;
  const reply = await answered(editor, comment.id, { en: 'By the well.' });
  const batch = await opened(clerk);
  const papers = choices(trees, turned).map((option, number) => ballot(String(number + 1), option));
  const taken = await entered(clerk, batch, papers);
  const second = await signedIn(portal, 'clerk');
  for (const paper of await due(clerk, batch)) await readTwice(second, paper, { answers: papers[Number(paper.number) - 1]?.answers ?? [] });

  const token = operator();
  const byToken = { get: (path: string, headers = {}) => portal.browser().get(path, { ...headers, ...token }) };
  const [response] = await rows('responses');
  const [colleague] = await rows('officials');
  const [session] = await rows('office_sessions');
  const people = [response?.id, colleague?.id, session?.id].map(String);
  return {
    portal,
    viewers: { nobody: portal.browser(), 'the operator': byToken, ...officials, admin },
    ids: [...people, comment.id, hidden.id, reply.id, batch.id, taken[0]?.id ?? '', 'benches'],
    slugs: ['first-trees', 'shade-facts', 'well-square'],
  };
}

/** Takes out of a text what differs between towns by chance alone: ids, instants of sessions, addresses, and the chain of the audit log. */
export async function chanceTaken(): Promise<(text: string) => string> {
  const chain = new Set((await actsAfter(env.DB, 0, 1000)).map(({ hash }) => hash));
  return (text) =>
    text
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<instant>')
      .replaceAll(/-\d+@tal-oren/g, '-<number>@tal-oren')
      .replaceAll(/"id":"[A-Za-z0-9]{32}"/g, '"id":"<id>"')
      .replaceAll(/[0-9a-f]{64}/g, (hash) => (chain.has(hash) ? '<hash>' : hash));
}
