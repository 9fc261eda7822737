/**
 * `npm run tallies:check`: has the portal count everything again from the answers and reactions that it keeps, and prints
 * each count that differs from the one it shows.
 */
import { parseArgs } from 'node:util';
import { recountReply } from '../worker/recount/contract.ts';
import { localPortal, originOf, portalAt, read, tokenFrom } from './api.ts';
import { counted, neutralised, run } from './command.ts';

const usage = `Usage: npm run tallies:check [-- options]
  --url URL       the portal: ${localPortal} unless told
  --token TOKEN   the operator's: OPERATOR_TOKEN, or the one in .dev.vars unless told`;

await run(usage, async () => {
  const { values } = parseArgs({ options: { url: { type: 'string', default: localPortal }, token: { type: 'string' } } });
  const portal = portalAt(originOf(values.url), tokenFrom(values.token));
  const { recounted, differences } = await read(portal.recount.$get(), recountReply);
  for (const { count, subject, off } of differences) {
    console.log(`${count}, ${neutralised(subject)}: ${Math.abs(off)} ${off > 0 ? 'more' : 'fewer'} found than kept`);
  }
  const of = [
    `${counted(recounted.answers, 'answer')} of ${counted(recounted.responses, 'response')}`,
    counted(recounted.comments, 'comment'),
    counted(recounted.reactions, 'reaction'),
    counted(recounted.participants, 'participant'),
  ];
  console.log(`Recounted ${of.join(', ')}: ${counted(differences.length, 'difference')}`);
  return differences.length === 0 ? 0 : 1;
});
