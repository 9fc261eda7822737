/** A journalist reads an outcome, its method, and recomputes the figures. */
import { expect, test, withAndWithoutScript } from './support.ts';

withAndWithoutScript('reads a result with its method, and finds the same figures as data', async (page) => {
  await page.goto('/en/polls/almond-street/results');
  const tally = await (await page.request.get('/api/polls/almond-street/tally')).json();
  const count = page.locator('.tally .count');
  await expect(count).toContainText(tally.people.toLocaleString('en-GB'));
  const sum = tally.breakdown.reduce((total: number, row: { people: number }) => total + row.people, 0);
  expect(sum).toBe(tally.people);
  await expect(page.locator('svg.cells rect:not(.none)')).toHaveCount(100);
  const method = page.getByRole('region', { name: 'How this result came about' });
  for (const words of ['Anyone', 'one browser', 'self-selected, not representative', 'Monday 2 November 2026'])
    await expect(method).toContainText(words);

  // The definition under which this was counted is the published one, and its versions are what its parts hash to.
  const definition = await (await page.request.get('/data/polls/almond-street.json')).json();
  await expect(method).toContainText(definition.versions.rules);
  expect(definition.rules.questions[0].options.map(({ id }: { id: string }) => id)).toEqual(
    tally.breakdown.map(({ option }: { option: string }) => option),
  );
});

test('recounts the reactions of a consultation from its published comments', async ({ page }) => {
  const comments = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ sort: 'agreed', limit: '5', ...(after ? { after } : {}) });
    const answer = await (await page.request.get(`/api/consultations/well-square/comments?${query}`)).json();
    comments.push(...answer.comments);
    after = answer.next ?? undefined;
  } while (after);
  const order = comments.map(({ agrees, disagrees, passes }) => (agrees + 1) / (agrees + disagrees + passes + 2));
  expect(order).toEqual([...order].sort((one, other) => other - one));
  expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length);
});

test('cites a comment by an address of its own', async ({ page }) => {
  await page.goto('/en/consultations/well-square/comments?sort=agreed');
  const first = page.locator('article').first();
  const words = await first.locator('.words').textContent();
  await first.locator('a').first().click();
  await expect(page).toHaveURL(/\/en\/comments\/[0-9a-f-]{36}$/);
  await expect(page.locator('article').first()).toContainText(words ?? '');
});

test('reads how comments are ordered where they are ordered', async ({ page }) => {
  await page.goto('/en/consultations/shade-plan/comments?sort=divided');
  await expect(page.getByText('÷ (agree + disagree + pass + 2)')).toBeVisible();
});

withAndWithoutScript('reads the minutes of a town hall, and finds late ones named as late', async (page, script) => {
  await page.goto('/en/consultations/well-square');
  await page.getByRole('region', { name: 'Town halls' }).getByRole('link', { name: 'Read the minutes' }).click();
  await expect(page).toHaveURL(/\/en\/events\/well-square-walk#minutes$/);
  const minutes = page.getByRole('region', { name: 'Minutes' });
  await expect(minutes).toContainText('Published Tuesday 31 March 2026, 12:00.');
  await expect(minutes.getByRole('heading', { name: 'The way to the clinic' })).toBeVisible();
  // What is over can't be taken into a calendar.
  await expect(page.getByRole('link', { name: 'Add to my calendar' })).toHaveCount(0);

  await page.goto('/en/events/night-buses-hearing');
  await expect(page.getByText('We promised the minutes by Friday 18 September 2026. They are late.')).toBeVisible();
  if (script) await expect(page.getByText('Minutes 66 days late')).toBeVisible();
});

test('finds a town hall described for machines', async ({ page }) => {
  await page.goto('/en/events/shade-evening');
  const event = page.locator('[itemtype="https://schema.org/Event"]');
  await expect(event.locator('[itemprop=startDate]')).toHaveAttribute('datetime', '2026-12-08T18:00:00+02:00');
  await expect(event.locator('[itemprop=endDate]')).toHaveAttribute('datetime', '2026-12-08T20:00:00+02:00');
  await expect(event.locator('[itemprop=eventStatus]')).toHaveAttribute('href', 'https://schema.org/EventScheduled');
  await expect(event.locator('[itemprop=eventAttendanceMode]')).toHaveAttribute('href', 'https://schema.org/MixedEventAttendanceMode');
  await expect(event.locator('[itemprop=location] [itemprop=streetAddress]')).toHaveText('8 Orchard Lane, Tal Oren');
});

withAndWithoutScript('reads how far a plan has come, what is late and for how long, and finds the same as data', async (page, script) => {
  await page.goto('/en/plans');
  const listed = page.getByRole('listitem').filter({ hasText: 'Well Square: what we promised' });
  await expect(listed.getByText('1 is late')).toHaveCount(script ? 1 : 0);
  if (!script) await page.getByRole('link', { name: 'See how far it has come' }).click();
  await expect(listed.getByText('1 is late')).toBeVisible();
  await listed.getByRole('link').click();
  await page.getByRole('link', { name: 'See how far it has come' }).last().click();
  const { progress, commitments } = await (await page.request.get('/api/plans/well-square/progress')).json();
  await expect(page.getByText(`${progress.done} of ${progress.all} commitments are done, ${progress.late} is late.`)).toBeVisible();
  await expect(page.locator('.sum svg svg')).toHaveCount(progress.all);
  const late = page.locator('.standings > li').filter({ hasText: '84 days late' });
  await expect(late).toHaveCount(progress.late);
  await expect(late).toContainText('Promised by Monday 31 August 2026');
  await expect(late).toContainText('we should have asked for it in May and asked in August');

  // The figures follow from the dated updates, which are published with the plan.
  const { rules } = await (await page.request.get('/data/plans/well-square.json')).json();
  const now = Date.parse('2026-11-23T10:00:00+02:00');
  const latest = rules.commitments.map(({ updates }: { updates: { at: string; status: string }[] }) => {
    const past = updates.filter(({ at }) => Date.parse(at) <= now).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return past.at(-1)?.status ?? 'planned';
  });
  expect(commitments.map(({ status }: { status: string }) => status)).toEqual(latest);
  expect(latest.filter((status: string) => status === 'done')).toHaveLength(progress.done);
});

test('reads what changed day by day, and subscribes to the same as a feed', async ({ page }) => {
  await page.goto('/he/changes');
  const days = page.locator('ol.days > li');
  const told = await days
    .locator('ul > li a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname + (link as HTMLAnchorElement).hash));
  const instants = await days.locator('time').evaluateAll((times) => times.map((time) => Date.parse(time.getAttribute('datetime') ?? '')));
  expect(told.length).toBeGreaterThan(20);
  expect(instants).toEqual([...instants].sort((one, other) => other - one));
  expect(Math.max(...instants)).toBeLessThanOrEqual(Date.parse('2026-11-23T10:00:00+02:00'));

  const address = (await page.locator('link[type="application/atom+xml"]').getAttribute('href')) ?? '';
  await expect(page.getByRole('main').locator(`a[href="${address}"]`)).toBeVisible();
  const answer = await page.request.get(address);
  expect(answer.headers()['content-type']).toMatch(/^application\/atom\+xml/);
  const feed = await page.evaluate(
    (xml) => {
      const read = new DOMParser().parseFromString(xml, 'application/xml');
      const textOf = (element: Element, name: string) => element.querySelector(name)?.textContent ?? '';
      return {
        error: read.querySelector('parsererror')?.textContent,
        root: `${read.documentElement.namespaceURI} ${read.documentElement.localName}`,
        updated: textOf(read.documentElement, ':scope > updated'),
        entries: [...read.querySelectorAll('entry')].map((entry) => ({
          id: textOf(entry, 'id'),
          title: textOf(entry, 'title'),
          updated: textOf(entry, 'updated'),
          link: entry.querySelector('link')?.getAttribute('href') ?? '',
        })),
      };
    },
    await answer.text(),
  );
  expect(feed).toMatchObject({ error: undefined, root: 'http://www.w3.org/2005/Atom feed' });
  expect(feed.entries.map(({ link }) => new URL(link).pathname + new URL(link).hash)).toEqual(told);
  expect(feed.entries.map(({ updated }) => Date.parse(updated))).toEqual(instants);
  expect(feed.updated).toBe(feed.entries[0]?.updated);
  expect(new Set(feed.entries.map(({ id }) => id)).size).toBe(feed.entries.length);
  // An address has one fragment at most (RFC 3986).
  for (const { id, title } of feed.entries) {
    expect(id).toMatch(/^[^#]+#[^#]+$/);
    expect(title).not.toBe('');
  }
  for (const path of new Set(feed.entries.map(({ link }) => new URL(link).pathname))) {
    expect((await page.request.get(path)).status(), path).toBe(200);
  }
});
