/** Officials in the journeys: how they come in, and the device that keeps their passkey. */
import { expect, type Page } from '@playwright/test';
import type { Role } from '../../worker/officials/rules.ts';

const operator = { authorization: `Bearer ${process.env.OPERATOR_TOKEN}` };

/** An address that nobody in any journey has yet. */
export const freshAddress = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@tal-oren.example`;

/** The path of a one-time link for somebody new, as the operator's command prints it. */
export async function invited(page: Page, address: string, role: Role, department: string | null = null): Promise<string> {
  const answer = await page.request.post('/api/office/officials', {
    headers: operator,
    data: { address, role, department, language: 'en' },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).path;
}

/** Makes the page's browser that of a new official: for journeys that begin at work. Answers with the address. */
export async function signInAs(page: Page, role: Role, department: string | null = null, name = `The ${role}`): Promise<string> {
  const address = freshAddress(role);
  const path = await invited(page, address, role, department);
  const answer = await page.request.post('/api/office/invitations/accept', { data: { token: path.split('/').at(-1), address, name } });
  expect(answer.status()).toBe(200);
  return address;
}

/** Gives the page's browser a device that makes and keeps passkeys, and whose owner agrees to everything. */
export async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
