/** `npm run office:invite`: invites an official, and prints the one-time link by which they come in. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { invitationForm, invitedReply } from '../worker/officials/contract.ts';
import { roles } from '../worker/officials/rules.ts';
import { chosenPortal, localPortal, portalAt, read } from './api.ts';
import { Misuse, run } from './command.ts';

const usage = `Usage: npm run office:invite -- <mail address> --role ${roles.join('|')}
  --department ID  the one department that the role is for, as portal.yaml names it; the whole body unless told (an admin's always)
  --language L     the language of what the portal writes to them: en unless told
  --remote         the portal of the last deployment, with the token that .deployed.vars keeps
  --url URL        another portal: ${localPortal} unless told
  --token TOKEN    the operator's: OPERATOR_TOKEN, or the one in .dev.vars unless told`;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      department: { type: 'string' },
      language: { type: 'string', default: 'en' },
      remote: { type: 'boolean', default: false },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const [address, ...more] = positionals;
  if (!z.email().safeParse(address).success || more.length > 0) throw new Misuse('Name one mail address.');
  const form = invitationForm.safeParse({ address, role: values.role, department: values.department ?? null, language: values.language });
  if (!form.success) throw new Misuse(`Give a --role: ${roles.join(', ')}.`);
  const { url, token } = chosenPortal(values);
  const { path, expiresAt } = await read(portalAt(url, token).office.officials.$post({ json: form.data }), invitedReply);
  // A passkey needs a name: browsers take none for an address of numbers.
  const link = new URL(path, url.replace('//127.0.0.1', '//localhost'));
  console.log(`${address} comes in as ${form.data.role} at\n\n  ${link}\n`);
  console.log(`The link works once, until ${expiresAt}, and asks for the address above. Hand it over by a way that you trust.`);
  return 0;
});
