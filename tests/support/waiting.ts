/** Comments that wait to be read, as many as a test needs: invented, in four languages, with a campaign of near copies and floods among them. */
import { generatorOf, type Random } from '../../db/seed/chance.ts';

/** Consultations of the sample whose comments are read before they are published, and an instant at which each was open. */
const openAt = { 'night-buses': '2026-08-17T08:00:00+03:00', 'budget-2027': '2026-11-11T08:00:00+02:00' };
type Consultation = keyof typeof openAt;
const minute = 60_000;

const lines = {
  en: {
    who: ['My daughter', 'The nurse next door', 'Our neighbour', 'My father', 'Half of our street', 'The baker', 'A friend of mine', 'I'],
    what: [
      'come home after eleven',
      'wait in the dark',
      'walk from the station',
      'miss the last bus',
      'share a taxi',
      'work until midnight',
    ],
    where: ['at Mill Lane', 'near the old school', 'by the clinic', 'at the upper stops', 'on Almond Street', 'behind the market'],
    wish: [
      'One bus an hour would do.',
      'Please light the stops.',
      'Sundays matter most.',
      'A smaller bus is enough.',
      'Tell us when it is late.',
    ],
  },
  he: {
    who: ['הבת שלי', 'האחות מהבניין', 'השכן שלנו', 'אבא שלי', 'חצי מהרחוב', 'האופה', 'חברה שלי', 'אני'],
    what: ['חוזרים אחרי אחת עשרה', 'מחכים בחושך', 'הולכים ברגל מהתחנה', 'מפספסים את האחרון', 'מתחלקים במונית', 'עובדים עד חצות'],
    where: ['בדרך הטחנה', 'ליד בית הספר הישן', 'ליד המרפאה', 'בתחנות העליונות', 'ברחוב השקד', 'מאחורי השוק'],
    wish: ['אוטובוס אחד בשעה יספיק.', 'נא להאיר את התחנות.', 'הכי חשוב ביום ראשון.', 'גם אוטובוס קטן יספיק.', 'תגידו כשיש איחור.'],
  },
  ar: {
    who: ['ابنتي', 'الممرضة جارتنا', 'جارنا', 'أبي', 'نصف شارعنا', 'الخبّاز', 'صديقتي', 'أنا'],
    what: ['نعود بعد الحادية عشرة', 'ننتظر في العتمة', 'نمشي من المحطة', 'يفوتنا الأخير', 'نتقاسم سيارة أجرة', 'نعمل حتى منتصف الليل'],
    where: ['في طريق الطاحونة', 'قرب المدرسة القديمة', 'بجانب العيادة', 'في المحطات العليا', 'في شارع اللوز', 'خلف السوق'],
    wish: ['حافلة كل ساعة تكفي.', 'أضيئوا المحطات رجاءً.', 'الأحد هو الأهم.', 'تكفي حافلة صغيرة.', 'أخبرونا عند التأخير.'],
  },
  ru: {
    who: ['Моя дочь', 'Медсестра из нашего дома', 'Наш сосед', 'Мой отец', 'Пол-улицы', 'Пекарь', 'Моя подруга', 'Я'],
    what: [
      'после одиннадцати домой',
      'ждём в темноте',
      'идём пешком от станции',
      'опаздываем на последний',
      'делим такси',
      'работаем до полуночи',
    ],
    where: ['на Мельничной', 'у старой школы', 'у поликлиники', 'на верхних остановках', 'на Миндальной', 'за рынком'],
    wish: [
      'Хватит одного в час.',
      'Осветите остановки.',
      'Важнее всего воскресенье.',
      'Хватит и маленького.',
      'Предупреждайте об опоздании.',
    ],
  },
};
type Language = keyof typeof lines;
const languages = Object.keys(lines) as Language[];
const campaign = 'Keep the last bus at 23:30! Our children come home with it from evening classes, and nobody has asked them.';

export interface Waiting {
  sourceId: string;
  author: string;
  body: string;
  language: Language;
  at: string;
  rejected: false;
}

/** So many comments on a consultation, the same ones each time for a name. */
export function generated(consultation: Consultation, count: number, name: string): Waiting[] {
  const opened = Date.parse(openAt[consultation]);
  const random = generatorOf(name);
  const one = (some: readonly string[]) => some[Math.floor(random() * some.length)] ?? '';
  return Array.from({ length: count }, (_, place) => {
    const language = languages[Math.floor(random() * languages.length)] ?? 'en';
    const copied = random() < 0.03;
    const flooding = !copied && Math.floor(place / 10) % 20 === 3;
    return {
      sourceId: `${name}-${place}`,
      author: flooding ? `${name}-flood-${Math.floor(place / 10)}` : `${name}-person-${place}`,
      body: copied ? `${campaign}${one(['', ' ', '!', ' Thanks.'])}` : said(language, place, random, one),
      language: copied ? 'en' : language,
      at: new Date(opened + place * (flooding ? 1 : 20) * minute).toISOString(),
      rejected: false,
    };
  });
}

function said(language: Language, place: number, random: Random, one: (some: readonly string[]) => string): string {
  const { who, what, where, wish } = lines[language];
  const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${one(who)}, ${one(what)} ${one(where)}. ${one(wish)}`);
  // What tells one household from another, so that few say the same.
  return `${sentences.join(' ')} (${place})`;
}

/** Brings comments in through the operator's import, as a data set that is read before it is published. */
export async function bring(portal: string, token: string, consultation: Consultation, comments: readonly Waiting[]): Promise<void> {
  for (let from = 0; from < comments.length; from += 200) {
    const response = await fetch(new URL(`/api/imports/consultations/${consultation}/comments`, portal), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', origin: new URL(portal).origin },
      body: JSON.stringify({ comments: comments.slice(from, from + 200) }),
    });
    if (!response.ok) throw new Error(`the import answered ${response.status}: ${await response.text()}`);
  }
}
