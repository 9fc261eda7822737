/** Officials and their invitations in D1. */
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { type Act, type Actor, acting } from '../../db/audit.ts';
import { open } from '../../db/client.ts';
import { expecting, isUnmet, says } from '../../db/expected.ts';
import { queued } from '../../db/mail.ts';
import { invitations, officials, passkeys, sessions } from '../../db/schema/officials.ts';
import type { Letter } from '../mail/rules.ts';
import type { Official } from './contract.ts';
import { invitationAttempts, type Role } from './rules.ts';

const standing = {
  id: officials.id,
  name: officials.name,
  email: officials.email,
  role: officials.role,
  department: officials.department,
  language: officials.language,
};

/** An official who isn't disabled, by id. */
export async function findActive(d1: D1Database, id: string): Promise<Official | null> {
  const row = await open(d1)
    .select(standing)
    .from(officials)
    .where(and(eq(officials.id, id), isNull(officials.disabledAt)))
    .get();
  return row ?? null;
}

/** An official by the address, disabled or not. */
export function findByAddress(d1: D1Database, address: string) {
  return open(d1)
    .select({ ...standing, disabledAt: officials.disabledAt })
    .from(officials)
    .where(eq(officials.email, address))
    .get();
}

export function find(d1: D1Database, id: string) {
  return open(d1)
    .select({ ...standing, disabledAt: officials.disabledAt })
    .from(officials)
    .where(eq(officials.id, id))
    .get();
}

/** All officials, those who may come in first, with what an admin has to know of each. */
export function list(d1: D1Database) {
  return open(d1)
    .select({
      ...standing,
      disabledAt: officials.disabledAt,
      // with the table's name: inside of the subqueries `id` alone would be theirs
      passkeys: sql<number>`(select count(*) from office_passkeys where official = officials.id)`,
      lastSeenAt: sql<string | null>`(select max(updated_at) from office_sessions where official = officials.id)`,
      invitedUntil: sql<number | null>`(select max(expires_at) from invitations where official = officials.id and used_at is null)`,
      cameIn: sql<number>`exists (select 1 from invitations where official = officials.id and used_at is not null)`,
    })
    .from(officials)
    .orderBy(sql`${officials.disabledAt} is not null`, asc(officials.email))
    .all();
}

export interface Invitation {
  /** The id of the official, new or known. */
  official: string;
  isNew: boolean;
  address: string;
  role: Role;
  department: string | null;
  language: string;
  tokenHash: string;
  expiresAt: number;
  /** The letter that carries the link, where it goes by mail. */
  letter: Letter | null;
}

/** Adds an official, or invites a known one again; links that were made before stop working. */
export function invite(d1: D1Database, actor: Actor, { official, isNew, address, tokenHash, expiresAt, letter, ...facts }: Invitation) {
  const { role, department } = facts;
  const created = new Date(actor.at).toISOString();
  const act = { act: isNew ? 'officials.invite' : 'officials.invite-again', subject: `officials/${official}`, after: { role, department } };
  return acting(d1, actor, [act], (database) => [
    ...(isNew
      ? [
          database
            .insert(officials)
            .values({ id: official, name: '', email: address, emailVerified: 0, ...facts, createdAt: created, updatedAt: created }),
        ]
      : []),
    database
      .update(invitations)
      .set({ expiresAt: actor.at })
      .where(and(eq(invitations.official, official), isNull(invitations.usedAt), gt(invitations.expiresAt, actor.at))),
    database.insert(invitations).values({ tokenHash, official, invitedAt: actor.at, expiresAt }),
    ...(letter ? [queued(database, { official, letter, now: actor.at })] : []),
  ]);
}

/** An invitation by the hash of its token, with whom it is for. */
export function invitationOf(d1: D1Database, tokenHash: string) {
  return open(d1)
    .select({ invitation: invitations, official: officials })
    .from(invitations)
    .innerJoin(officials, eq(officials.id, invitations.official))
    .where(eq(invitations.tokenHash, tokenHash))
    .get();
}

/** Counts that somebody writes an address under an invitation, before it is compared: false where that was done too often. */
export async function attempt(d1: D1Database, tokenHash: string): Promise<boolean> {
  const counted = await open(d1)
    .update(invitations)
    .set({ attempts: sql`${invitations.attempts} + 1` })
    .where(and(eq(invitations.tokenHash, tokenHash), lt(invitations.attempts, invitationAttempts)))
    .returning({ attempts: invitations.attempts });
  return counted.length > 0;
}

/** Uses an invitation up, once: a second use breaks off (`isUnmet`). The address hears of it. */
export function accept(d1: D1Database, actor: Actor & { official: string }, tokenHash: string, name: string) {
  return acting(d1, actor, [{ act: 'officials.accept', subject: `officials/${actor.official}` }], (database) => [
    expecting(database, sql`select used_at is null and expires_at > ${actor.at} from invitations where token_hash = ${tokenHash}`),
    database.update(invitations).set({ usedAt: actor.at }).where(eq(invitations.tokenHash, tokenHash)),
    database.update(officials).set({ name, emailVerified: 1 }).where(eq(officials.id, actor.official)),
    queued(database, { official: actor.official, letter: { kind: 'invitation-used' }, now: actor.at }),
  ]);
}

/** What an admin changes of an official. The database keeps an admin, and signs a disabled official out everywhere. */
export function change(
  d1: D1Database,
  actor: Actor,
  before: { id: string; role: Role; department: string | null; disabledAt: number | null },
  after: { role: Role; department: string | null; disabledAt: number | null },
) {
  const { id, ...was } = before;
  return acting(d1, actor, [{ act: 'officials.change', subject: `officials/${id}`, before: was, after }], (database) => [
    expecting(
      database,
      sql`select role = ${was.role} and department is ${was.department} and disabled_at is ${was.disabledAt} from officials where id = ${id}`,
    ),
    database.update(officials).set(after).where(eq(officials.id, id)),
  ]);
}

/** Changes the name or the language of the official who asks. The log holds that they did so, and never a name. */
export function changeOwn(
  d1: D1Database,
  actor: Actor & { official: string },
  { name, language }: { name?: string | undefined; language?: string | undefined },
) {
  const subject = `officials/${actor.official}`;
  const done = [
    ...(name ? [{ act: 'officials.rename', subject }] : []),
    ...(language ? [{ act: 'officials.change-language', subject }] : []),
  ];
  return acting(d1, actor, done, (database) => [
    database
      .update(officials)
      .set({ ...(name && { name }), ...(language && { language }) })
      .where(eq(officials.id, actor.official)),
  ]);
}

/** Where an official is signed in now, by the time of better-auth, and with which passkeys they can be. */
export async function sessionsOf(d1: D1Database, official: string) {
  const database = open(d1);
  const lasting = and(eq(sessions.official, official), gt(sessions.expiresAt, new Date().toISOString()));
  const [open_, keys] = await database.batch([
    database.select().from(sessions).where(lasting).orderBy(desc(sessions.updatedAt)),
    database.select().from(passkeys).where(eq(passkeys.official, official)).orderBy(asc(passkeys.createdAt)),
  ]);
  return { sessions: open_, passkeys: keys };
}

/** Forgets sessions that were over before an instant; and links and challenges that were, which open nothing any more. */
export async function forgetOver(d1: D1Database, over: { sessions: Date; links: Date }): Promise<void> {
  const database = open(d1);
  await database.delete(sessions).where(lt(sessions.expiresAt, over.sessions.toISOString()));
  await database.run(sql`delete from office_verifications where expires_at < ${over.links.toISOString()}`);
}

/** Ends a session of an official, or removes a passkey: false where it is none of theirs. */
export async function remove(d1: D1Database, actor: Actor & { official: string }, what: 'sessions' | 'passkeys', id: string) {
  const table = what === 'sessions' ? sessions : passkeys;
  const own = and(eq(table.id, id), eq(table.official, actor.official));
  const row = await open(d1).select({ id: table.id }).from(table).where(own).get();
  if (!row) return false;
  const act: Act = { act: what === 'sessions' ? 'sessions.end' : 'passkeys.remove', subject: `officials/${actor.official}` };
  await acting(d1, actor, [act], (database) => [database.delete(table).where(own)]);
  return true;
}

/** Writes down that somebody signed in or out, or enrolled a passkey. */
export function noted(d1: D1Database, actor: Actor & { official: string }, act: string): Promise<void> {
  return acting(d1, actor, [{ act, subject: `officials/${actor.official}` }], () => []);
}

/** Queues a link that signs in. */
export async function sendLink(d1: D1Database, official: string, path: string, now: number): Promise<void> {
  await queued(open(d1), { official, letter: { kind: 'sign-in', path }, now });
}

/** Why the database refused a change of officials, or null where it failed for another reason. */
export function refusalOf(error: unknown): 'last-admin' | 'changed-meanwhile' | null {
  if (says(error, 'the last admin stays')) return 'last-admin';
  return isUnmet(error) ? 'changed-meanwhile' : null;
}
