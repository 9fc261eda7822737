/** Whatever people do, the tally is what a recount of their answers gives. */

import { env } from 'cloudflare:workers';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { channels } from '../../worker/definitions/rules.ts';
import { aPoll } from '../support/definitions.ts';
import { Portal } from '../support/portal.ts';
import { expectVotesToAddUp, rows } from '../support/recount.ts';
import { tallyFor, vote } from '../support/votes.ts';

const person = fc.nat({ max: 3 });
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('vote' as const), person, option: fc.constantFrom('oak', 'carob', 'olive') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('nonsense' as const), person }) },
);

test.prop([fc.array(act, { minLength: 10, maxLength: 25 })], { numRuns: 12 })(
  'after any sequence of votes, changes and withdrawals',
  async (acts) => {
    const slug = `poll-${crypto.randomUUID()}`;
    const portal = new Portal(await aPoll({ slug }));
    const people = Array.from({ length: 4 }, () => ({ browser: portal.browser(), receipt: '', key: '', standing: null as string | null }));
    for (const { person: index, ...act } of acts) {
      const who = people[index];
      if (!who) throw new Error('there are four people');
      if (act.do === 'vote') {
        who.key = crypto.randomUUID();
        const response = await vote(who.browser, act.option, { key: who.key }, slug);
        expect(response.status).toBe(201);
        who.receipt = (await response.json<{ receipt: { id: string } }>()).receipt.id;
        who.standing = act.option;
      } else if (act.do === 'withdraw' && who.receipt) {
        expect((await who.browser.send('DELETE', `/api/responses/${who.receipt}`)).status).toBe(204);
        who.standing = null;
      } else if (act.do === 'retry' && who.key) {
        expect((await vote(who.browser, 'oak', { key: who.key }, slug)).status).toBe(200);
      } else if (act.do === 'nonsense') {
        expect((await vote(who.browser, 'palm', {}, slug)).status).toBe(400);
      }
    }
    await expectVotesToAddUp();
    const stands = people.flatMap(({ standing }) => standing ?? []);
    expect((await tallyFor(portal.browser(), slug)).people).toBe(stands.length);
    const kept = (await rows('tallies')).filter((row) => row.questionnaire === `polls/${slug}`);
    for (const option of ['oak', 'carob', 'olive']) {
      const count = kept.find((row) => row.option === option)?.people ?? 0;
      expect({ option, count }).toEqual({ option, count: stands.filter((standing) => standing === option).length });
    }
  },
);

/** What a later writer may do by SQL: a paper form is entered for somebody who voted on the web. */
const statement = fc.oneof(
  fc.record({ respondent: person, channel: fc.constantFrom(...channels), option: fc.constantFrom('oak', 'carob') }),
  fc.record({ respondent: person, channel: fc.constantFrom(...channels), option: fc.constant(null) }),
);

test.prop([fc.array(statement, { maxLength: 20 })], { numRuns: 12 })('by whatever channel and writer they come', async (statements) => {
  const questionnaire = `polls/${crypto.randomUUID()}`;
  const version = '0'.repeat(64);
  const write = (sql: string, ...values: unknown[]) => env.DB.prepare(sql).bind(...values);
  await write("insert into definitions values (?, 'rules', '{}', 0) on conflict do nothing", version).run();
  for (const { respondent, channel, option } of statements) {
    const id = `${questionnaire}/${respondent}`;
    await env.DB.batch([
      write(
        `insert into responses (id, questionnaire, respondent, secret_id, channel, assurance, rules_version, words_version, recorded_at, withdrawn_at)
         values (?1, ?2, ?3, '1', ?4, 'open', ?5, ?5, 0, ?6)
         on conflict (questionnaire, wave, respondent) do update set channel = excluded.channel, withdrawn_at = excluded.withdrawn_at`,
        id,
        questionnaire,
        String(respondent),
        channel,
        version,
        option ? null : 1,
      ),
      write('delete from answers where response = ?', id),
      ...(option ? [write("insert into answers values (?, 'tree', ?)", id, option)] : []),
    ]);
    await expectVotesToAddUp();
  }
});
