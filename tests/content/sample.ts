/** A small content folder that is right, to break in one place at a time. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Record<string, string>;

export const right: Files = {
  'portal.yaml': `languages: [en, he]
defaultLanguage: en
timeZone: Asia/Jerusalem
name: { en: Town, he: עיר }
body: { en: Council, he: מועצה }
promise: { en: We answer., he: אנחנו עונים. }
contact:
  email: town@example.org
  phone: "1234"
  address: { en: Square 1, he: כיכר 1 }
  hours: { en: mornings, he: בבוקר }
`,
  'consultations/shade/consultation.yaml': `opens: "2026-01-01T08:00:00+02:00"
closes: "2026-02-01T20:00:00+02:00"
answerBy: "2026-03-01T00:00:00+02:00"
answeredAt: "2026-02-20T10:00:00+02:00"
documents:
  - id: plan
    href: https://example.org/plan.pdf
    format: PDF
`,
  'consultations/shade/en.md': `---
title: Shade
summary: Where trees stand.
documents:
  plan: The plan
outcome: Trees are planted.
---

Background.
`,
  'consultations/shade/he.md': `---
title: צל
summary: איפה יעמדו עצים.
documents:
  plan: התוכנית
outcome: נטענו עצים.
---

רקע.
`,
  'polls/trees/poll.yaml': `opens: "2026-01-01T08:00:00+02:00"
closes: "2026-02-01T20:00:00+02:00"
answerBy: "2026-03-01T00:00:00+02:00"
options: [oak, "no"]
results: live
changeable: true
consultation: shade
`,
  'polls/trees/en.md': `---
question: Which tree?
summary: A tree is chosen.
options:
  oak: An oak
  no: None
---
`,
  'polls/trees/he.md': `---
question: איזה עץ?
summary: בוחרים עץ.
options:
  oak: אלון
  no: אף אחד
---
`,
  'pages/about/page.yaml': 'order: 1\n',
  'pages/about/en.md': '---\ntitle: About\nsummary: About this portal.\n---\n\nText.\n',
  'pages/about/he.md': '---\ntitle: אודות\nsummary: על הפורטל.\n---\n\nטקסט.\n',
};

/** The file with a part of it replaced. Throws where the part isn't there: a test that breaks nothing proves nothing. */
export function replaced(file: string, part: string, by: string): Files {
  const text = right[file];
  if (!text?.includes(part)) throw new Error(`${file} has no ${part}`);
  return { [file]: text.replace(part, by) };
}

/** Writes files; an empty text stands for a file that is left out. */
export function write(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    rmSync(join(folder, file), { force: true });
    if (text === '') continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** A new folder with the right content, but for some files. It goes with the test. */
export function contentWith(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kikar-content-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, { ...right, ...files });
  return folder;
}
