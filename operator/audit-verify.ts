/**
 * `npm run audit:verify`: computes the chain of the audit log again from its first act, and says that it is whole, or where and how it
 * first breaks. A head that was noted earlier proves that nothing was cut off since.
 */
import { parseArgs } from 'node:util';
import { chainReply, type StoredAct } from '../worker/audit/contract.ts';
import { type Break, beginning, follow, holds } from '../worker/audit/rules.ts';
import { chosenPortal, localPortal, portalAt, read } from './api.ts';
import { counted, grouped, Misuse, run } from './command.ts';

const usage = `Usage: npm run audit:verify [-- options]
  --expects HASH  also prove that the log still holds this head, noted earlier
  --at PLACE      at this place
  --remote        the portal of the last deployment, with the token that .deployed.vars keeps
  --url URL       another portal: ${localPortal} unless told
  --token TOKEN   the operator's: OPERATOR_TOKEN, or the one in .dev.vars unless told`;

const act = (place: number) => `Act ${grouped(place)}`;
const sentences: Record<Break['how'], (place: number) => string> = {
  changed: (place) => `${act(place)} was changed: it is not what its hash was made of.`,
  missing: (place) => `${act(place)} is missing.`,
  'out-of-order': (place) => `${act(place)} is out of order.`,
  unlinked: (place) => `${act(place)} does not follow the act before it: one of them was replaced, and its hash made anew.`,
};

await run(usage, async () => {
  const { values } = parseArgs({
    options: {
      expects: { type: 'string' },
      at: { type: 'string' },
      remote: { type: 'boolean', default: false },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const noted = notedAs(values.expects, values.at);
  const { url, token } = chosenPortal(values);
  const portal = portalAt(url, token);

  let head = beginning;
  let found = false;
  for (let acts: StoredAct[] | null = null; acts?.length !== 0; ) {
    ({ acts } = await read(portal.audit.$get({ query: { after: String(head.place) } }), chainReply));
    const followed = await follow(head, acts);
    if (followed.broken) {
      console.log(
        `${counted(followed.head.place, 'act')} in order, then the log is not whole. ${sentences[followed.broken.how](followed.broken.place)}`,
      );
      return 1;
    }
    found ||= noted !== null && holds(acts, noted);
    head = followed.head;
  }
  console.log(head.place === 0 ? 'No acts yet.' : `${counted(head.place, 'act')}, whole. Head ${head.hash}`);
  if (noted && !found) {
    console.log(missing(noted, head.place));
    return 1;
  }
  return 0;
});

interface Noted {
  hash: string;
  place: number | null;
}

/** The head that was noted, or null where none is told. */
function notedAs(hash: string | undefined, place: string | undefined): Noted | null {
  if (hash === undefined) {
    if (place !== undefined) throw new Misuse('--at says where the hash of --expects stood: tell both.');
    return null;
  }
  if (!/^[0-9a-f]{64}$/i.test(hash)) throw new Misuse('A head is 64 hexadecimal digits, as this command and the audit log print it.');
  if (place !== undefined && !/^[1-9]\d*$/.test(place)) throw new Misuse('A place is a number from 1 on.');
  return { hash: hash.toLowerCase(), place: place === undefined ? null : Number(place) };
}

function missing({ place }: Noted, length: number): string {
  if (place !== null && place > length) {
    return `But it ends too early: act ${grouped(place)} was noted, and everything after act ${grouped(length)} was cut off.`;
  }
  return `But it doesn't hold the head that was noted${place === null ? '' : ` at ${grouped(place)}`}: it was cut off, or written anew.`;
}
