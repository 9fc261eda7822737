/** What a word finds: as people type it, not as it happens to stand in a text. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { closeness, folded, matchesAll, piecesOf, typedWords, variantsOf, wordsOf } from '../../worker/finding/rules.ts';

const hebrew = fc.string({ unit: fc.constantFrom(...'אבגדהוזחטיכלמנסעפצקרשת'), minLength: 1, maxLength: 9 });
const arabic = fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'), minLength: 1, maxLength: 9 });
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'שבה ־״"\u05b8.ab') }));

describe('a word', () => {
  test.each([
    ['he', 'ספרייה', 'פתוח גם בספרייה החדשה'],
    ['he', 'בספרייה', 'ספרייה חדשה'],
    ['he', 'בספרייה', 'הספרייה נפתחה'],
    ['he', 'והצל', 'עוד צל ברחובות'],
    ['he', 'צל', 'השמש והצל'],
    ['he', 'צל', 'מהצל אל האור'],
    ['he', 'הספריה', 'הסִפְרִיָּה'],
    ['he', 'הבאר', 'בכיכר־הבאר'],
    ['he', 'מד"א', 'חייגו למד״א'],
    ['he', 'מדא', 'חייגו למד״א'],
    ['he', 'ספרי', 'ספרים'],
    ['he', 'כיכר הבאר', 'מה ישתנה בכיכר ליד באר המים'],
    ['ar', 'مكتبة', 'المكتبة العامة'],
    ['ar', 'مكتبة', 'نلتقي بالمكتبة'],
    ['ar', 'المكتبة', 'وللمكتبة باب'],
    ['ar', 'مكتبه', 'مَكْتَبَةٌ'],
    ['ar', 'احياء', 'أحياء المدينة'],
    ['ar', 'مستشفي', 'المستشفى'],
    ['ar', 'ظل', 'ظـــل'],
    ['en', 'tree', 'Where the first trees stand'],
    ['en', 'trees', 'A tree for the street'],
    ['en', 'SHADE', 'A plan for shade'],
    ['en', 'cafe', 'The café'],
  ])('of %s, %s, finds “%s”', (language, query, text) => {
    expect(matchesAll(text, query, language)).toBe(true);
  });

  test.each([
    ['he', 'ועד', 'פתוח עד יום חמישי'],
    ['he', 'ספרייה', 'ספורט'],
    ['he', 'צל גן', 'צל בלבד'],
    ['he', '', 'צל'],
    ['he', '!!', 'צל!!'],
    ['ar', 'بلد', 'لد'],
    ['en', 'bus', 'bu'],
    ['en', 'בספרייה', 'library'],
  ])('of %s, %s, does not find “%s”', (language, query, text) => {
    expect(matchesAll(text, query, language)).toBe(false);
  });

  test('finds itself before its forms', () => {
    const near = ['ספרייה', 'ספרייהה', 'בספרייה'].map((text) => closeness(text, 'ספרייה', 'he'));
    expect(near).toEqual([...near].sort((one, other) => other - one));
    expect(new Set(near).size).toBe(3);
  });

  test.each([
    ['he', 'ספרייה', ['בספרייה', 'הספרייה', 'מהספרייה']],
    ['he', 'בספרייה', ['ספרייה', 'הספרייה', 'והספרייה']],
    ['he', 'והצל', ['הצל', 'צל', 'בצל']],
    ['he', 'צל', ['הצל', 'והצל', 'מהצל']],
    ['he', 'סִפְרִיָּה', ['ספריה', 'הספריה']],
    ['ar', 'مكتبة', ['المكتبة', 'بالمكتبة', 'وللمكتبة']],
    ['en', 'Trees', ['trees']],
  ])('of %s, %s, is looked for as %j too', (language, word, forms) => {
    expect(variantsOf(word, language)).toEqual(expect.arrayContaining(forms));
  });
});

describe('the forms of a word', () => {
  test.prop([fc.oneof(hebrew, arabic), fc.constantFrom('he', 'ar', 'en', 'ru')])(
    'begin with it, and are each one once',
    (word, language) => {
      const forms = variantsOf(word, language);
      expect(forms[0]).toBe(word);
      expect(new Set(forms).size).toBe(forms.length);
    },
  );

  test.prop([hebrew])('are what it finds in a Hebrew text', (word) => {
    for (const form of variantsOf(word, 'he')) expect({ form, found: matchesAll(form, word, 'he') }).toEqual({ form, found: true });
  });

  test.prop([arabic])('are what it finds in an Arabic text', (word) => {
    for (const form of variantsOf(word, 'ar')) expect({ form, found: matchesAll(form, word, 'ar') }).toEqual({ form, found: true });
  });
});

describe('any text', () => {
  test.prop([anything])('folds to the same when it is folded', (text) => {
    expect(folded(folded(text))).toBe(folded(text));
  });

  test.prop([anything, anything, fc.constantFrom('he', 'ar', 'en')])(
    'is all there when found words are marked in it',
    (text, query, language) => {
      expect(
        piecesOf(text, query, language)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    },
  );

  test.prop([anything])('has no more than eight words when it is a query', (text) => {
    expect(typedWords(text).length).toBeLessThanOrEqual(8);
  });

  test('marks what was looked for, with what is glued to it', () => {
    expect(piecesOf('פתוח בספרייה, מחר', 'ספרייה', 'he')).toEqual([
      { text: 'פתוח ', found: false },
      { text: 'בספרייה', found: true },
      { text: ', מחר', found: false },
    ]);
    expect(wordsOf('כיכר־הבאר, 12')).toEqual(['כיכר', 'הבאר', '12']);
  });
});
