/** A resident who would rather write by hand: finds the form, gets it as a file, and can read all of it on paper. */
import { expect, test } from './support.ts';

test('goes from a poll to its form on paper, takes the PDF, and comes back', async ({ page }) => {
  await page.goto('/en/polls/almond-street');
  await page.getByRole('link', { name: 'On paper: print the form' }).click();
  await page.waitForURL(/\/paper$/);
  const sheet = page.locator('.sheet');
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('Should Almond Street be closed to cars on Fridays?');
  await expect(sheet.getByRole('listitem')).toHaveText(['Yes, every Friday', 'Only on market days', 'No', 'I need to know more first']);
  await expect(sheet).toContainText('Until Thursday 18 March 2027, 20:00');
  await expect(sheet).toContainText('Town Hall, 1 Well Square, Tal Oren');

  const pdf = await page.request.get((await page.getByRole('link', { name: 'The form as a PDF' }).getAttribute('href')) ?? '');
  expect(`${pdf.status()} ${pdf.headers()['content-type']}`).toBe('200 application/pdf');
  await page.getByRole('link', { name: 'Back to the page' }).click();
  await expect(page).toHaveURL(/\/en\/polls\/almond-street$/);
});

for (const locale of ['en', 'he', 'ar', 'ru']) {
  test(`reads forms on paper in ${locale}: nothing is cut, and no question goes over the edge of a sheet`, async ({ page }) => {
    // As wide as A4 between its margins.
    await page.setViewportSize({ width: 673, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    for (const path of ['polls/street-names', 'quizzes/know-your-water', 'consultations/station-quarter']) {
      await page.goto(`/${locale}/${path}/paper`);
      const cut = await page.locator('.sheet').evaluate((sheet) => {
        const edges = sheet.getBoundingClientRect();
        const inside = ({ left, right }: DOMRect) => left >= edges.left - 1 && right <= edges.right + 1;
        const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        const beyond = [...sheet.querySelectorAll('.box, .number, .lines, .qr path')]
          .filter((drawn) => !inside(drawn.getBoundingClientRect()))
          .map(({ outerHTML }) => outerHTML.slice(0, 80));
        while (texts.nextNode()) {
          range.selectNodeContents(texts.currentNode);
          if (![...range.getClientRects()].every(inside)) beyond.push(texts.currentNode.nodeValue ?? '');
        }
        return beyond;
      });
      expect(cut, path).toEqual([]);
      await expect(page.locator('header').first()).toBeHidden();
      await expect(page.locator('.how')).toBeHidden();
      for (const question of await page.locator('.question').all()) await expect(question).toHaveCSS('break-inside', 'avoid');
      const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g)?.length;
      expect(pages, path).toBe(path.startsWith('polls') ? 1 : 2);
    }
  });
}
