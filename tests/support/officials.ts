/** Officials as the tests of the Worker meet them: invited by the operator, signed in by their invitation. */
import { expect } from 'vitest';
import { invitedReply, signedInReply } from '../../worker/officials/contract.ts';
import type { Role } from '../../worker/officials/rules.ts';
import { shaped } from './answers.ts';
import { type Browser, operator, origin, type Portal } from './portal.ts';

/** The last part of the path of an invitation. */
export const tokenIn = (path: string) => path.split('/').at(-1) ?? '';

let invited = 0;

export interface Colleague extends Browser {
  /** The id and the address of the official. */
  official: string;
  address: string;
}

/** Invites somebody with the operator's token, and gives back the one-time link. */
export async function invitation(portal: Portal, address: string, role: Role, department: string | null = null) {
  const response = await portal.request('/api/office/officials', {
    method: 'POST',
    headers: { ...operator(), origin, 'content-type': 'application/json' },
    body: JSON.stringify({ address, role, department, language: 'en' }),
  });
  return shaped(response, 201, invitedReply);
}

/** The browser of a new official with this role, signed in. */
export async function signedIn(portal: Portal, role: Role, department: string | null = null): Promise<Colleague> {
  invited += 1;
  const address = `${role}-${invited}@tal-oren.example`;
  const { path } = await invitation(portal, address, role, department);
  const browser = portal.browser();
  const response = await browser.send('POST', '/api/office/invitations/accept', {
    body: { token: tokenIn(path), address, name: `The ${role}` },
  });
  const { official } = await shaped(response, 200, signedInReply);
  expect(browser.cookie).toContain('office.session_token=');
  return Object.assign(browser, { official, address });
}
