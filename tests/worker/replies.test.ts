/** Whoever asks is answered in public: in the name of a department, and never unseen in other words than before. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { officialReply } from '../../worker/comments/contract.ts';
import { sha256 } from '../../worker/definitions/rules.ts';
import { questionsReply, repliesReply } from '../../worker/replies/contract.ts';
import { refused, shaped } from '../support/answers.ts';
import { contributionsOf, moderated, pageFor, receiptFor, said, threadFor, withdrawn } from '../support/comments.ts';
import { aConsultation, now } from '../support/definitions.ts';
import { signedIn } from '../support/officials.ts';
import { type Browser, Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';
import { answer, answered, edit, edited, historyOf, taken } from '../support/replies.ts';

const words = { en: 'Work begins in March.', he: 'העבודות יחלו במרץ.' };
const later = { en: 'Work begins in April: the paving stones are late.' };
const instant = new Date(now).toISOString();
const afterwards = '2026-11-24T09:00:00+02:00';

let portal: Portal;
let citizen: Browser;
let comment: string;

beforeEach(async () => {
  portal = new Portal(await aConsultation());
  citizen = portal.browser();
  comment = (await said(citizen, 'When does work begin?')).id;
});

const questionsFor = async (official: Browser, query = '') =>
  shaped(await official.get(`/api/office/replies/questions${query}`), 200, questionsReply);

describe('a reply', () => {
  test('stands with its comment wherever that is read: in the list, the thread, on the receipt and among one’s own', async () => {
    const reply = await answered(await signedIn(portal, 'editor'), comment, words);
    expect(reply).toMatchObject({ department: null, words, postedAt: instant, version: 1, editedAt: null, withdrawnAt: null });
    const seen = [
      (await pageFor(portal.browser())).comments[0],
      (await threadFor(portal.browser(), comment)).comment,
      (await receiptFor(citizen, comment)).comment,
      (await contributionsOf(citizen)).comments[0]?.comment,
    ];
    for (const one of seen) expect(one?.officialReplies).toEqual([reply]);
  });

  test('names a department, and nobody who works there', async () => {
    const official = await signedIn(portal, 'publisher');
    await answered(official, comment, words, 'gardens');
    for (const path of [`/api/comments/${comment}`, '/api/consultations/well-square/comments']) {
      const text = await (await portal.browser().get(path)).text();
      expect(text).toContain('gardens');
      for (const secret of [official.official, official.address, 'The publisher']) expect(text).not.toContain(secret);
    }
  });

  test('is plain text, whatever is in it: markup stays to be read, and what turns the text around it is taken out', async () => {
    const reply = await answered(await signedIn(portal, 'editor'), comment, {
      en: '<script>alert(1)</script> **bold** \u202Egnp.exe\u202C \u0000end  ',
      he: '\u2067ימינה\u2069 &amp;',
    });
    expect(reply.words).toEqual({ en: '<script>alert(1)</script> **bold** gnp.exe end', he: 'ימינה &amp;' });
  });

  test('is edited in public: everybody sees what it said before, and since when it says this', async () => {
    const official = await signedIn(portal, 'editor');
    const first = await answered(official, comment, words);
    portal.now = afterwards;
    const second = await edited(official, first, later);
    const editedAt = new Date(afterwards).toISOString();
    expect(second).toEqual({ ...first, version: 2, words: later, editedAt });
    expect((await threadFor(portal.browser(), comment)).comment.officialReplies).toEqual([second]);
    expect(await historyOf(portal.browser(), first)).toEqual({
      comment,
      reply: second,
      versions: [
        { version: 1, words, since: instant },
        { version: 2, words: later, since: editedAt },
      ],
    });
  });

  test('that is edited to the same words is not edited', async () => {
    const official = await signedIn(portal, 'editor');
    const reply = await answered(official, comment, words);
    expect(await edited(official, reply, words)).toEqual(reply);
    expect(await rows('official_reply_versions')).toHaveLength(1);
  });

  test('that is withdrawn leaves its dates and not its words; the department can answer anew', async () => {
    const official = await signedIn(portal, 'editor');
    const reply = await answered(official, comment, words);
    portal.now = afterwards;
    await taken(official, reply);
    await taken(official, reply);
    const stub = { ...reply, words: null, withdrawnAt: new Date(afterwards).toISOString() };
    expect((await threadFor(citizen, comment)).comment.officialReplies).toEqual([stub]);
    const history = await historyOf(portal.browser(), reply);
    expect(history.versions).toEqual([{ version: 1, words: null, since: instant }]);
    await refused(await edit(official, reply, later), 409, 'changed-meanwhile');
    const again = await answered(official, comment, later);
    expect((await threadFor(citizen, comment)).comment.officialReplies).toEqual([stub, again]);
  });

  test('to a hidden comment is shown to nobody, and comes back with the comment', async () => {
    const reply = await answered(await signedIn(portal, 'editor'), comment, words);
    await moderated(portal, comment, 'personal-data');
    expect((await threadFor(portal.browser(), comment)).comment.officialReplies).toEqual([]);
    expect((await receiptFor(citizen, comment)).comment.officialReplies).toEqual([]);
    await refused(await portal.browser().get(`/api/official-replies/${reply.id}`), 404, 'not-found');
    await moderated(portal, comment);
    expect((await threadFor(portal.browser(), comment)).comment.officialReplies).toEqual([reply]);
  });

  test('stays what the public body said when its comment is withdrawn', async () => {
    const reply = await answered(await signedIn(portal, 'editor'), comment, words);
    await withdrawn(citizen, comment);
    expect((await threadFor(portal.browser(), comment)).comment).toMatchObject({ body: null, officialReplies: [reply] });
  });

  test('leaves its record in the audit log, which holds nothing of what it says', async () => {
    const official = await signedIn(portal, 'editor');
    const reply = await answered(official, comment, words);
    await edited(official, reply, later);
    await taken(official, reply);
    const acts = (await rows('acts')).filter(({ act }) => String(act).startsWith('replies.'));
    expect(acts.map(({ act, subject, official: who }) => ({ act, subject, who }))).toEqual(
      ['replies.post', 'replies.edit', 'replies.withdraw'].map((act) => ({ act, subject: `comments/${comment}`, who: official.official })),
    );
    expect(JSON.parse(String(acts[1]?.after))).toEqual({ reply: reply.id, version: 2, words: await sha256(JSON.stringify(later)) });
    expect(JSON.stringify(acts)).not.toContain('Work begins');
  });
});

describe('refused is', () => {
  const nothing = { en: '   ' };
  test.each([
    ['no words', {}],
    ['nothing but spaces', nothing],
    ['nothing that can be seen', { en: '\u200B\u2060' }],
    ['a language that the portal is not in', { de: 'Im März.' }],
    ['too much', { en: 'x'.repeat(3001) }],
    ['one language of two that is empty', { ...words, he: '' }],
  ])('%s', async (_, written) => {
    const error = await refused(await answer(await signedIn(portal, 'editor'), comment, written), 400, 'invalid');
    expect(error.fields?.[0]?.path).toMatch(/^words/);
    expect(await rows('official_replies')).toEqual([]);
  });

  test('a reply to what is not published, and to nothing', async () => {
    const official = await signedIn(portal, 'editor');
    await moderated(portal, comment, 'insult');
    await refused(await answer(official, comment, words), 404, 'not-found');
    await refused(await answer(official, crypto.randomUUID(), words), 404, 'not-found');
  });

  test('a department that there is not', async () => {
    const error = await refused(await answer(await signedIn(portal, 'editor'), comment, words, 'harbour'), 400, 'invalid');
    expect(error.fields?.[0]?.path).toBe('department');
  });

  test('another department: to answer on its consultation, in its name, and to edit or withdraw what it said', async () => {
    portal.departments['well-square'] = 'gardens';
    const gardener = await signedIn(portal, 'editor', 'gardens');
    const reply = await answered(gardener, comment, words);
    expect(reply.department).toBe('gardens');
    const roadman = await signedIn(portal, 'editor', 'roads');
    await refused(await answer(roadman, comment, words), 403, 'not-allowed');
    await refused(await answer(gardener, comment, words, 'roads'), 403, 'not-allowed');
    await refused(await answer(gardener, comment, words, null), 403, 'not-allowed');
    await refused(await edit(roadman, reply, later), 403, 'not-allowed');
    await refused(await roadman.send('DELETE', `/api/office/replies/${reply.id}`), 403, 'not-allowed');
    // Who is there for the whole body answers beside the department, and for it.
    const publisher = await signedIn(portal, 'publisher');
    await answered(publisher, comment, later, null);
    await edited(publisher, reply, later);
  });

  test('one department on what is the whole body’s', async () => {
    await refused(await answer(await signedIn(portal, 'editor', 'gardens'), comment, words), 403, 'not-allowed');
  });
});

describe('two officials at once:', () => {
  test('one answers, the other is told which reply stands; the same words twice are one reply', async () => {
    const [one, other] = [await signedIn(portal, 'editor'), await signedIn(portal, 'publisher')];
    const both = await Promise.all([answer(one, comment, words), answer(other, comment, later)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [first, second] = both[0]?.status === 201 ? both : [both[1], both[0]];
    const reply = await shaped(first as Response, 201, officialReply);
    const error = await refused(second as Response, 409, 'changed-meanwhile');
    expect(error.details).toEqual({ reply: reply.id, version: 1 });
    expect(await shaped(await answer(one, comment, reply.words ?? {}), 200, officialReply)).toEqual(reply);
    expect(await rows('official_replies')).toHaveLength(1);
  });

  test('one edits, the other is told, and nothing that was written before is lost', async () => {
    const [one, other] = [await signedIn(portal, 'editor'), await signedIn(portal, 'publisher')];
    const reply = await answered(one, comment, words);
    const both = await Promise.all([edit(one, reply, later), edit(other, reply, { en: 'In May.' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rows('official_reply_versions')).toHaveLength(2);
    expect((await rows('acts')).filter(({ act }) => act === 'replies.edit')).toHaveLength(1);
  });
});

describe('questions without a reply', () => {
  test('are listed oldest first, in any of the portal’s scripts; what asks nothing or is answered is not', async () => {
    const official = await signedIn(portal, 'editor');
    await said(portal.browser(), 'More shade.');
    portal.now = afterwards;
    const arabic = (await said(portal.browser(), 'متى تبدأ الأشغال؟', { language: 'ar' })).id;
    const hidden = (await said(portal.browser(), 'Who is to blame?')).id;
    await moderated(portal, hidden, 'insult');
    const { questions, consultations, next } = await questionsFor(official);
    expect(questions.map(({ id }) => id)).toEqual([comment, arabic]);
    expect({ consultations, next }).toEqual({
      consultations: [{ consultation: 'well-square', questions: 2, oldest: instant }],
      next: null,
    });
    const reply = await answered(official, comment, words);
    expect((await questionsFor(official)).questions.map(({ id }) => id)).toEqual([arabic]);
    // A reply that is withdrawn leaves the question without one.
    await taken(official, reply);
    expect((await questionsFor(official)).questions.map(({ id }) => id)).toEqual([comment, arabic]);
  });

  test('come in pages, narrowed to a consultation, and only those that the official answers for', async () => {
    portal.publish(await aConsultation({ slug: 'night-buses' }));
    portal.departments['night-buses'] = 'roads';
    const buses = (await said(portal.browser(), 'Until when?', { on: 'night-buses' })).id;
    const publisher = await signedIn(portal, 'publisher');
    const first = await questionsFor(publisher, '?limit=1');
    const second = await questionsFor(publisher, `?limit=1&after=${encodeURIComponent(first.next ?? '')}`);
    expect([first, second].flatMap(({ questions }) => questions.map(({ id }) => id)).sort()).toEqual([buses, comment].sort());
    expect(second.next).toBeNull();
    expect((await questionsFor(publisher, '?consultation=night-buses')).questions.map(({ id }) => id)).toEqual([buses]);
    const roadman = await signedIn(portal, 'editor', 'roads');
    const own = await questionsFor(roadman);
    expect(own.questions.map(({ id }) => id)).toEqual([buses]);
    expect(own.consultations.map(({ consultation }) => consultation)).toEqual(['night-buses']);
    expect((await questionsFor(roadman, '?consultation=well-square')).questions).toEqual([]);
    await answered(roadman, buses, words);
    const { replies } = await shaped(await roadman.get('/api/office/replies'), 200, repliesReply);
    expect(replies.map(({ comment, reply }) => [comment.id, reply.department])).toEqual([[buses, 'roads']]);
    expect((await shaped(await publisher.get('/api/office/replies'), 200, repliesReply)).replies).toHaveLength(1);
  });

  test('are found by an index, however many comments there are', async () => {
    const unanswered = "asks = 1 and answered_at is null and state = 'published'";
    const plan = async (query: string) =>
      JSON.stringify((await env.DB.prepare(`explain query plan ${query}`).all<{ detail: string }>()).results.map(({ detail }) => detail));
    expect(await plan(`select * from comments where ${unanswered} order by submitted_at, id limit 20`)).toContain(
      'comments_unanswered (state=?)',
    );
    expect(await plan(`select count(*) from comments where ${unanswered} and consultation = 'x'`)).toContain('comments_unanswered_on');
  });
});

describe('the database refuses', () => {
  const write = (sql: string) => env.DB.prepare(sql).run();

  test.each([
    ['re-writing what was said', "update official_reply_versions set words = '{}'", 'append-only'],
    ['deleting what was said', 'delete from official_reply_versions', 'append-only'],
    [
      'a version that skips one',
      `insert into official_reply_versions select reply, 3, words, edited_at from official_reply_versions`,
      'follows the latest',
    ],
    ['no words', `insert into official_reply_versions select reply, 2, '{}', edited_at from official_reply_versions`, 'CHECK'],
    ['deleting a reply', 'delete from official_replies', 'never deleted'],
    ['giving a reply to another department', "update official_replies set department = 'roads', withdrawn_at = 9e15", 'never changed'],
    [
      'a second one of the same department',
      "insert into official_replies select 'other', comment, department, posted_at, null from official_replies",
      'UNIQUE',
    ],
  ])('%s', async (_, sql, reason) => {
    await answered(await signedIn(portal, 'editor'), comment, words);
    const before = [await rows('official_replies'), await rows('official_reply_versions')];
    await expect(write(sql)).rejects.toThrow(reason);
    expect([await rows('official_replies'), await rows('official_reply_versions')]).toEqual(before);
  });

  test('taking a withdrawal back, and new words for what was withdrawn', async () => {
    const official = await signedIn(portal, 'editor');
    await taken(official, await answered(official, comment, words));
    await expect(write('update official_replies set withdrawn_at = null')).rejects.toThrow('never changed');
    await expect(
      write(`insert into official_reply_versions select reply, 2, words, edited_at from official_reply_versions`),
    ).rejects.toThrow('that stands');
  });
});
