/** Who answers for whom in the office, and what may stand in an answer. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { clean, visible } from '../../worker/comments/rules.ts';
import { roles } from '../../worker/officials/rules.ts';
import { mayAnswer, wordingOf } from '../../worker/replies/rules.ts';

const department = fc.constantFrom(null, 'gardens', 'roads');
const answering = ['admin', 'publisher', 'editor'];

describe('an official answers', () => {
  test.prop([fc.constantFrom(...roles), department, department, department])(
    'with a role that does, and where one department sent them, on its consultations and in its name alone',
    (role, own, of, inTheNameOf) => {
      const fits = own === null || (of === own && inTheNameOf === own);
      expect(mayAnswer({ role, department: own }, of, inTheNameOf)).toBe(answering.includes(role) && fits);
    },
  );
});

describe('the words of an answer', () => {
  test.prop([fc.dictionary(fc.constantFrom('en', 'he', 'de'), fc.string({ unit: 'binary' }))])(
    'are plain text in languages of the portal, or name the language in which they are not',
    (words) => {
      const wording = wordingOf(words, ['en', 'he']);
      if (wording.tag === 'said') {
        expect(Object.keys(wording.words)).toEqual(Object.keys(words));
        for (const text of Object.values(wording.words))
          expect({ text, clean: clean(text) === text && visible(text) !== '' }).toEqual({ text, clean: true });
      } else {
        expect(words).toHaveProperty(wording.language);
        const known = wording.language !== 'de';
        expect(wording.tag).toBe(known ? 'empty' : 'unknown-language');
        if (known) expect(visible(clean(words[wording.language] ?? ''))).toBe('');
      }
    },
  );
});
