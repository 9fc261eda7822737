/** Acts of the office in words: what was done, to what, and what changed by it. */
import { hidingReason } from '../../worker/comments/contract.ts';
import { states } from '../../worker/comments/rules.ts';
import { plurals, statuses } from '../../worker/definitions/rules.ts';
import { erasureGrounds } from '../../worker/erasures/rules.ts';
import { roles } from '../../worker/officials/rules.ts';
import * as m from './compiled/messages.js';
import { dateTime, type Locale, list, number } from './locale.ts';
import { groundOf, reasonOf } from './moderation.ts';
import { departmentName, roleName } from './roles.ts';
import { officeRoutes, pageOf, routes } from './routes.ts';
import { statusName } from './statuses.ts';

type Said = (inputs: Record<string, never>, options: { locale: Locale }) => string;

/** The parts of the office, by the first half of what is done in them. */
export const parts: Record<string, Said> = {
  moderation: m.office_queue,
  replies: m.office_answers,
  plans: m.office_plans,
  papers: m.office_papers,
  holds: m.office_holds,
  erasures: m.office_data,
  retention: m.audit_retention,
  officials: m.office_officials,
  sessions: m.audit_sessions,
  passkeys: m.account_passkeys,
  mail: m.office_mail,
};

/** All that is done in the office, as the log names it. */
export const acts: Record<string, Said> = {
  'moderation.publish': m.audit_moderation_publish,
  'moderation.hide': m.audit_moderation_hide,
  'moderation.undo': m.audit_moderation_undo,
  'replies.post': m.audit_replies_post,
  'replies.edit': m.audit_replies_edit,
  'replies.withdraw': m.audit_replies_withdraw,
  'plans.update': m.audit_plans_update,
  'plans.correct': m.audit_plans_correct,
  'papers.open': m.audit_papers_open,
  'papers.enter': m.audit_papers_enter,
  'papers.read-again': m.audit_papers_read_again,
  'papers.settle': m.audit_papers_settle,
  'papers.take-out': m.audit_papers_take_out,
  'papers.close': m.audit_papers_close,
  'papers.withdraw': m.audit_papers_withdraw,
  'holds.hold': m.audit_holds_hold,
  'holds.resume': m.audit_holds_resume,
  'erasures.erase': m.audit_erasures_erase,
  'retention.carry-out': m.audit_retention_carry_out,
  'officials.invite': m.audit_officials_invite,
  'officials.invite-again': m.audit_officials_invite_again,
  'officials.accept': m.audit_officials_accept,
  'officials.change': m.audit_officials_change,
  'officials.rename': m.audit_officials_rename,
  'officials.change-language': m.audit_officials_language,
  'sessions.begin-by-passkey': m.audit_sessions_passkey,
  'sessions.begin-by-link': m.audit_sessions_link,
  'sessions.begin-by-single-sign-on': m.audit_sessions_sso,
  'sessions.end': m.audit_sessions_end,
  'passkeys.enrol': m.audit_passkeys_enrol,
  'passkeys.remove': m.audit_passkeys_remove,
  'mail.retry': m.audit_mail_retry,
};

/** What was done, or null where the page has no words for it. */
export function actName(locale: Locale, act: string): string | null {
  return acts[act]?.({}, { locale }) ?? null;
}

/** What something was done to: its name where the log alone gives one, and the page where it can be seen. */
export function subjectOf(locale: Locale, subject: string): { name: string; href: string | null } {
  const t = { locale };
  const [many, id = '', ...rest] = subject.split('/');
  const kind = (Object.keys(plurals) as (keyof typeof plurals)[]).find((one) => plurals[one] === many);
  if (kind === 'plan' && rest[0]) return { name: subject, href: routes.commitment(locale, id, rest.at(-1) ?? '') };
  if (kind) return { name: subject, href: pageOf(locale, kind, id) };
  if (many === 'comments') return { name: m.audit_comment({ id: short(id) }, t), href: routes.comment(locale, id) };
  if (many === 'batches') return { name: m.audit_batch({ id: short(id) }, t), href: officeRoutes.batch(locale, id) };
  if (many === 'moderation') return { name: m.audit_bulk({}, t), href: null };
  if (many === 'mail') return { name: m.office_mail({}, t), href: officeRoutes.mail(locale) };
  return { name: [many, ...[id, ...rest].filter(Boolean).map(short)].join('/'), href: null };
}

/** One thing that changed. Where there was nothing before, `from` is null. */
export interface Changed {
  field: string;
  from: string | null;
  to: string;
}

/** What changed by an act, from what it left in the log. */
export function changesOf(locale: Locale, { before, after }: { before: string; after: string }): Changed[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) => {
    if (JSON.stringify(was[field]) === JSON.stringify(is[field])) return [];
    const to = saidOf(locale, field, is[field]);
    return [{ field: fieldName(locale, field), from: field in was ? saidOf(locale, field, was[field]) : null, to }];
  });
}

function fieldsOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function fieldName(locale: Locale, field: string): string {
  const names: Record<string, Said> = {
    role: m.officials_role,
    department: m.audit_field_department,
    disabledAt: m.audit_field_disabled,
    state: m.audit_field_state,
    reason: m.audit_field_reason,
    hiddenFor: m.audit_field_reason,
    status: m.audit_field_status,
    version: m.audit_field_version,
    words: m.audit_field_words,
    comments: m.comments,
    ground: m.audit_field_ground,
    numbers: m.audit_field_numbers,
  };
  return names[field]?.({}, { locale }) ?? field;
}

const among = <Value extends string>(values: readonly Value[], value: unknown) => values.find((one) => one === value);

/** Of more than so many only the number is told. */
const listedAtMost = 5;

function saidOf(locale: Locale, field: string, value: unknown): string {
  const t = { locale };
  if (value === null || value === undefined) return field === 'department' ? m.officials_all({}, t) : m.audit_nothing({}, t);
  if (typeof value === 'boolean') return value ? m.audit_yes({}, t) : m.audit_no({}, t);
  if (field.endsWith('At') && (typeof value === 'number' || typeof value === 'string')) return dateTime(locale, value);
  if (typeof value === 'number') return number(locale, value);
  if (Array.isArray(value) && value.length > listedAtMost) return number(locale, value.length);
  if (Array.isArray(value))
    return list(
      locale,
      value.map((one) => saidOf(locale, '', one)),
    );
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'department') return departmentName(locale, value);
  const role = field === 'role' ? among(roles, value) : undefined;
  const status = field === 'status' ? among(statuses, value) : undefined;
  const state = field === 'state' ? among(states, value) : undefined;
  const reason = field === 'reason' || field === 'hiddenFor' ? among(hidingReason.options, value) : undefined;
  const ground = field === 'ground' ? among(erasureGrounds, value) : undefined;
  if (role) return roleName(locale, role);
  if (status) return statusName(locale, status);
  if (reason) return reasonOf(locale, reason);
  if (ground) return groundOf(locale, ground);
  if (state) return stateName[state]({}, t);
  return short(value);
}

const stateName: Record<(typeof states)[number], Said> = {
  waiting: m.audit_state_waiting,
  published: m.audit_state_published,
  hidden: m.audit_state_hidden,
  withdrawn: m.audit_state_withdrawn,
};

/** The beginning of an id or a hash, which tells it apart well enough. */
function short(value: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 8)}…` : value;
}

/** Who can have acted besides officials. */
export function actorName(locale: Locale, role: string): string {
  return role === 'operator' ? m.audit_operator({}, { locale }) : m.audit_portal({}, { locale });
}

/** What somebody was when they acted: a role that there is no more is told as it stood. */
export function roleThen(locale: Locale, role: string): string {
  const one = among(roles, role);
  return one ? roleName(locale, one) : role;
}
