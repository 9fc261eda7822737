/** The browser's half of passkeys: the ceremonies of WebAuthn, by their library, with the office's own doors. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

const doors = '/api/office/auth/passkey';

async function ask<Answer>(door: string, body?: object): Promise<Answer> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${doors}/${door}`, init);
  if (!answer.ok) throw new Error(`${door} answered ${answer.status}`);
  return answer.json();
}

/** Shows the place of a ceremony where the browser can hold it, runs it at a press, and says so where it fails. */
function offer(place: HTMLElement, ceremony: () => Promise<void>): void {
  const button = place.querySelector('button');
  const failed = place.querySelector<HTMLElement>('.error');
  if (!button || !failed || !browserSupportsWebAuthn()) return;
  place.hidden = false;
  button.addEventListener('click', async () => {
    failed.hidden = true;
    button.disabled = true;
    try {
      await ceremony();
    } catch {
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

/** Signs in with a passkey of this device, and goes on to where the person was going. */
export function signInWithPasskey(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    offer(place, async () => {
      const optionsJSON = await ask<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options');
      const response = await startAuthentication({ optionsJSON });
      await ask('verify-authentication', { response });
      location.assign(place.dataset.to ?? '/');
    });
  }
}

/** Enrols a passkey of this device for the official who is signed in. */
export function enrolPasskey(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-enrol]')) {
    offer(place, async () => {
      const optionsJSON = await ask<PublicKeyCredentialCreationOptionsJSON>('generate-register-options');
      const response = await startRegistration({ optionsJSON });
      const name = place.querySelector('input')?.value.trim();
      await ask('verify-registration', { response, ...(name && { name }) });
      location.assign(place.dataset.to ?? location.pathname);
    });
  }
}
