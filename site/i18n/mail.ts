/** Letters to officials and what is in their way, in words. */
import type { Letter, Trouble } from '../../worker/mail/rules.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

/** What a letter is about. */
export function letterName(locale: Locale, kind: Letter['kind']): string {
  const t = { locale };
  switch (kind) {
    case 'sign-in':
      return m.mail_kind_sign_in({}, t);
    case 'invited':
      return m.mail_kind_invited({}, t);
    case 'invitation-used':
      return m.mail_kind_invitation_used({}, t);
    case 'digest':
      return m.mail_kind_digest({}, t);
    case 'danger':
      return m.mail_kind_danger({}, t);
    case 'late-answer':
      return m.mail_kind_late_answer({}, t);
  }
}

/** Why a letter was not sent, in one sentence. */
export function troubleSaid(locale: Locale, trouble: Trouble): string {
  const t = { locale };
  switch (trouble) {
    case 'unreachable':
      return m.mail_trouble_unreachable({}, t);
    case 'sign-in-refused':
      return m.mail_trouble_sign_in_refused({}, t);
    case 'not-encrypted':
      return m.mail_trouble_not_encrypted({}, t);
    case 'refused':
      return m.mail_trouble_refused({}, t);
    case 'link-too-old':
      return m.mail_trouble_link_too_old({}, t);
    case 'disabled':
      return m.mail_trouble_disabled({}, t);
  }
}
