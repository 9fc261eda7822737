/** In whose name the public body answers. */
import { body } from 'virtual:portal';
import { pick } from '../definitions.ts';
import type { Locale } from './locale.ts';
import { departmentName } from './roles.ts';

/** The name of the department that answers, or of the whole public body. */
export function replierOf(locale: Locale, { department }: { department: string | null }): string {
  return department === null ? pick(body, locale).words : departmentName(locale, department);
}
