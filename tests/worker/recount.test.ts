/** Anybody who doubts a count can have it made again: a count that went wrong is found and named. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { recountReply } from '../../worker/recount/contract.ts';
import { shaped } from '../support/answers.ts';
import { moderated, reacted, said } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { operator, Portal } from '../support/portal.ts';
import { crowd, voted } from '../support/votes.ts';

async function town() {
  const portal = new Portal(await aPoll(), await aConsultation());
  const [voter] = await crowd(portal, 3, 'oak');
  await crowd(portal, 2, 'carob');
  const { receipt } = await voted(voter, 'olive');
  await voter.send('DELETE', `/api/responses/${receipt.id}`);
  const comment = await said(voter, 'More shade.');
  const reply = await said(portal.browser(), 'And benches.', { replyTo: comment.id });
  for (const kind of ['agree', 'disagree', 'pass'] as const) await reacted(portal.browser(), comment.id, kind);
  await voter.send('DELETE', `/api/comments/${comment.id}/reaction`);
  await moderated(portal, reply.id, 'insult');
  return { portal, comment };
}

const recountOf = async (portal: Portal) => shaped(await portal.browser().get('/api/recount', operator()), 200, recountReply);

test('after ordinary days there is no difference', async () => {
  const { portal } = await town();
  expect(await recountOf(portal)).toEqual({
    recounted: { responses: 4, answers: 4, comments: 2, reactions: 3, participants: 5 },
    differences: [],
    at: '2026-11-23T10:00:00.000Z',
  });
});

test.each([
  ['tallies', "update tallies set people = people + 1 where option = 'oak'", 'oak'],
  ['tallies', "delete from tallies where option = 'carob'", 'carob'],
  ['tallies', "insert into tallies values ('polls/none', 1, 'tree', 'oak', 'web', 7)", 'polls/none'],
  ['turnouts', 'update turnouts set people = people - 1', 'polls/first-trees'],
  ['agrees', 'update comments set agrees = 9 where reply_to is null', 'agrees'],
  ['disagrees', 'update comments set disagrees = 0 where reply_to is null', 'disagrees'],
  ['passes', 'update comments set passes = 2 where reply_to is null', 'passes'],
  ['replies', 'update comments set replies = 1 where reply_to is null', 'replies'],
  ['comments', "update comment_counts set comments = 2 where state = 'published'", 'published'],
  ['participants', 'delete from participations', 'well-square'],
  ['people', 'update participation_counts set people = 50', 'well-square'],
])('a count of %s that went wrong is found: %s', async (count, sql, subject) => {
  const { portal } = await town();
  expect((await env.DB.prepare(sql).run()).meta.changes).toBeGreaterThan(0);
  const { differences } = await recountOf(portal);
  const found = differences.filter((difference) => difference.count === count);
  expect(found.length).toBeGreaterThan(0);
  for (const difference of found) {
    expect(difference.subject).toContain(subject);
    expect(difference.off).not.toBe(0);
    // How many there are is not said: the tally may be sealed.
    expect(Object.keys(difference).sort()).toEqual(['count', 'off', 'subject']);
  }
});
