/** The keys of the moderators' queue, whatever the keyboard is set to. */
import { expect, test } from 'vitest';
import { commandOf, reasonAt } from '../../site/islands/queue-keys.ts';

const pressed = (key: string, code = '', held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test.each([
  ['j', 'KeyJ', 'next'],
  ['A', 'KeyA', 'publish'],
  // French keyboards have the letter A where others have Q: the letter counts.
  ['a', 'KeyQ', 'publish'],
  ['ש', 'KeyA', 'publish'],
  ['ф', 'KeyA', 'publish'],
  ['ش', 'KeyA', 'publish'],
  ['י', 'KeyH', 'hide'],
  ['؟', 'Slash', 'help'],
  ['ArrowDown', 'ArrowDown', 'next'],
  ['z', 'KeyZ', null],
  ['Enter', 'Enter', null],
])('%s (%s) is %s', (key, code, command) => {
  expect(commandOf(pressed(key, code), true)).toBe(command);
});

test('turned off, letters do nothing, and arrows still move', () => {
  expect(commandOf(pressed('a', 'KeyA'), false)).toBeNull();
  expect(commandOf(pressed('?', 'Slash'), false)).toBeNull();
  expect(commandOf(pressed('ArrowUp', 'ArrowUp'), false)).toBe('previous');
});

test('keys that the browser or a screen reader has are left to them', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey']) {
    expect(commandOf(pressed('a', 'KeyA', { [held]: true }), true)).toBeNull();
    expect(reasonAt(pressed('1', 'Digit1', { [held]: true }))).toBeNull();
  }
});

test('a reason has its number, in the digits of any keyboard', () => {
  expect(reasonAt(pressed('1', 'Digit1'))).toBe(0);
  expect(reasonAt(pressed('٣', 'Digit3'))).toBe(2);
  expect(reasonAt(pressed('End', 'Numpad1'))).toBe(0);
  expect(reasonAt(pressed('0', 'Digit0'))).toBeNull();
});
