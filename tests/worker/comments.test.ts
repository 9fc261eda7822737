/** A person says something in their own words and script, replies to others, and can take it back. */
import { afterEach, expect, test } from 'vitest';
import { commentReceipt } from '../../worker/comments/contract.ts';
import { normalized } from '../../worker/comments/rules.ts';
import { sha256 } from '../../worker/definitions/rules.ts';
import { refused, shaped } from '../support/answers.ts';
import { contributionsOf, pageFor, reacted, receiptFor, said, say, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation, closes } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, rows } from '../support/recount.ts';

afterEach(expectCommentsToAddUp);

test('a comment is published at once where it is read afterwards, and its receipt says so', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const receipt = await said(author, 'More shade, please.', { language: 'en' });
  expect(receipt).toEqual({
    id: receipt.id,
    kind: 'comment',
    recordedAt: '2026-11-23T10:00:00.000Z',
    withdrawable: true,
    readBy: null,
    ruling: null,
    comment: {
      id: receipt.id,
      consultation: 'well-square',
      replyTo: null,
      language: 'en',
      state: 'published',
      body: 'More shade, please.',
      hiddenFor: null,
      submittedAt: '2026-11-23T10:00:00.000Z',
      channel: 'web',
      agrees: 0,
      disagrees: 0,
      passes: 0,
      replies: 0,
      officialReplies: [],
      erased: null,
      own: true,
      ownReaction: null,
    },
  });
  const seen = await pageFor(portal.browser());
  expect(seen).toEqual({
    comments: [{ ...receipt.comment, own: false }],
    hidden: 0,
    next: null,
    languages: [{ language: 'en', comments: 1 }],
    totals: { people: 1, comments: 1 },
  });
  expect(await receiptFor(author, receipt.id)).toEqual(receipt);
  expect(await receiptFor(portal.browser(), receipt.id)).toMatchObject({ withdrawable: false, comment: { own: false } });
});

test.each([
  ['SQL', "Robert'); drop table comments; --"],
  ['HTML', '<script>alert("x")</script><img src=x onerror=alert(1)> &amp; &lt;'],
  ['a formula', '=HYPERLINK("http://x")'],
  ['Hebrew, Arabic and emoji', 'שלום لا أوافق 👨‍👩‍👧‍👦 C++\u200e'],
  ['what looks like a placeholder', '?1 $1 {{x}} %s \\u0000 \\'],
])('%s is kept as the plain text that it is', async (_, body) => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), body);
  expect((await rows('comments'))[0]).toMatchObject({ id, body });
  const response = await portal.browser().get(`/api/comments/${id}`);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect((await threadFor(portal.browser(), id)).comment.body).toBe(body);
});

test('what re-orders, hides or breaks the text around it does not get in', async () => {
  const portal = new Portal(await aConsultation());
  const body = ' \u202eedahs erom\u202c\u0000 e\u0301 \u2066x\u2069\r\n\r\n\r\n\r\n\ud800 ';
  const { comment } = await said(portal.browser(), body);
  expect(comment.body).toBe('edahs erom é x\n\n\ufffd');
});

test.each([
  ['nothing', ''],
  ['spaces', '   \n\t '],
  ['what cannot be seen', '\u200b\u2060\u00ad\u3164\u2800'],
  ['overrides', '\u202e\u2066\u2069\u202c'],
])('%s is refused as empty, beside the field', async (_, body) => {
  const portal = new Portal(await aConsultation());
  const browser = portal.browser();
  const error = await refused(await say(browser, body), 400, 'empty');
  expect(error.fields).toEqual([{ path: 'body', message: 'write something that can be read' }]);
  expect(browser.cookie).toBeNull();
  expect(await rows('comments')).toEqual([]);
});

test('a comment may be as long as the consultation says, in characters as people count them', async () => {
  const portal = new Portal(await aConsultation({ comments: { maximumLength: 100 } }));
  await said(portal.browser(), '👩🏽‍🌾'.repeat(100));
  const error = await refused(await say(portal.browser(), 'a'.repeat(101)), 400, 'too-long');
  expect(error).toMatchObject({ details: { length: 101, maximum: 100 }, fields: [{ path: 'body', message: 'at most 100 characters' }] });
  await refused(await say(portal.browser(), 'a'.repeat(100_001)), 400, 'invalid');
});

test('who says the same again is told kindly where it stands, however it is written', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'More shade, please.');
  for (const again of ['More shade, please.', ' more  SHADE please!!', 'Mo\u200bre shade please']) {
    expect((await refused(await say(author, again), 409, 'repeated')).details).toEqual({ receipt: id });
  }
  const reply = await said(author, 'More shade, please.', { replyTo: id });
  expect((await refused(await say(author, 'More shade, please', { replyTo: id }), 409, 'repeated')).details).toEqual({ receipt: reply.id });
  await said(portal.browser(), 'More shade, please.');
  await withdrawn(author, id);
  await said(author, 'More shade, please.');
});

test('replies stand under what they answer, oldest first, and only one level deep', async () => {
  const portal = new Portal(await aConsultation(), await aConsultation({ slug: 'night-buses' }));
  const { id } = await said(portal.browser(), 'More shade.');
  const first = await said(portal.browser(), 'And benches.', { replyTo: id });
  portal.now = '2026-11-23T13:00:00+02:00';
  const second = await said(portal.browser(), 'And water.', { replyTo: id });
  const thread = await threadFor(portal.browser(), id);
  expect(thread.replies.map((reply) => reply.id)).toEqual([first.id, second.id]);
  expect(thread.comment.replies).toBe(2);
  expect(await threadFor(portal.browser(), first.id)).toMatchObject({ parent: { id }, replies: [] });
  expect((await pageFor(portal.browser())).comments.map((comment) => comment.id)).toEqual([id]);

  await refused(await say(portal.browser(), 'Too deep.', { replyTo: first.id }), 409, 'no-replies');
  await refused(await say(portal.browser(), 'Elsewhere.', { replyTo: id, on: 'night-buses' }), 404, 'not-found');
  await refused(await say(portal.browser(), 'To nobody.', { replyTo: crypto.randomUUID() }), 404, 'not-found');
});

test('where there are no replies none is taken', async () => {
  const portal = new Portal(await aConsultation({ comments: { replies: false } }));
  const { id } = await said(portal.browser(), 'More shade.');
  await refused(await say(portal.browser(), 'And benches.', { replyTo: id }), 409, 'no-replies');
});

test('what is withdrawn is erased from everywhere, and only a stub stays where others replied', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const alone = await said(author, 'Nobody answered this.');
  const answered = await said(author, 'Somebody answered this.');
  await said(portal.browser(), 'I do.', { replyTo: answered.id });
  await reacted(portal.browser(), alone.id, 'agree');
  await withdrawn(author, alone.id);
  await withdrawn(author, answered.id);
  const left = JSON.stringify(await rows('comments'));
  expect(left).not.toContain('answered this');
  // A short text could be guessed from its hash.
  for (const text of ['Nobody answered this.', 'Somebody answered this.']) expect(left).not.toContain(await sha256(normalized(text)));
  const { comments, totals } = await pageFor(author);
  expect(comments).toMatchObject([{ id: answered.id, state: 'withdrawn', body: null, replies: 1 }]);
  expect(totals.comments).toBe(1);
  expect(await receiptFor(author, alone.id)).toMatchObject({ withdrawable: false, comment: { state: 'withdrawn', body: null, own: true } });
  expect((await contributionsOf(author)).comments.map(({ comment }) => comment.state)).toEqual(['withdrawn', 'withdrawn']);
  await refused(await say(portal.browser(), 'Still here?', { replyTo: answered.id }), 409, 'no-replies');
});

test('a comment can be taken back after the closing too, by its author alone', async () => {
  const portal = new Portal(await aConsultation());
  const author = portal.browser();
  const { id } = await said(author, 'More shade.');
  const stranger = portal.browser();
  await said(stranger, 'Less shade.');
  portal.now = closes;
  for (const other of [stranger, portal.browser()]) await refused(await other.send('DELETE', `/api/comments/${id}`), 403, 'not-yours');
  await refused(await author.send('DELETE', `/api/comments/${crypto.randomUUID()}`), 404, 'not-found');
  await withdrawn(author, id);
  await withdrawn(author, id);
});

test('a comment whose answer was lost, cookie and all, is the same comment when it is sent again', async () => {
  const portal = new Portal(await aConsultation());
  const key = crypto.randomUUID();
  const lost = await said(portal.browser(), 'More shade.', { key });
  const author = portal.browser();
  expect(await shaped(await say(author, 'More shade.', { key }), 200, commentReceipt)).toEqual(lost);
  expect(await shaped(await say(author, 'Something else.', { key }), 200, commentReceipt)).toEqual(lost);
  expect(await receiptFor(author, lost.id)).toMatchObject({ withdrawable: true });
  portal.now = closes;
  expect(await shaped(await say(author, 'More shade.', { key }), 200, commentReceipt)).toEqual(lost);
  expect((await pageFor(author)).totals).toEqual({ people: 1, comments: 1 });
});
