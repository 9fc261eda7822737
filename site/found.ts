/** What an answer of the API holds; null where nothing is there. Anything else is a failure, which a page must not call "nothing". */
interface Answer {
  ok: boolean;
  status: number;
  json(): Promise<unknown>;
}

export async function found<Reply>(answer: Answer): Promise<Reply | null> {
  if (answer.ok) return (await answer.json()) as Reply;
  if (answer.status === 404) return null;
  throw new Error(`the API answered ${answer.status}`);
}
