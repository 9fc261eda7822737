/** An official reads what waits and decides; the public and the author see what became of it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import readCode from 'jsqr';
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

for (const locale of ['en', 'he', 'ar']) {
  test(`prints a notice on one sheet, whose code leads to the consultation in ${locale}`, async ({ page }) => {
    await page.goto(`/${locale}/consultations/shade-plan`);
    const address = await page.locator('link[rel=canonical]').getAttribute('href');
    await page.locator('section.share a[href$="/notice"]').click();
    await page.waitForURL(/notice$/);
    const sheet = page.locator('.sheet');
    await expect(sheet).toContainText(address?.replace(/^https?:\/\//, '') ?? 'an address');

    const drawing = await sheet.locator('svg.qr').evaluate((code) => {
      code.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
      return code.outerHTML;
    });
    const { pixels, width, height } = new Resvg(drawing, { fitTo: { mode: 'width', value: 600 } }).render();
    expect(readCode(new Uint8ClampedArray(pixels), width, height)?.data).toBe(address);

    const sheets = async () => (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Count (\d+)/)?.[1];
    expect(await sheets()).toBe('1');
    // As long as the words of an entry may be.
    await sheet.evaluate((element) => {
      const [title, summary] = [element.querySelector('h1'), element.querySelector('.summary')];
      const words = (length: number) => `${title?.textContent} `.repeat(40).slice(0, length);
      const [longest, text] = [words(160), words(600)];
      title?.classList.replace('short', 'long');
      title?.classList.replace('medium', 'long');
      summary?.classList.add('dense');
      if (title) title.textContent = longest;
      if (summary) summary.textContent = text;
    });
    expect(await sheets()).toBe('1');
  });
}
