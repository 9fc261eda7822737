/** What may be said, in any script, and what is kept of it. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  agreed,
  clean,
  divided,
  lengthOf,
  normalized,
  refuseComment,
  refuseReaction,
  states,
  visible,
  withdrawable,
} from '../../worker/comments/rules.ts';
import { aConsultation, closes, now, opens } from '../support/definitions.ts';

const at = Date.parse;
/** Any text that JSON can carry: every script and emoji, and often what is hard about them, lone surrogates too. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom('e', '\u0301', '\u202e', '\u2066', '\0', '\r', '\n', '\t', ' ', '\u200b', '\ud83d', '\udc4d', 'ש', '!'),
  }),
);

describe('a text that is kept', () => {
  test.prop([anything])('is whole, composed, and carries nothing that hides or re-orders the text around it', (text) => {
    const kept = clean(text);
    expect(kept.isWellFormed()).toBe(true);
    expect(kept).toBe(kept.normalize('NFC'));
    expect(kept).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(kept.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(/\p{Cc}/u);
    expect(kept).not.toMatch(/\n{3}/);
    expect(kept).toBe(kept.trim());
  });

  test.prop([anything])('is not changed by being cleaned again', (text) => {
    expect(clean(clean(text))).toBe(clean(text));
  });

  test.each([
    ['Hebrew with points', 'שָׁלוֹם לַכֹּל'],
    ['Arabic with marks', 'السَّلامُ عليكم'],
    ['Persian with a joiner', 'می\u200cخواهم'],
    ['a direction mark', 'C++\u200e :מתכנתים'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['Amharic, Thai, Devanagari and Chinese', 'ሰላም ไทย नमस्ते 你好'],
    ['two paragraphs and a tab', 'one\n\ntwo\tthree'],
    ['markup, as the plain text that it is', '<script>alert(1)</script> & "quotes" \\ \' -- ; drop table'],
  ])('of %s stays as it was written', (_, text) => {
    expect(clean(text)).toBe(text.normalize('NFC'));
  });

  test('loses overrides, controls, lone surrogates and a stack of empty lines', () => {
    expect(clean('  \u202egnp.exe\u202c\u0000\u0007 a\r\nb\rc\n\n\n\n\nd \ud800 ')).toBe('gnp.exe a\nb\nc\n\nd \ufffd');
    expect(clean('e\u202a\u0301')).toBe('é');
  });
});

describe('what can be seen', () => {
  test.each([
    '',
    ' \n\t',
    '\u200b\u200c\u200d\ufeff',
    '\u2060\u00ad\u034f',
    '\u202e\u202c',
    '\u3164\u115f',
    '\u2800',
    '\u{e0041}\u{e007f}',
    '\ufe0f',
  ])('nothing in %j', (text) => {
    expect(visible(text)).toBe('');
  });

  test.prop([fc.constantFrom('a', 'ש', 'ع', '你', '👍', '?'), anything, anything])(
    'is found wherever it hides',
    (letter, before, after) => {
      expect(visible(before + letter + after)).toContain(letter);
    },
  );
});

describe('a repetition', () => {
  test.each([
    ['More shade, please!', 'more  SHADE please'],
    ['More shade', 'Ｍｏｒｅ ｓｈａｄｅ'],
    ['More shade', 'Mo\u200bre\u00ad shade\u2060'],
    ['café', 'cafe\u0301'],
    ['עוד צל!', 'עוד  צל'],
    ['المزيد من الظل؟', 'المزيد من الظل'],
  ])('%j is known in %j', (one, other) => {
    expect(normalized(other)).toBe(normalized(one));
  });

  test.each([
    ['more shade', 'less shade'],
    ['!', '?'],
    ['👍', '👎'],
    ['10', '100'],
  ])('%j is not %j', (one, other) => {
    expect(normalized(other)).not.toBe(normalized(one));
  });

  test.prop([anything])('is told by something wherever something can be seen', (text) => {
    expect(normalized(text) === '').toBe(visible(text) === '');
  });
});

describe('length', () => {
  test.each([
    ['', 0],
    ['shade', 5],
    ['👨‍👩‍👧‍👦', 1],
    ['🇮🇱', 1],
    ['👍🏽', 1],
    ['שָׁלוֹם', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['नि', 1],
    ['a\nb', 3],
  ])('of %j is %i as people count', (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });
});

describe('a comment', () => {
  const body = 'More shade, please.';
  const comment = { body, isReply: false };

  test.each([
    ['a millisecond early', {}, comment, at(opens) - 1, { tag: 'not-open', opens }],
    ['at the close', {}, comment, at(closes), { tag: 'closed', closes }],
    ['where none are taken', { comments: null }, comment, at(now), { tag: 'not-commentable' }],
    ['without the assurance that is asked for', { assurance: 'code' as const }, comment, at(now), { tag: 'assurance-too-low' }],
    ['of nothing that can be seen', {}, { body: '\u200b', isReply: false }, at(now), { tag: 'empty' }],
    [
      'longer than the maximum',
      { comments: { maximumLength: 100 } },
      { body: '👨‍👩‍👧‍👦'.repeat(101), isReply: false },
      at(now),
      { tag: 'too-long', length: 101, maximum: 100 },
    ],
    ['in a language that the portal is not in', {}, { body, isReply: false, language: 'zz' }, at(now), { tag: 'unknown-language' }],
    [
      'a pile of marks on one letter',
      { comments: { maximumLength: 100 } },
      { body: `a${'\u0301'.repeat(1000)}`, isReply: false },
      at(now),
      { tag: 'too-long', length: 1, maximum: 100 },
    ],
    ['in reply where there are no replies', { comments: { replies: false } }, { body, isReply: true }, at(now), { tag: 'no-replies' }],
  ])('%s is refused', async (_, facts, said, instant, refusal) => {
    expect(refuseComment(await aConsultation(facts), { language: 'en', ...said }, ['en', 'he'], instant)).toEqual(refusal);
  });

  test('is taken from the opening to the last millisecond, up to the maximum, in reply too', async () => {
    const definition = await aConsultation({ comments: { maximumLength: 100 } });
    expect(refuseComment(definition, { body: '👨‍👩‍👧‍👦'.repeat(100), isReply: true, language: 'he' }, ['en', 'he'], at(opens))).toBeNull();
    expect(refuseReaction(definition, at(closes) - 1)).toBeNull();
  });

  test('can be withdrawn in every state but one', () => {
    expect(states.filter(withdrawable)).toEqual(['waiting', 'published', 'hidden']);
  });
});

describe('the order', () => {
  const count = fc.nat({ max: 100_000 });
  test.prop([count, count, count])('is never nonsense: both values are between 0 and 1', (agrees, disagrees, passes) => {
    expect(agreed({ agrees, disagrees, passes })).toBeGreaterThan(0);
    expect(agreed({ agrees, disagrees, passes })).toBeLessThan(1);
    expect(divided({ agrees, disagrees, passes })).toBeGreaterThanOrEqual(0);
    expect(divided({ agrees, disagrees, passes })).toBeLessThan(0.5);
  });

  test('keeps one of one below 39 of 40, and an even split above a lopsided one', () => {
    const counts = (agrees: number, disagrees: number) => ({ agrees, disagrees, passes: 0 });
    expect(agreed(counts(1, 0))).toBeLessThan(agreed(counts(39, 1)));
    expect(divided(counts(10, 10))).toBeGreaterThan(divided(counts(18, 2)));
  });
});
