/** Everything that the database holds, as one text: what is to be nowhere is looked for in it. */
import { env } from 'cloudflare:workers';
import { rows } from './recount.ts';

export async function dumped(): Promise<string> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_cf%' escape '\\'",
  ).all<{ name: string }>();
  return JSON.stringify(await Promise.all(results.map(async ({ name }) => [name, await rows(name)])));
}
