/** Whoever reads with a screen reader, an old phone or a program of their own meets HTML that says what it means, on every page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { expect, inject, test } from 'vitest';
import { fieldOf } from '../../site/islands/asked.ts';
import { carried, type Read, staticPages, Visitor, withIslands } from './visitor.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    'heading-level': 'error',
    'input-missing-label': 'error',
    'no-missing-references': 'error',
    'no-unknown-elements': 'error',
    // How Astro and Svelte write what is equal in HTML: <input/>, required="", and <!--[if astro]> where an island comes.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'no-conditional-comment': 'off',
    // Titles are people's words: a question on which a town is asked may be a long one.
    'long-title': 'off',
    // A number that is copied must be one: the stylesheet keeps it on its line, not a character that no telephone knows.
    'tel-non-breaking': 'off',
    // The policy of a page names its scripts by their hashes, and all come from the portal itself.
    'require-sri': 'off',
  },
});

/** What is wrong with a page, one line for each thing. */
function faults(path: string, html: string): string[] {
  const { results } = validator.validateStringSync(html, path);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column, selector }) => `${path}:${line}:${column} ${ruleId}: ${message} (${selector})`),
  );
}

test('every static page is valid', () => {
  const pages = staticPages();
  expect(pages.length).toBeGreaterThan(200);
  expect(pages.flatMap(({ path, html }) => faults(path, html))).toEqual([]);
});

test('a page stays valid when what moves has come into it', async () => {
  const visitor = new Visitor();
  const found: string[] = [];
  let islands = 0;
  for (const { path, html } of staticPages().filter(({ path }) => /^\/en(\/|$)/.test(path))) {
    const whole = await withIslands(html, visitor);
    if (whole === html) continue;
    islands += 1;
    found.push(...faults(path, whole));
  }
  expect(found).toEqual([]);
  expect(islands).toBeGreaterThan(20);
});

test('pages on demand are valid', async () => {
  const visitor = new Visitor();
  const comments = await visitor.get('/he/consultations/shade-plan/comments?sort=agreed');
  const comment = comments.html.match(/\/he\/comments\/[0-9a-f-]{36}(?=")/)?.[0] ?? '';
  const found = faults(comments.path, comments.html);
  for (const path of [
    comment,
    '/en/now',
    '/ar/now?kind=poll&phase=open',
    '/he/now?q=nothing-of-the-kind',
    '/en/search',
    '/he/search?q=צל',
    '/ar/search?q=nothing-of-the-kind',
    '/en/calendar',
    '/ar/changes',
    '/en/polls/almond-street/results',
    '/he/polls/market-name/results',
    '/ar/quizzes/shade-facts/results',
    '/en/plans/well-square/progress',
    '/he/consultations/shade-plan/comments?hidden=only',
    '/en/mine',
    '/ar/mine/forget',
  ]) {
    const { status, html } = await visitor.get(path);
    expect(status, path).toBe(200);
    found.push(...faults(path, html));
  }
  const missing = await visitor.get('/he/nothing-here');
  expect(missing.status).toBe(404);
  expect([...found, ...faults(missing.path, missing.html)]).toEqual([]);
});

test('what somebody meets who takes part is valid: what is wrong, what to check, receipts, and everything of their own', async () => {
  const visitor = new Visitor();
  const met: Read[] = [];
  /** Meets an answer, and expects it to be of this kind. */
  const meet = async (answer: Promise<Read>, status: number): Promise<Read> => {
    const read = await answer;
    expect(read.status, `${read.path} ${read.html}`.slice(0, 2_000)).toBe(status);
    if (status !== 303) met.push(read);
    return read;
  };
  const vote = '/en/polls/almond-street/responses';
  await meet(visitor.post(vote, {}), 400);
  const check = await meet(visitor.post(vote, { option: 'every-friday' }), 200);
  const voted = await meet(visitor.post(vote, carried(check)), 303);
  await meet(visitor.get(voted.location ?? ''), 200);

  const say = '/he/consultations/shade-plan/comments';
  await meet(visitor.post(say, { body: '', language: 'he' }), 400);
  const said = await meet(visitor.post(say, { body: 'קודם את שביל בית הספר', language: 'he' }), 303);
  await meet(visitor.get(said.location ?? ''), 200);
  await meet(visitor.get(`${said.location}/withdraw`), 200);

  const answering = '/ar/quizzes/shade-facts/responses';
  const { rules } = JSON.parse(readFileSync(join(inject('client'), 'data/quizzes/shade-facts.json'), 'utf8')) as {
    rules: { questions: { id: string; options: { id: string }[] }[] };
  };
  const answers = Object.fromEntries(rules.questions.map(({ id, options }) => [fieldOf(id), options[0]?.id ?? '']));
  await meet(visitor.post(answering, {}), 400);
  const answered = await meet(visitor.post(answering, answers), 303);
  await meet(visitor.get(answered.location ?? ''), 200);
  await meet(visitor.post(answering, answers), 200);

  const comments = await visitor.get('/en/consultations/shade-plan/comments');
  const [reacting = ''] = comments.html.match(/\/en\/comments\/[0-9a-f-]{36}\/reactions/) ?? [];
  await meet(visitor.post(reacting, { reaction: 'agree' }), 303);
  await meet(visitor.post(reacting, {}), 400);
  await meet(new Visitor().post(reacting, { reaction: 'agree' }), 200);
  await meet(visitor.get('/en/mine'), 200);
  await meet(visitor.get('/en/mine/forget'), 200);

  expect(met.flatMap(({ path, html }) => faults(path, html))).toEqual([]);
});
