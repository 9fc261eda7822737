/** An auditor reads who did what, takes it along, and proves with the operator that nothing in it was changed. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { StoredAct } from '../../worker/audit/contract.ts';
import { signInAs } from './office-support.ts';
import { expect, expectAccessible, test, withAndWithoutScript } from './support.ts';

const command = join(resolve(import.meta.dirname, '../..'), 'operator/audit-verify.ts');

/** What the operator's command prints, and its exit code. */
async function verified(url: string, ...options: string[]): Promise<{ said: string; code: number }> {
  const run = promisify(execFile)(process.execPath, [command, '--url', url, ...options]);
  return run.then(
    ({ stdout }) => ({ said: stdout, code: 0 }),
    ({ stdout, stderr, code }) => ({ said: `${stdout}${stderr}`, code }),
  );
}

withAndWithoutScript('finds what one colleague did, and takes it along', async (page, script) => {
  const name = `=Noa ${crypto.randomUUID().slice(0, 8)}`;
  await signInAs(page, 'clerk', null, name);
  await page.context().clearCookies();
  await signInAs(page, 'analyst');
  await page.goto('/en/office/audit');
  if (script) await expectAccessible(page);
  await page.getByText('Narrow the log').click();
  await page.getByLabel('Who', { exact: true }).selectOption({ label: name });
  await page.getByLabel('What was done').selectOption({ label: 'Came in by an invitation' });
  await page.getByRole('button', { name: 'Show' }).click();
  const rows = page.locator('main ol > li');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Came in by an invitation');
  await expect(rows).toContainText(`${name} (Clerk) · Monday 23 November 2026`);
  if (script) await expectAccessible(page);

  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Take this along as CSV' }).click();
  const file = parse(readFileSync(await (await started).path()), { columns: true, bom: true }) as Record<string, string>[];
  expect(file.map(({ act, role, name: who }) => ({ act, role, who }))).toEqual([
    { act: 'officials.accept', role: 'clerk', who: `'${name}` },
  ]);

  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect(rows.first()).toBeVisible();
});

test('is told what to write where the log cannot be narrowed so', async ({ page }) => {
  await signInAs(page, 'analyst');
  const answer = await page.goto('/he/office/audit?act=%3Cscript%3E&from=yesterday');
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole('alert')).toContainText('אי אפשר לצמצם כך');
  await expectAccessible(page);
});

test('proves with the operator that the log is whole, and that a tampered copy is not', async ({ page, baseURL }) => {
  const portal = baseURL ?? '';
  await signInAs(page, 'analyst');
  await page.goto('/en/office/audit');
  const [, place = '', head = ''] = (await page.getByText('npm run audit:verify').innerText()).match(/--at (\d+) --expects (\S+)/) ?? [];
  expect(head).toMatch(/^[0-9a-f]{64}$/);
  const whole = await verified(portal, '--at', place, '--expects', head);
  expect(whole.said).toMatch(/^[\d,]+ acts, whole\. Head [0-9a-f]{64}\n$/);
  expect(whole.code).toBe(0);

  /** The log as somebody would hand it out who has something to hide. */
  async function told(tamper: (acts: StoredAct[]) => StoredAct[], ...options: string[]) {
    const server = createServer(async (request, response) => {
      const answer = await fetch(new URL(request.url ?? '/', portal), { headers: { authorization: request.headers.authorization ?? '' } });
      const { acts } = (await answer.json()) as { acts: StoredAct[] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ acts: tamper(acts) }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const copy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return verified(copy, ...options).finally(() => server.close());
  }
  const noted = ['--at', place, '--expects', head];
  const second = (act: StoredAct) => act.place === 2;
  expect(await told((acts) => acts.map((act) => (second(act) ? { ...act, official: 'somebody-else' } : act)))).toEqual({
    said: '1 act in order, then the log is not whole. Act 2 was changed: it is not what its hash was made of.\n',
    code: 1,
  });
  expect((await told((acts) => acts.filter((act) => !second(act)))).said).toContain('Act 2 is missing.');
  const cut = await told((acts) => acts.filter((act) => act.place < Number(place)), ...noted);
  expect(cut.said).toContain('it ends too early');
  expect(cut.code).toBe(1);
});

test('is asked for a hash that can be one', async ({ baseURL }) => {
  const { said, code } = await verified(baseURL ?? '', '--expects', 'yesterday');
  expect(said).toContain('64 hexadecimal digits');
  expect(code).toBe(2);
});
