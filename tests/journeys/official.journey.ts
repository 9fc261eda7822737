/** An official reads what waits and decides; the public and the author see what became of it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from './support.ts';

const root = resolve(import.meta.dirname, '../..');

function moderate(...words: string[]) {
  const run = spawnSync(process.execPath, ['operator/moderate.ts', ...words, '--url', process.env.PORTAL_URL ?? ''], {
    cwd: root,
    encoding: 'utf8',
  });
  return { output: run.stdout + run.stderr, status: run.status };
}

test('publishes a waiting comment, hides it with a reason, and its author sees both', async ({ page, browser, baseURL }) => {
  // Night buses reads before it publishes; it is closed, so the comment that waits there is one of the sample's.
  const waiting = await (
    await page.request.get('/api/moderation/comments?state=waiting', { headers: { authorization: `Bearer ${process.env.OPERATOR_TOKEN}` } })
  ).json();
  const comment = waiting.comments[0];
  expect(moderate('list').output).toContain(comment.id);
  const publicly = await browser.newPage({ baseURL });
  expect((await publicly.goto(`/en/comments/${comment.id}`))?.status()).toBe(404);

  expect(moderate('publish', comment.id).status).toBe(0);
  await publicly.goto(`/en/comments/${comment.id}`);
  await expect(publicly.getByText(comment.body.slice(0, 40))).toBeVisible();

  expect(moderate('hide', comment.id, '--reason', 'off-topic').status).toBe(0);
  await publicly.goto(`/en/comments/${comment.id}`);
  await expect(publicly.getByText('Hidden by a moderator: it is about something else.')).toBeVisible();
  await expect(publicly.getByText(comment.body.slice(0, 40))).toHaveCount(0);
  await publicly.goto(`/en/receipts/${comment.id}`);
  await expect(publicly.getByText('Hidden by a moderator: it is about something else.').first()).toBeVisible();
});

test('is refused without the token, and told which reasons there are', async ({ page }) => {
  expect((await page.request.get('/api/moderation/comments')).status()).toBe(401);
  const wrong = moderate('hide', crypto.randomUUID(), '--reason', 'because');
  expect(wrong.status).not.toBe(0);
  expect(wrong.output).toContain('personal-data');
});
