/** Whatever is sent, the answer is one of ours: nothing breaks, nothing is recorded, nothing that was sent comes back. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { errorReply } from '../../worker/platform/contract.ts';
import { expectNothingInternal, refused } from '../support/answers.ts';
import { aPoll } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { rows } from '../support/recount.ts';
import { tree, vote } from '../support/votes.ts';

const address = '/api/polls/first-trees/responses';
const bytes = (...values: number[]) => new Uint8Array(values);
const text = (value: string) => new TextEncoder().encode(value);

test('ten megabytes are refused, whether their length is told or not', async () => {
  const portal = new Portal(await aPoll());
  const large = JSON.stringify({ ...tree('oak'), language: 'x'.repeat(10 * 1024 * 1024) });
  await refused(await portal.browser().sendRaw(address, large), 413, 'too-large');
  const stream = new Response(large).body;
  await refused(await portal.browser().sendRaw(address, stream), 413, 'too-large');
  await refused(await portal.browser().sendRaw(address, 'x', { 'content-length': String(10 ** 12) }), 413, 'too-large');
  expect(await rows('responses')).toEqual([]);
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/json-patch+json',
  'text/json',
  '',
])('a body of type %j is refused', async (type) => {
  const portal = new Portal(await aPoll());
  await refused(await portal.browser().sendRaw(address, JSON.stringify(tree('oak')), { 'content-type': type }), 415, 'wrong-content-type');
  expect(await rows('responses')).toEqual([]);
});

test.each(['application/json; charset=utf-8', 'Application/JSON'])('JSON is taken however its type is written: %j', async (type) => {
  const portal = new Portal(await aPoll());
  expect((await portal.browser().sendRaw(address, JSON.stringify(tree('oak')), { 'content-type': type })).status).toBe(201);
});

test.each([
  ['an unfinished text', text('{"answers":')],
  ['two values', text(`${JSON.stringify(tree('oak'))}{}`)],
  ['bytes that are not UTF-8', bytes(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d)],
  ['a surrogate in UTF-8', new Uint8Array([...text('{"answers":[],"language":"'), 0xed, 0xa0, 0x80, ...text('"}')])],
  ['an overlong slash', new Uint8Array([...text('{"answers":[],"language":"'), 0xc0, 0xaf, ...text('"}')])],
  ['UTF-16', new Uint8Array(new Uint16Array([...JSON.stringify(tree('oak'))].map((letter) => letter.charCodeAt(0))).buffer)],
  ['a hundred thousand open brackets', text('['.repeat(100_000))],
  ['a form', text('question=tree&option=oak')],
  ['nothing', text('')],
  ['no body', null],
  ['null', text('null')],
  ['a number', text('1e400')],
  ['a list', text('[]')],
  ['a text', text('"oak"')],
  ['a prototype', text('{"__proto__":{"answers":[{"question":"tree","option":"oak"}]}}')],
])('%s is answered with 400', async (_, body) => {
  const portal = new Portal(await aPoll());
  await refused(await portal.browser().sendRaw(address, body), 400, 'invalid');
  expect(await rows('responses')).toEqual([]);
});

const tricks = [
  ['a zero-width space', 'oak\u200b'],
  ['a joiner', 'o\u200dak'],
  ['an override', '\u202ekao'],
  ['a byte order mark', '\ufeffoak'],
  ['a look-alike', 'о\u0430k'],
  ['full width', 'ｏａｋ'],
  ['capitals', 'OAK'],
  ['a space', ' oak'],
  ['a line end', 'oak\n'],
  ['a null', 'oak\0'],
  ['a lone surrogate', 'oak\ud800'],
  ['SQL', "oak'; drop table responses; --"],
  ['SQL that is always true', "' or '1'='1"],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a template', '{{7*7}}'],
] as const;

test.each(tricks)('an option with %s is no option, in any field', async (_, trick) => {
  const portal = new Portal(await aPoll());
  const bodies = [
    tree(trick),
    { answers: [{ question: trick, option: 'oak' }] },
    { ...tree('oak'), language: trick },
    { ...tree('oak'), [trick]: 1 },
    { answers: [{ question: 'tree', option: 'oak', [trick]: trick }] },
  ];
  for (const body of bodies) {
    const response = await vote(portal.browser(), '', { body });
    const answer = await response.clone().text();
    await refused(response, 400, 'invalid');
    expect(answer).not.toContain(JSON.stringify(trick).slice(1, -1));
  }
  const asKey = await portal
    .browser()
    .sendRaw(address, JSON.stringify(tree('oak')), { 'idempotency-key': encodeURIComponent(trick.toWellFormed()) });
  await refused(asKey, 400, 'invalid');
  expect(await rows('responses')).toEqual([]);
});

test.prop([fc.json(), fc.constantFrom('', '/live', '/tally', '/responses')], { numRuns: 40 })(
  'any JSON at any address is answered with the envelope, without anything internal',
  async (body, end) => {
    const portal = new Portal(await aPoll());
    const response = await portal.browser().sendRaw(`/api/polls/first-trees${end}`, body);
    const answer = await response.text();
    expect([400, 404]).toContain(response.status);
    expect(errorReply.parse(JSON.parse(answer)).error.requestId).toBe(response.headers.get('x-request-id'));
    expectNothingInternal(answer);
  },
);

/** A mark that is found wherever it comes back. */
const marked = fc.string().map((value) => `zq9${value}`);
test.prop([fc.dictionary(marked, fc.oneof(marked, fc.array(marked), fc.dictionary(marked, marked)))], { numRuns: 40 })(
  'no error gives back a key or a value that was sent',
  async (junk) => {
    const portal = new Portal(await aPoll());
    for (const body of [
      junk,
      { ...tree('oak'), ...junk, zq9: 1 },
      { answers: [{ question: 'tree', option: 'oak', zq9: 'zq9', ...junk }] },
    ]) {
      const response = await vote(portal.browser(), '', { body });
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('zq9');
    }
  },
);
