/** The pictures of shared links say who asks what until when, in every script, and nothing of it is cut off. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { type Card, cardOf, height, margin, width } from '../../site/pictures/card.ts';
import { colours, optionColours } from '../../site/pictures/colours.ts';
import { fitted, font } from '../../site/pictures/letters.ts';
import { pngOf } from '../../site/pictures/png.ts';

const root = resolve(import.meta.dirname, '../..');

function card(direction: 'ltr' | 'rtl', kind: string, title: string, instant: string, town: string): Card {
  const own = (text: string) => ({ text, direction });
  return { direction, kind: own(kind), title: own(title), instant: own(instant), town: own(town), filled: [3, 4, 5] };
}

const longest = {
  en: 'Which of the streets around the covered market, the two schools and the old station should be closed to cars on Fridays from the coming spring on, and which not?',
  he: 'אילו מן הרחובות שסביב השוק המקורה, שני בתי הספר ותחנת הרכבת הישנה כדאי לסגור לרכב פרטי בימי שישי החל באביב הקרוב, אילו לא, ומה דרוש כדי שזה יצליח באמת?',
  ar: 'أيٌّ من الشوارع المحيطة بالسوق المسقوف والمدرستين والمحطة القديمة ينبغي إغلاقه أمام السيارات أيام الجمعة ابتداءً من الربيع القادم، وأيُّها لا، وما الذي يلزم؟',
};

const cards: Record<string, Card> = {
  en: card('ltr', 'Consultation', 'Night buses to the north', 'Until Thursday 3 December 2026, 20:00', 'Tal Oren Town Council'),
  he: card('rtl', 'שיתוף ציבור', 'אוטובוסי לילה לצפון', 'עד יום חמישי, 3 בדצמבר 2026, 20:00', 'מועצת העיר טל אורן'),
  ar: card('rtl', 'مشاورة', 'حافلات ليلية إلى الشمال', 'حتى يوم الخميس، 3 ديسمبر 2026، الساعة 20:00', 'المجلس البلدي في تل أورن'),
  ru: card(
    'ltr',
    'Общественное обсуждение',
    'Ночные автобусы на север',
    'До 3 декабря 2026 г. (четверг), 20:00',
    'Городской совет Таль-Орена',
  ),
  'en, long': card('ltr', 'Poll', longest.en, 'Closed Wednesday 30 September 2026, 20:00.', 'Tal Oren Town Council'),
  'he, long': card('rtl', 'משאל', longest.he, 'נסגר ביום רביעי, 30 בספטמבר 2026, 20:00.', 'מועצת העיר טל אורן'),
  'ar, long': card('rtl', 'استطلاع', longest.ar, 'أُغلقت المشاركة يوم الأربعاء، 30 سبتمبر 2026، الساعة 20:00.', 'المجلس البلدي في تل أورن'),
};

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
  pixels: number;
}

/** Where pixels nearer to a colour than to paper are. */
function extentOf(svg: string, hex: string): Box {
  const rendered = new Resvg(svg, { font }).render();
  const { pixels } = rendered;
  const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16)) as [number, number, number];
  const box = { left: width, right: 0, top: height, bottom: 0, pixels: 0 };
  for (let place = 0; place < width * height; place += 1) {
    const distance = [red, green, blue].reduce((sum, value, channel) => sum + Math.abs(value - (pixels[place * 4 + channel] ?? 0)), 0);
    if (distance > 40) continue;
    const [x, y] = [place % width, Math.floor(place / width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    box.pixels += 1;
  }
  return box;
}

for (const [name, sample] of Object.entries(cards)) {
  test(`a picture in ${name} has its words between the margins, at the edge where reading begins`, () => {
    const svg = cardOf(sample);
    const mirrored = sample.direction === 'rtl';
    const mark = extentOf(svg, colours.pomegranate);
    for (const colour of [colours.ink, colours.olive, colours.soft]) {
      const { left, right, top, bottom, pixels } = extentOf(svg, colour);
      expect(pixels, colour).toBeGreaterThan(400);
      expect(top).toBeGreaterThanOrEqual(margin - 16);
      expect(bottom).toBeLessThanOrEqual(height - margin + 16);
      expect(left).toBeGreaterThanOrEqual(margin - 4);
      expect(right).toBeLessThanOrEqual(width - margin + 4);
    }
    // Title and sentence begin at the margin, and end before the mark.
    const words = extentOf(svg, colours.ink);
    if (mirrored) {
      expect(words.right).toBeGreaterThan(width - margin - 12);
      expect(words.left).toBeGreaterThan(mark.right + 24);
    } else {
      expect(words.left).toBeLessThan(margin + 12);
      expect(words.right).toBeLessThan(mark.left - 24);
    }
  });
}

test('the longest titles are there to the last word', () => {
  for (const [language, text] of Object.entries(longest)) {
    const direction = language === 'en' ? 'ltr' : 'rtl';
    const svg = cardOf(cards[`${language}, long`] as Card);
    const drawn = [...svg.matchAll(new RegExp(`font-weight="700" fill="${colours.ink}">.(.*?).</text>`, 'gu'))]
      .map(([, line]) => line)
      .join(' ');
    expect(drawn).toBe(text);
    const one = fitted(text, { width: 600, height: 40, lineHeight: 1.2, sizes: [30] }, { weight: 700, direction });
    expect(one.lines).toHaveLength(1);
    expect(one.lines[0]).toMatch(/…$/);
  }
});

test('each language has a picture of its own', () => {
  const pictures = Object.values(cards).map((sample) => Buffer.from(pngOf(cardOf(sample))).toString('base64'));
  expect(new Set(pictures).size).toBe(pictures.length);
});

test('drawings have the colours of the pages', () => {
  const tokens = readFileSync(join(root, 'site/styles/tokens.css'), 'utf8');
  const light = (name: string) => tokens.match(new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6})`))?.[1];
  for (const [name, value] of Object.entries(colours)) expect(light(name), name).toBe(value);
  expect(optionColours).toEqual(optionColours.map((_, place) => light(`option-${place + 1}`)));
});
