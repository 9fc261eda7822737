/** Roles of officials, in words. */
import { departments } from 'virtual:portal';
import type { Official } from '../../worker/officials/contract.ts';
import type { Role } from '../../worker/officials/rules.ts';
import { pick } from '../definitions.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

export function roleName(locale: Locale, role: Role): string {
  const t = { locale };
  switch (role) {
    case 'admin':
      return m.role_admin({}, t);
    case 'publisher':
      return m.role_publisher({}, t);
    case 'editor':
      return m.role_editor({}, t);
    case 'moderator':
      return m.role_moderator({}, t);
    case 'analyst':
      return m.role_analyst({}, t);
    case 'clerk':
      return m.role_clerk({}, t);
  }
}

/** What a role may do, in one sentence. */
export function roleMeans(locale: Locale, role: Role): string {
  const t = { locale };
  switch (role) {
    case 'admin':
      return m.role_admin_may({}, t);
    case 'publisher':
      return m.role_publisher_may({}, t);
    case 'editor':
      return m.role_editor_may({}, t);
    case 'moderator':
      return m.role_moderator_may({}, t);
    case 'analyst':
      return m.role_analyst_may({}, t);
    case 'clerk':
      return m.role_clerk_may({}, t);
  }
}

/** The name of a department in the reader's language, or else in another; its id where the portal doesn't know it any more. */
export function departmentName(locale: Locale, id: string): string {
  const names = departments[id];
  return names ? pick(names, locale).words : id;
}

/** Role and department: "moderator, Parks and Gardens Department". */
export function standingOf(locale: Locale, { role, department }: Pick<Official, 'role' | 'department'>): string {
  const name = roleName(locale, role);
  return department ? m.role_of({ role: name, department: departmentName(locale, department) }, { locale }) : name;
}
