/** As much of `oidc-provider` as the tests use; it brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: object[];
        claims: Record<string, string[]>;
        cookies: { keys: string[] };
        findAccount: (context: unknown, id: string) => { accountId: string; claims: () => object };
      },
    );
    callback(): RequestListener;
  }
}
