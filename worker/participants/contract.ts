/** What a browser may learn of itself. */
import { z } from 'zod';

export const participantReply = z.object({ known: z.boolean().describe('Whether the browser has acted before.') });
