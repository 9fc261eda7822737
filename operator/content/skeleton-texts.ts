/** The texts of a skeleton, in the language of whoever replaces them. A language that is not here gets the English ones. */
import { mark } from './missing.ts';

const english = {
  title: 'What it is called',
  question: 'The question, as a person would ask it',
  summary: 'In one sentence: what it is about, and what may change',
  firstAnswer: 'The first answer',
  secondAnswer: 'The second answer',
  explanation: 'Why the right answer is right',
  placeName: 'The name of the place',
  address: 'Street and number',
  firstPoint: 'What comes up first',
  secondPoint: 'What comes up then',
  speaker: 'The function of whoever speaks',
  said: 'What people said, in their words',
  answer: 'What will be done, or why not',
  body: 'The background: what the matter is, what is proposed, and who decides.',
};
export type Texts = typeof english;

const texts: Record<string, Texts> = {
  en: english,
  he: {
    title: 'הכותרת',
    question: 'השאלה, כפי שהיו שואלים אותה ברחוב',
    summary: 'במשפט אחד: במה מדובר ומה עשוי להשתנות',
    firstAnswer: 'התשובה הראשונה',
    secondAnswer: 'התשובה השנייה',
    explanation: 'מדוע התשובה הנכונה נכונה',
    placeName: 'שם המקום',
    address: 'רחוב ומספר',
    firstPoint: 'הנושא הראשון',
    secondPoint: 'הנושא השני',
    speaker: 'התפקיד של מי שמדבר',
    said: 'מה אמר הציבור, במילים שלו',
    answer: 'מה ייעשה, או מדוע לא',
    body: 'הרקע: במה מדובר, מה מוצע ומי מחליט.',
  },
  ar: {
    title: 'العنوان',
    question: 'السؤال كما يطرحه الناس',
    summary: 'في جملة واحدة: ما الموضوع وما الذي قد يتغيّر',
    firstAnswer: 'الإجابة الأولى',
    secondAnswer: 'الإجابة الثانية',
    explanation: 'ما الذي يجعل الإجابة الصحيحة صحيحة',
    placeName: 'اسم المكان',
    address: 'الشارع والرقم',
    firstPoint: 'البند الأول',
    secondPoint: 'البند الثاني',
    speaker: 'وظيفة من يتحدّث',
    said: 'ما قاله الناس، بكلماتهم',
    answer: 'ما الذي سيُعمل، أو لماذا لن يُعمل',
    body: 'الخلفية: ما الموضوع، وما المقترح، ومن يقرّر.',
  },
  ru: {
    title: 'Название',
    question: 'Вопрос, как его задали бы люди',
    summary: 'Одним предложением: о чём речь и что может измениться',
    firstAnswer: 'Первый ответ',
    secondAnswer: 'Второй ответ',
    explanation: 'Почему правильный ответ правилен',
    placeName: 'Название места',
    address: 'Улица и дом',
    firstPoint: 'Первый пункт повестки',
    secondPoint: 'Второй пункт повестки',
    speaker: 'Должность того, кто выступает',
    said: 'Что говорили люди, их словами',
    answer: 'Что будет сделано, или почему не будет',
    body: 'Суть дела: о чём речь, что предлагается и кто решает.',
  },
};

/** The texts in a language, each with the mark that says: to be replaced. */
export function textsIn(language: string): Texts {
  const marked = Object.entries(texts[language] ?? english).map(([name, text]) => [name, `${mark} ${text}`]);
  return Object.fromEntries(marked) as Texts;
}
