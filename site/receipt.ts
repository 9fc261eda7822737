/** A receipt of either kind, by its id alone. */
import type { CommentReceipt } from '../worker/comments/contract.ts';
import type { ResponseReceipt } from '../worker/questionnaires/contract.ts';
import { found } from './found.ts';

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function receiptOf(api: App.Locals['api']['api'], id: string): Promise<ResponseReceipt | CommentReceipt | null> {
  if (!isId.test(id)) return null;
  return (
    (await found<ResponseReceipt>(await api.responses[':id'].$get({ param: { id } }))) ??
    (await found<CommentReceipt>(await api.comments[':id'].receipt.$get({ param: { id } })))
  );
}
