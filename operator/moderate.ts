/** `npm run moderate`: reads the comments that wait, publishes one or hides one for a reason of the published list. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hidingReason } from '../worker/comments/contract.ts';
import { hidingReasons } from '../worker/comments/rules.ts';
import { type ModerationForm, moderatedReply, readingQuery, readingReply } from '../worker/moderation/contract.ts';
import { localPortal, originOf, portalAt, read, tokenFrom } from './api.ts';
import { counted, Misuse, neutralised, run } from './command.ts';

const states = readingQuery.shape.state.unwrap();
const usage = `Usage: npm run moderate -- list [--state ${states.options.join('|')}]
       npm run moderate -- publish <id>
       npm run moderate -- hide <id> --reason <reason>
  --reason        ${hidingReasons.join(', ')}
  --url URL       the portal: ${localPortal} unless told
  --token TOKEN   the operator's: OPERATOR_TOKEN, or the one in .dev.vars unless told`;

const most = 200;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      state: { type: 'string', default: 'waiting' },
      reason: { type: 'string' },
      url: { type: 'string', default: localPortal },
      token: { type: 'string' },
    },
  });
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw new Misuse('One comment at a time.');
  const portal = () => portalAt(originOf(values.url), tokenFrom(values.token)).moderation.comments;

  if (command === 'list' && id === undefined) {
    const state = states.safeParse(values.state);
    if (!state.success) throw new Misuse(`A comment is ${states.options.join(', ')}.`);
    const { comments } = await read(portal().$get({ query: { state: state.data, limit: String(most) } }), readingReply);
    for (const comment of comments) console.log(inLines(comment));
    const total = comments.length === most ? `The oldest ${most} comments` : counted(comments.length, 'comment');
    console.log(`${total} ${state.data}.`);
    return 0;
  }
  if (command === 'publish' || command === 'hide') {
    if (!z.uuid().safeParse(id).success || id === undefined) throw new Misuse('Name the comment by its id, as `list` prints it.');
    const decision = decisionFor(command, values.reason);
    console.log(inLines(await read(portal()[':id'].$post({ param: { id }, json: decision }), moderatedReply)));
    return 0;
  }
  throw new Misuse(command ? `There is no such command: ${neutralised(command)}` : 'Say what to do.');
});

function decisionFor(decision: 'publish' | 'hide', given: string | undefined): ModerationForm {
  if (decision === 'publish') {
    if (given !== undefined) throw new Misuse('A reason is given for hiding only.');
    return { decision };
  }
  const reason = hidingReason.safeParse(given);
  if (!reason.success) throw new Misuse(`Give a --reason of the published list: ${hidingReasons.join(', ')}`);
  return { decision, reason: reason.data };
}

/** Each line of the text begins with a bar, so that no text can pass for the next comment. */
function inLines(comment: z.infer<typeof moderatedReply>): string {
  const state = comment.hiddenFor ? `${comment.state} for ${comment.hiddenFor}` : comment.state;
  const text = neutralised(comment.body)
    .split('\n')
    .map((line) => `  │ ${line}`);
  return [comment.id, `  ${comment.consultation}, ${comment.language}, ${comment.submittedAt}, ${state}`, ...text, ''].join('\n');
}
