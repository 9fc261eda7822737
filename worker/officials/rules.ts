/** Who may do what in the office. Pure. */

export const roles = ['admin', 'publisher', 'editor', 'moderator', 'analyst', 'clerk'] as const;
export type Role = (typeof roles)[number];

/** All that can be permitted. */
export const permissions = [
  'see-desk',
  'moderate',
  'answer',
  'report-progress',
  'hold',
  'enter-papers',
  'withdraw-papers',
  'see-papers',
  'erase-texts',
  'read-audit',
  'manage-officials',
] as const;
export type Permission = (typeof permissions)[number];

/** What each role may do: the least that its work needs. An admin may do everything; nobody may see a sealed result. */
export const permitted: Record<Role, readonly Permission[]> = {
  admin: permissions,
  publisher: ['see-desk', 'answer', 'report-progress', 'hold', 'withdraw-papers', 'see-papers'],
  editor: ['see-desk', 'answer', 'report-progress'],
  moderator: ['see-desk', 'moderate', 'erase-texts'],
  analyst: ['see-desk', 'see-papers', 'read-audit'],
  clerk: ['see-desk', 'enter-papers', 'see-papers'],
};

/** What tells of all departments at once: nobody who is there for one of them may. */
const wholeBody: ReadonlySet<Permission> = new Set(['read-audit']);

interface Standing {
  role: Role;
  department: string | null;
}

/**
 * Whether an official may do something. `department` is that of the entry that it is done to: null where it is the whole public
 * body's, left out where no entry is meant. Who is there for one department may do nothing to what belongs to another, or to all.
 */
export function may({ role, department: own }: Standing, permission: Permission, department?: string | null): boolean {
  if (!permitted[role].includes(permission)) return false;
  if (own === null) return true;
  return department === undefined ? !wholeBody.has(permission) : department === own;
}

/** How long an invitation can be used, in milliseconds. */
export const invitationLasts = 3 * 24 * 60 * 60 * 1000;

/** A link that signs in can be used for this long, in milliseconds. */
export const linkLasts = 15 * 60 * 1000;

/** So long it is known of a session that is over, in milliseconds: when officials were here last. */
export const sessionsKept = 30 * 24 * 60 * 60 * 1000;

/** So often may somebody write a wrong address under an invitation. */
export const invitationAttempts = 5;

/** Whether an invitation can still be used, and if not why. */
export function spent(
  { expiresAt, usedAt, attempts }: { expiresAt: number; usedAt: number | null; attempts: number },
  now: number,
): 'used' | 'expired' | null {
  if (usedAt !== null) return 'used';
  return now >= expiresAt || attempts >= invitationAttempts ? 'expired' : null;
}

/** An address as it is kept and compared. */
export function addressOf(text: string): string {
  return text.trim().toLowerCase();
}
