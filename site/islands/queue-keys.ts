/** What the keys of the queue mean. */

export type Command = 'next' | 'previous' | 'publish' | 'hide' | 'tick' | 'undo' | 'help';

interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const letters: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  a: 'publish',
  h: 'hide',
  x: 'tick',
  u: 'undo',
  '?': 'help',
  '؟': 'help',
};
const arrows: Record<string, Command> = { ArrowDown: 'next', ArrowUp: 'previous' };

/** What a key asks for. `single`: whether keys of one letter are turned on. */
export function commandOf(pressed: Pressed, single: boolean): Command | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  return arrows[pressed.key] ?? (single ? letters[letterOf(pressed)] : undefined) ?? null;
}

/** The place of the reason that a digit stands for, from 0 on. */
export function reasonAt(pressed: Pressed): number | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const digit = /^[1-9]$/.test(pressed.key) ? pressed.key : /^(?:Digit|Numpad)([1-9])$/.exec(pressed.code)?.[1];
  return digit === undefined ? null : Number(digit) - 1;
}

/** The letter of a key, or else the Latin one at its place: a keyboard may be set to Hebrew, Arabic or Russian. */
function letterOf({ key, code }: Pressed): string {
  if (/^[a-z?؟]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}

const place = 'office:keys';

/** Whether this device has turned keys of one letter off. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers it on this device. */
export function turnKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(place);
    else localStorage.setItem(place, 'off');
  } catch {
    // Storage is refused: it holds for this page.
  }
}
