/** What stands in a set of Polis is read as it is, and what doesn't fit is named with its place. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { neutralised } from '../../operator/command.ts';
import { readConversation } from '../../operator/polis.ts';
import { covers, spanOf, writeConsultation } from '../../operator/polis-content.ts';
import { consultationFacts, consultationWords } from '../../worker/comments/contract.ts';

let folder: string;
let set: string;
const change = (file: string, from: string | RegExp, to: string) =>
  writeFileSync(join(set, file), readFileSync(join(set, file), 'utf8').replace(from, to));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kikar-polis-'));
  set = join(folder, 'a-set');
  cpSync(join(import.meta.dirname, 'data/15-per-hour-seattle'), set, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The words that were written: front matter and body. */
function words() {
  const [, front = '', body = ''] = readFileSync(join(folder, 'content/consultations/a-set/en.md'), 'utf8').split(/^---$/m);
  return { ...consultationWords.parse(parse(front)), body };
}

test('events come in the order of time, with their quotes and line ends', () => {
  change('comments.csv', 'Not sure I believe any of this...', '"Two ""quoted""\nlines, and a comma"');
  const { comments, votes, people, standing } = readConversation(set);
  expect(comments.at(-1)?.body).toBe('Two "quoted"\nlines, and a comma');
  expect(comments.map((comment) => comment.at)).toEqual(comments.map((comment) => comment.at).toSorted());
  expect(votes.map((vote) => vote.at)).toEqual(votes.map((vote) => vote.at).toSorted());
  expect({ comments: comments.length, votes: votes.length, people, columns: standing.size }).toEqual({
    comments: 54,
    votes: 2995,
    people: 339,
    columns: 54,
  });
});

test.each([
  ['votes.csv', /,1$/m, ',2', 'votes.csv, row 2, vote: is none of -1, 0, 1'],
  ['comments.csv', '1542406176584', 'yesterday', 'comments.csv, row 1, timestamp: is not a time in milliseconds'],
  ['participants-votes.csv', /^0,0,13,13,0,0,0/m, '0,0,13,13,0,0,9', 'participants-votes.csv, row 1, comment 0: is none of -1, 0, 1'],
  ['summary.csv', /^url,.*$/m, 'url,', 'summary.csv has no url'],
])('%s with something else in it is refused', (file, from, to, message) => {
  change(file, from, to);
  expect(() => readConversation(set)).toThrow(message);
});

test('the consultation is open at every event, at whole seconds, and is written once', () => {
  const conversation = readConversation(set);
  const content = join(folder, 'content');
  expect(writeConsultation(content, conversation)).toBe(true);
  const file = join(content, 'consultations/a-set/consultation.yaml');
  const facts = consultationFacts.parse(parse(readFileSync(file, 'utf8')));
  expect(facts).toMatchObject({ opens: '2014-06-18T01:16:54+00:00', closes: '2019-02-13T11:29:24+00:00', source: 'https://pol.is/2demo' });
  expect(covers(facts, spanOf(conversation))).toBe(true);
  expect(writeConsultation(content, conversation)).toBe(false);
});

test('comments are read before publication where that is asked for, and it stays so', () => {
  const conversation = readConversation(set);
  const content = join(folder, 'content');
  writeConsultation(content, conversation, 'before');
  const facts = () => consultationFacts.parse(parse(readFileSync(join(content, 'consultations/a-set/consultation.yaml'), 'utf8')));
  expect(facts().comments?.moderation).toBe('before');
  expect(writeConsultation(content, conversation)).toBe(false);
  expect(() => writeConsultation(content, conversation, 'after')).toThrow('has comments read before publication');
  // A longer set is open at its new events too, and read as before.
  const [last] = conversation.votes.slice(-1);
  const longer = { ...conversation, votes: [...conversation.votes, ...(last ? [{ ...last, at: last.at + 86_400_000 }] : [])] };
  expect(writeConsultation(content, longer)).toBe(true);
  expect(facts().comments?.moderation).toBe('before');
});

test('another consultation of the same name is not written over', () => {
  const content = join(folder, 'content');
  writeConsultation(content, readConversation(set));
  expect(() => writeConsultation(content, { ...readConversation(set), url: 'https://pol.is/other' })).toThrow('is of another consultation');
});

test('a long description in Markdown becomes a plain summary and a body, and nothing in it is read as YAML', () => {
  const description = `# It is __*closed*__: "yes"\n\nThanks to [PEP](https://pep.org.nz).\n\n---\ntitle: mine`;
  writeConsultation(join(folder, 'content'), { ...readConversation(set), topic: '"a": [b] \n# c', description });
  expect(words()).toMatchObject({ title: '"a": [b] # c', summary: 'It is closed: "yes"' });
  expect(words().body).toContain('Thanks to [PEP](https://pep.org.nz).');
});

test('a paragraph that is longer than a summary may be is cut there and whole in the body', () => {
  const description = 'word '.repeat(300).trim();
  writeConsultation(join(folder, 'content'), { ...readConversation(set), description });
  expect(words().summary).toMatch(/^word .* word…$/);
  expect(words().body).toContain(description);
});

test('what would steer a terminal is written as its number', () => {
  expect(neutralised('\u001b[2J\u009b31m\u202Eא\tb\r\nc\u0007')).toBe('\\u{1b}[2J\\u{9b}31m\\u{202e}א\tb\nc\\u{7}');
});
