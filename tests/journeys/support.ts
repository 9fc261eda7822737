/** What the journeys share: people with and without JavaScript, and the axe check of a page. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';

export { expect, test };

/** Runs a journey twice: as an island-enhanced page, and as plain HTML. */
export function withAndWithoutScript(title: string, journey: (page: Page, script: boolean) => Promise<void>): void {
  for (const script of [true, false]) {
    test(`${title}, ${script ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: script });
      await journey(await context.newPage(), script);
      await context.close();
    });
  }
}

/**
 * Moves over every form of the page, as somebody does who is about to fill it in, and waits until it is live: before that it is a
 * plain form, which other journeys go through.
 */
export async function awake(page: Page | Locator): Promise<void> {
  const islands = page.locator('[data-island]:has(form)');
  // A link was followed, or a server island is on its way: the form may not be there yet.
  await islands.first().waitFor();
  for (const island of await islands.all()) {
    await island.locator('form').hover({ position: { x: 4, y: 4 } });
    await expect(island).toHaveAttribute('data-awake');
  }
}

/** Somebody else, on a device of their own. */
export async function somebodyElse(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Passes the "check and send" page that somebody without JavaScript meets at a first act. */
export async function confirm(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Check and send' })).toBeVisible();
  await page.getByRole('button', { name: 'Yes, send it' }).click();
}

/** What an automated check can see of WCAG 2.2 AA, and of good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`)).toEqual([]);
}

/** Whether the page fits 320 px, with text of twice the size too (WCAG 2.2, 1.4.10 and 1.4.4). The window is as wide as before afterwards. */
export async function expectNothingCut(page: Page, path: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  for (const size of ['100%', '200%']) {
    await page.evaluate((fontSize) => document.documentElement.style.setProperty('font-size', fontSize), size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond, `${path} at ${size}`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}
