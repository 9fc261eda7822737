/** What Lighthouse says of a page on a phone, with its own simulated network and processor: the median of several runs. */
import lighthouse from 'lighthouse';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Scores = Record<(typeof categories)[number], number>;

export interface Judged {
  scores: Scores;
  /** What cost points, in any run. */
  faults: string[];
}

export async function judge(url: string, port: number, runs: number): Promise<Judged> {
  const all: Scores[] = [];
  const faults = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] });
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse could not read ${url}: ${result?.lhr.runtimeError?.message}`);
    const { lhr } = result;
    all.push(Object.fromEntries(categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)])) as Scores);
    for (const name of categories) {
      for (const { id, weight } of lhr.categories[name]?.auditRefs ?? []) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit?.score != null && audit.score < 0.9) faults.add(`${id}: ${audit.displayValue ?? audit.title}`);
      }
    }
  }
  const scores = Object.fromEntries(categories.map((name) => [name, median(all.map((one) => one[name]))])) as Scores;
  return { scores, faults: [...faults] };
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
