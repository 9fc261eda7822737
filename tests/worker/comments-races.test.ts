/** However often and however much at once a comment is sent, it is said once; whatever is done, the counts agree. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { commentReceipt } from '../../worker/comments/contract.ts';
import { refused } from '../support/answers.ts';
import { moderate, pageFor, react, said, say } from '../support/comments.ts';
import { aConsultation } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

const times = 40;

test('forty identical comments with one key at once are one, and all forty get the same receipt', async () => {
  const portal = new Portal(await aConsultation());
  const key = crypto.randomUUID();
  const browsers = Array.from({ length: times }, () => portal.browser());
  const responses = await Promise.all(browsers.map((browser) => say(browser, 'More shade.', { key })));
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(times - 1).fill(200), 201]);
  const receipts = await Promise.all(responses.map(async (response) => commentReceipt.parse(await response.json())));
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  expect(receipts.every(({ comment }) => comment.own)).toBe(true);
  expect(new Set(browsers.map(({ cookie }) => cookie)).size).toBe(1);
  expect((await pageFor(portal.browser())).totals).toEqual({ people: 1, comments: 1 });
  await expectCommentsToAddUp();
});

test('forty presses of one person at once, each with its own key, say it once; the others are told where it stands', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  await author.send('PUT', '/api/participant');
  const tabs = Array.from({ length: times }, () => portal.browser(author.cookie));
  const responses = await Promise.all(tabs.map((tab) => say(tab, 'More shade.')));
  const [recorded, ...more] = responses.filter(({ status }) => status === 201);
  expect(more).toEqual([]);
  const { id } = commentReceipt.parse(await recorded?.json());
  for (const response of responses.filter((one) => one !== recorded)) {
    expect((await refused(response, 409, 'repeated')).details).toEqual({ receipt: id });
  }
  expect(await rows('submissions')).toHaveLength(1);
  await expectCommentsToAddUp();
});

test('forty people may say the same at once', async () => {
  const portal = new Portal(await aConsultation());
  await Promise.all(Array.from({ length: times }, () => said(portal.browser(), 'More shade.')));
  expect((await pageFor(portal.browser())).totals).toEqual({ people: times, comments: times });
  await expectCommentsToAddUp();
});

const person = fc.nat({ max: 2 });
const target = fc.nat({ max: 9 });
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('say' as const), person, text: fc.constantFrom('One.', 'Two.', 'Three.') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reply' as const), person, target, text: fc.constantFrom('Yes.', 'No.') }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('react' as const), person, target, reaction: fc.constantFrom('agree', 'disagree', 'pass') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unreact' as const), person, target }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), person, target }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw all' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('moderate' as const), target, hide: fc.boolean() }) },
);

test.prop([fc.array(act, { minLength: 15, maxLength: 40 }), fc.constantFrom('before', 'after')], { numRuns: 12 })(
  'after any sequence of acts every count is what a recount gives',
  async (acts, moderation) => {
    const slug = `talk-${crypto.randomUUID()}`;
    const portal = new Portal(await aConsultation({ slug, comments: { moderation } }));
    const people = Array.from({ length: 3 }, () => portal.browser());
    const comments: string[] = [];
    for (const one of acts) {
      const who = ('person' in one && people[one.person]) || portal.browser();
      const id = ('target' in one && comments[one.target % comments.length]) || crypto.randomUUID();
      if (one.do === 'say' || one.do === 'reply') {
        const response = await say(who, one.text, { on: slug, ...(one.do === 'reply' && { replyTo: id }) });
        if (response.status === 201) comments.push((await response.json<{ id: string }>()).id);
      }
      if (one.do === 'react') await react(who, id, one.reaction);
      if (one.do === 'unreact') await who.send('DELETE', `/api/comments/${id}/reaction`);
      if (one.do === 'withdraw') await who.send('DELETE', `/api/comments/${id}`);
      if (one.do === 'withdraw all') await who.send('DELETE', '/api/comments/mine');
      if (one.do === 'moderate') await moderate(portal, id, one.hide ? { decision: 'hide', reason: 'insult' } : { decision: 'publish' });
    }
    await expectCommentsToAddUp();
    const published = (await rows('comments')).filter((row) => row.consultation === slug && row.state === 'published');
    expect((await pageFor(portal.browser(), '', slug)).totals.comments).toBe(published.length);
  },
);
