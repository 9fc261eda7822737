/** Each query of the recount finds the count that was falsified, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { recounts } from '../../db/recount.ts';

const migrations = resolve(import.meta.dirname, '../../db/migrations');
let database: DatabaseSync;

/** One response, one thread, one reaction: each count has one row that it counts. */
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  for (const file of readdirSync(migrations).sort()) database.exec(readFileSync(join(migrations, file), 'utf8'));
  const version = (digit: string) => `'${digit.repeat(64)}'`;
  database.exec(`
    insert into definitions values (${version('1')}, 'rules', '{}', 1), (${version('2')}, 'words', '{}', 1);
    insert into responses (id, questionnaire, respondent, secret_id, channel, assurance, rules_version, words_version, recorded_at)
      values ('r', 'polls/trees', 'ann', '1', 'web', 'open', ${version('1')}, ${version('2')}, 1);
    insert into answers values ('r', 'question', 'almond');
    insert into comments (id, consultation, reply_to, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at)
      values ('c', 'shade', null, 'ann', '1', 'web', 'open', 'en', 'Yes', 'y', 'published', 1),
        ('d', 'shade', 'c', 'bob', '1', 'web', 'open', 'en', 'No', 'n', 'published', 2);
    insert into reactions values ('c', 'bob', 'agree', 'web', 3), ('c', 'eve', 'pass', 'web', 3), ('d', 'ann', 'disagree', 'web', 4);`);
});

const found = () =>
  Object.entries(recounts).flatMap(([count, query]) =>
    database
      .prepare(query)
      .all()
      .map((row) => ({ count, ...row })),
  );

test('what triggers kept has no difference', () => {
  expect(found()).toEqual([]);
});

test.each([
  ['tallies', 'update tallies set people = 2', 'polls/trees, wave 1, question, almond, web', 2, 1],
  [
    'tallies',
    `insert into tallies values ('polls/trees', 1, 'question', 'oak', 'web', 3)`,
    'polls/trees, wave 1, question, oak, web',
    3,
    0,
  ],
  ['turnouts', 'delete from turnouts', 'polls/trees, wave 1, web', 0, 1],
  ['agrees', `update comments set agrees = 0 where id = 'c'`, 'shade, c, agrees', 0, 1],
  ['disagrees', `update comments set disagrees = 4 where id = 'd'`, 'shade, d, disagrees', 4, 1],
  ['passes', `update comments set passes = 7 where id = 'c'`, 'shade, c, passes', 7, 1],
  ['replies', `update comments set replies = 0 where id = 'c'`, 'shade, c, replies', 0, 1],
  ['comments', 'update comment_counts set comments = 9', 'shade, en, published', 9, 2],
  ['people', 'update participation_counts set people = 5', 'shade', 5, 3],
])('%s that were falsified are found', (count, falsify, subject, kept, recounted) => {
  database.exec(falsify);
  expect(found()).toEqual([{ count, subject, kept, recounted }]);
});

test('a person who acted and is not counted is found', () => {
  database.exec(`delete from participations where respondent = 'eve'`);
  expect(found()).toEqual([{ count: 'participants', subject: 'shade, eve', kept: 0, recounted: 1 }]);
});

test('who took a reaction back stays a participant', () => {
  database.exec(`delete from reactions where respondent = 'eve'`);
  expect(found()).toEqual([]);
});
