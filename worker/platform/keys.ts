/** Keyed hashes (HMAC-SHA-256, by WebCrypto), all made from one secret with a label for each purpose. */
const encoder = new TextEncoder();
const imported = new Map<string, Promise<CryptoKey>>();

function keyOf(secret: string): Promise<CryptoKey> {
  const known = imported.get(secret);
  if (known) return known;
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  imported.set(secret, key);
  return key;
}

/** HMAC of the parts under the secret: 43 characters of base64url. A part can't run into the next. */
export async function keyed(secret: string, ...parts: string[]): Promise<string> {
  const bytes = await crypto.subtle.sign('HMAC', await keyOf(secret), encoder.encode(JSON.stringify(parts)));
  return base64url(new Uint8Array(bytes));
}

/**
 * Who somebody is to one consultation or questionnaire. Two subjects can't be joined by it: each has a secret of its own,
 * derived from the master secret by its name.
 */
export async function respondentKey(secret: string, subject: string, participant: string): Promise<string> {
  return keyed(await keyed(secret, 'respondents', subject), participant);
}

/** What D1 keeps of the secret, to notice that it changed. */
export function fingerprintOf(secret: string): Promise<string> {
  return keyed(secret, 'fingerprint');
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
