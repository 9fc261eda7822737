/** How a page of the office begins: who is there, and whether they may be here. */
import type { AstroGlobal } from 'astro';
import type { Official } from '../worker/officials/contract.ts';
import type { Permission } from '../worker/officials/rules.ts';
import { isLocale, type Locale } from './i18n/locale.ts';
import { officeRoutes } from './i18n/routes.ts';

export interface Entered {
  locale: Locale;
  official: Official;
  /** How many passkeys the official has. */
  passkeys: number;
}

type Page = Pick<AstroGlobal, 'params' | 'locals' | 'url' | 'redirect' | 'rewrite' | 'response'>;

/**
 * The official who may do something, or what is answered instead: the page to sign in, which leads back here, or the page that says
 * that the role doesn't allow it. Pages only hide; it is the API that refuses.
 */
export async function enter(page: Page, permission: Permission = 'see-desk'): Promise<Entered | Response> {
  const { locale } = page.params;
  if (!isLocale(locale)) return page.rewrite('/404');
  page.response.headers.set('cache-control', 'private, no-store');
  const answer = await page.locals.api.api.office.me.$get();
  if (Number(answer.status) === 401) return page.redirect(officeRoutes.signIn(locale, page.url.pathname + page.url.search), 303);
  if (!answer.ok) throw new Error(`the API answered ${answer.status}`);
  const { official, permissions, passkeys } = await answer.json();
  if (!permissions.includes(permission)) return page.rewrite(`/${locale}/office/not-allowed`);
  return { locale, official, passkeys };
}

/** Where somebody goes after signing in: a page of the office that they came from, and nowhere else. */
export function backTo(locale: Locale, to: string | null): string {
  return to && /^\/[a-z]{2,3}\/office(\/|\?|$)/.test(to) ? to : officeRoutes.desk(locale);
}
