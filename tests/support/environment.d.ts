/** What the Worker of the tests is given besides what a deployment gives. */
declare namespace Cloudflare {
  interface Env {
    TWO_WRITES: RateLimit;
    MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
