/** The way by which something came in, in words. */
import type { Channel } from '../../worker/definitions/contract.ts';
import * as m from './compiled/messages.js';
import type { Locale } from './locale.ts';

export function channelName(locale: Locale, channel: Channel): string {
  const t = { locale };
  switch (channel) {
    case 'web':
      return m.channel_web({}, t);
    case 'paper':
      return m.channel_paper({}, t);
    case 'phone':
      return m.channel_phone({}, t);
    case 'in-person':
      return m.channel_in_person({}, t);
    case 'import':
      return m.channel_import({}, t);
  }
}
