/** A real OpenID provider on this machine, as an organisation would run it: whoever signs in is known by the address that they type. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface OpenId {
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop(): void;
}

/** Starts it for one portal. An address that begins with `unverified` is one that the organisation hasn't checked. */
export async function openIdFor(portal: string): Promise<OpenId> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'kikar', clientSecret: 'a secret between the two of them' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${portal}/api/office/auth/callback/sso`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of this test'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified'), name: 'Somebody' }),
    }),
  });
  server.on('request', provider.callback());
  return { issuer, ...client, stop: () => server.close() };
}
