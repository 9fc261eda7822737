/** Whether the secret that respondent keys are made with is the one that the database knows. */
import { open } from '../../db/client.ts';
import { isSecretInUse } from '../../db/participation.ts';

/** Notes the secret at its first use; afterwards false for any other. */
export function secretInUse(database: D1Database, id: string, fingerprint: string, now: number): Promise<boolean> {
  return isSecretInUse(open(database), id, fingerprint, now);
}
