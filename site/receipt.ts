/** A receipt of either kind, by its id alone. */
import type { CommentReceipt } from '../worker/comments/contract.ts';
import type { ResponseReceipt } from '../worker/questionnaires/contract.ts';

export async function receiptOf(api: App.Locals['api']['api'], id: string): Promise<ResponseReceipt | CommentReceipt | null> {
  const response = await api.responses[':id'].$get({ param: { id } });
  if (response.ok) return response.json();
  const comment = await api.comments[':id'].receipt.$get({ param: { id } });
  return comment.ok ? comment.json() : null;
}
