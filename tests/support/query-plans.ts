/** How the database goes about what it is asked: whether it looks things up, or reads whole tables. */
import { env } from 'cloudflare:workers';

/** The steps of every query that is prepared meanwhile, as SQLite names them: `SCAN reports`, `SEARCH appeals USING INDEX …`. */
export async function stepsOf(ask: (database: D1Database) => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const listening = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'prepare') {
        return (text: string) => {
          texts.push(text);
          return target.prepare(text);
        };
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await ask(listening);
  const plans = await Promise.all(
    texts.map((text) =>
      env.DB.prepare(`explain query plan ${text}`)
        .bind(...Array((text.match(/\?/g) ?? []).length).fill(null))
        .all<{ detail: string }>(),
    ),
  );
  return plans.flatMap(({ results }) => results.map(({ detail }) => detail));
}
