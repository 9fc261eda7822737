/** What was said and decided can't be undone behind the public's back, not even by a mistake in the code. */
import { env } from 'cloudflare:workers';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeEach, describe, expect, test } from 'vitest';
import * as commenting from '../../db/schema/comments.ts';
import * as holding from '../../db/schema/holds.ts';
import * as mailing from '../../db/schema/mail.ts';
import * as moderating from '../../db/schema/moderation.ts';
import * as staffing from '../../db/schema/officials.ts';
import * as papering from '../../db/schema/papers.ts';
import * as participation from '../../db/schema/participation.ts';
import * as planning from '../../db/schema/plans.ts';
import * as questionnaires from '../../db/schema/questionnaires.ts';
import * as replying from '../../db/schema/replies.ts';
import * as forgetting from '../../db/schema/retention.ts';
import { moderated, reacted, said } from '../support/comments.ts';
import { aConsultation, aPoll } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectCommentsToAddUp, expectVotesToAddUp, rows } from '../support/recount.ts';
import { crowd } from '../support/votes.ts';

const write = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

describe('the database refuses', () => {
  let comment: string;
  let reply: string;

  beforeEach(async () => {
    const portal = new Portal(await aPoll(), await aConsultation());
    await crowd(portal, 2, 'oak');
    comment = (await said(portal.browser(), 'More shade.')).id;
    reply = (await said(portal.browser(), 'And benches.', { replyTo: comment })).id;
    await reacted(portal.browser(), comment, 'agree');
    await moderated(portal, reply, 'insult');
  });

  test.each([
    ['deleting a response', 'delete from responses', 'never deleted'],
    ['re-writing an answer', "update answers set option = 'olive'", 'never updated'],
    ['deleting a comment', 'delete from comments', 'never deleted'],
    ['re-writing a decision', "update moderations set reason = 'threat'", 'append-only'],
    ['deleting a decision', 'delete from moderations', 'append-only'],
    ['re-writing a question', "update definitions set json = '{}'", 'never changed'],
    ['deleting a question', 'delete from definitions', 'never deleted'],
    ['hiding without a reason', "update comments set state = 'hidden', hidden_for = null where state = 'published'", 'CHECK'],
    ['a reason for what is not hidden', "update comments set hidden_for = 'insult' where state = 'published'", 'CHECK'],
    ['a state that there is not', "update comments set state = 'lost'", 'CHECK'],
    ['fewer people than nobody', 'update tallies set people = -1', 'CHECK'],
    ['a second response of one person', 'update responses set respondent = (select min(respondent) from responses)', 'UNIQUE'],
    ['a count that is no number', "update tallies set people = 'many'", 'INTEGER'],
    ['an answer to no response', "insert into answers values ('none', 'tree', 'oak')", 'FOREIGN KEY'],
    ['a reaction to no comment', "insert into reactions values ('none', 'x', 'agree', 'web', 0)", 'FOREIGN KEY'],
    ['a reaction that is none', "update reactions set reaction = 'love'", 'CHECK'],
    ['a response under no definition', "update responses set rules_version = 'none'", 'FOREIGN KEY'],
  ])('%s', async (_, sql, reason) => {
    const tables = ['responses', 'answers', 'comments', 'moderations', 'definitions', 'tallies', 'reactions'];
    const before = await Promise.all(tables.map(rows));
    await expect(write(sql)).rejects.toThrow(reason);
    expect(await Promise.all(tables.map(rows))).toEqual(before);
    await expectVotesToAddUp();
    await expectCommentsToAddUp();
  });

  const insert = (consultation: string, replyTo: string) =>
    write(
      `insert into comments (id, consultation, reply_to, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at)
       values (?, ?, ?, 'x', '1', 'web', 'open', 'en', 'x', ?, 'published', 0)`,
      crypto.randomUUID(),
      consultation,
      replyTo,
      crypto.randomUUID(),
    );

  test('a reply to a reply, and a reply on another consultation', async () => {
    await expect(insert('well-square', reply)).rejects.toThrow('a reply belongs to');
    await expect(insert('night-buses', comment)).rejects.toThrow('a reply belongs to');
    await expect(insert('well-square', 'none')).rejects.toThrow();
    await insert('well-square', comment);
    await expectCommentsToAddUp();
  });

  test('the same comment of the same author a second time, unless the first was withdrawn or imported', async () => {
    const copy = (id: string, channel: string) =>
      write(
        `insert into comments (id, consultation, author, secret_id, channel, assurance, language, body, fingerprint, state, submitted_at)
         select ?, consultation, author, secret_id, ?, assurance, language, body, fingerprint, 'published', submitted_at from comments where id = ?`,
        id,
        channel,
        comment,
      );
    await expect(copy('copy', 'web')).rejects.toThrow('UNIQUE');
    await copy('imported', 'import');
    await write("update comments set state = 'withdrawn' where id = ?", comment);
    await copy('again', 'web');
    await expectCommentsToAddUp();
  });
});

test('a reaction that moves or goes takes its count with it', async () => {
  const portal = new Portal(await aConsultation());
  const { id } = await said(portal.browser(), 'More shade.');
  await reacted(portal.browser(), id, 'agree');
  await reacted(portal.browser(), id, 'pass');
  await write("update reactions set reaction = 'disagree' where reaction = 'agree'");
  await expectCommentsToAddUp();
  await write("delete from reactions where reaction = 'pass'");
  expect((await rows('comments'))[0]).toMatchObject({ agrees: 0, disagrees: 1, passes: 0 });
  await expectCommentsToAddUp();
});

interface MigratedColumn {
  name: string;
  type: string;
  notnull: number;
  pk: number;
  hidden: number;
}

/** What better-auth keeps for itself: the code knows only parts of it. */
const isKeptElsewhere = (name: string) => name.startsWith('office_');

const tables = (
  Object.values({
    ...participation,
    ...questionnaires,
    ...commenting,
    ...moderating,
    ...mailing,
    ...holding,
    ...forgetting,
    ...replying,
    ...papering,
    ...planning,
    ...staffing,
  }) as SQLiteTable[]
).filter((table) => !isKeptElsewhere(getTableConfig(table).name));

describe('the code knows the database as it was migrated:', () => {
  test.each(tables.map((table) => [getTableConfig(table).name, table] as const))('%s', async (name, table) => {
    const { columns, primaryKeys } = getTableConfig(table);
    const composite = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
    const { results } = await env.DB.prepare(`pragma table_xinfo(${name})`).all<MigratedColumn>();
    expect(
      columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: column.notNull || column.primary,
        generated: column.generated !== undefined,
      })),
    ).toEqual(
      results.map((column) => ({
        name: column.name,
        type: column.type,
        required: column.notnull === 1 || column.pk > 0,
        generated: column.hidden > 0,
      })),
    );
    const keyed = results.filter((column) => column.pk > 0).sort((one, other) => one.pk - other.pk);
    expect(composite.length ? composite : columns.filter((column) => column.primary).map((column) => column.name)).toEqual(
      keyed.map((column) => column.name),
    );
  });

  test('no table more and no table less', async () => {
    const { results } = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%' and name <> 'd1_migrations'",
    ).all<{ name: string }>();
    const names = results.map(({ name }) => name).filter((name) => !isKeptElsewhere(name));
    expect(names.sort()).toEqual(tables.map((table) => getTableConfig(table).name).sort());
  });
});
