/** When the database fails, a comment is either recorded with its receipt or not at all, and sending it again is always right. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commentReceipt } from '../../worker/comments/contract.ts';
import { expectNothingInternal, refused, shaped } from '../support/answers.ts';
import { pageFor, react, reacted, said, say, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { type FailingDatabase, type Fault, failing } from '../support/faults.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const log = vi.spyOn(console, 'error');
const body = 'A text that no log may hold.';

beforeEach(() => {
  log.mockReset().mockReturnValue();
});
afterEach(expectCommentsToAddUp);

function fail(portal: Portal, fault: Fault): void {
  portal.bindings.DB = failing(env.DB, fault);
}

async function expectUnavailable(response: Response): Promise<void> {
  expectNothingInternal(await response.clone().text());
  expect(response.headers.get('set-cookie')).toBeNull();
  await refused(response, 503, 'unavailable');
  expect(log).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(log.mock.calls)).not.toContain(body);
}

test.each(['before', 'inside'] as const)(
  'a comment that failed %s its batch is not recorded at all; sent again it is said once',
  async (when) => {
    const portal = new Portal(await aConsultation());
    const key = crypto.randomUUID();
    fail(portal, { when, to: /insert into "comments"/ });
    await expectUnavailable(await say(portal.browser(), body, { key }));
    for (const table of ['comments', 'submissions', 'comment_counts', 'participations']) expect(await rows(table)).toEqual([]);
    await said(portal.browser(), body, { key });
    expect((await pageFor(portal.browser())).totals).toEqual({ people: 1, comments: 1 });
  },
);

test('a comment that was recorded while the answer of the database was lost gets its receipt at once', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  fail(portal, { when: 'after', to: /insert into "comments"/ });
  const receipt = await shaped(await say(author, body), 200, commentReceipt);
  expect(receipt.comment).toMatchObject({ body, own: true });
  expect((await refused(await say(author, body), 409, 'repeated')).details).toEqual({ receipt: receipt.id });
});

test.each(['before', 'after'] as const)('a reaction that failed %s the writing can be sent again, and counts once', async (when) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), body);
  const key = crypto.randomUUID();
  fail(portal, { when, to: /insert into "reactions"/ });
  await expectUnavailable(await react(portal.browser(), id, 'agree', { key }));
  expect((await react(portal.browser(), id, 'agree', { key })).status).toBe(200);
  expect((await threadFor(portal.browser(), id)).comment.agrees).toBe(1);
});

test.each(['before', 'after'] as const)('a withdrawal that failed %s the writing can be sent again', async (when) => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, body);
  await reacted(portal.browser(), id, 'agree');
  fail(portal, { when, to: /update "comments"/ });
  await expectUnavailable(await author.send('DELETE', `/api/comments/${id}`));
  await withdrawn(author, id);
  expect((await rows('comments'))[0]).toMatchObject({ state: 'withdrawn', body: '' });
});

test.each(['before', 'inside'] as const)('a decision that failed %s its batch is neither taken nor kept', async (when) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), body);
  fail(portal, { when, to: /insert into "moderations"/ });
  const decision = { body: { decision: 'hide', reason: 'insult' }, headers: { authorization: `Bearer ${env.OPERATOR_TOKEN}` } };
  await expectUnavailable(await portal.browser().send('POST', `/api/moderation/comments/${id}`, decision));
  expect(await rows('moderations')).toEqual([]);
  expect((await threadFor(portal.browser(), id)).comment.state).toBe('published');
});

test('a new comment asks nothing of what moderators decided: its author waits for no more than it takes', async () => {
  const portal = new Portal(await aConsultation());
  fail(portal, { when: 'before', to: /"moderations"/, times: Number.POSITIVE_INFINITY });
  await said(portal.browser(), body);
  expect((portal.bindings.DB as FailingDatabase).faults).toBe(0);
});
