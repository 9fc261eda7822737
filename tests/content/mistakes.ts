/** Mistakes in files, in polls and in consultations, and the sentences that an editor is told, to the word. */
import { type Files, replaced } from './sample.ts';

const poll = 'polls/trees/poll.yaml';
const pollWords = 'polls/trees/he.md';
const consultation = 'consultations/shade/consultation.yaml';
const fieldsOfPoll =
  'opens, closes, answerBy, answeredAt, options, results, changeable, assurance, consultation, keptUntil, topics, areas, department and place';

export const mistakes: [mistake: string, files: Files, sentences: string[]][] = [
  [
    'a field is missing',
    replaced(poll, 'changeable: true\n', ''),
    [`${poll}: \`changeable\` is missing; add it: whether a person may change or withdraw a vote while the poll is open.`],
  ],
  [
    'a field is misspelt',
    replaced(poll, 'answerBy:', 'answerby:'),
    [`${poll}: \`answerby\` is no field of this file; remove it, or write one of ${fieldsOfPoll}.`],
  ],
  [
    'a field of a group is misspelt',
    { ...replaced(consultation, 'documents:', 'comments: { moderation: after, length: 5 }\ndocuments:') },
    [`${consultation}: \`comments.length\` is no field of this file; remove it, or write one of moderation, maximumLength and replies.`],
  ],
  [
    'a value is none of those allowed',
    replaced(poll, 'live', 'now'),
    [`${poll}: \`results\` is "now"; write live, after-voting or at-close.`],
  ],
  [
    'a text stands for true or false',
    replaced(poll, 'changeable: true', 'changeable: yes'),
    [
      `${poll}: \`changeable\` is the text "yes"; write true or false: whether a person may change or withdraw a vote while the poll is open.`,
    ],
  ],
  [
    'an instant has no quotes',
    replaced(poll, '"2026-01-01T08:00:00+02:00"', '2026-01-01T08:00:00+02:00'),
    [`${poll}: \`opens\` is a date without quotes; put it between quotes.`],
  ],
  [
    'an instant has no time',
    replaced(poll, '"2026-01-01T08:00:00+02:00"', '"2026-01-01"'),
    [`${poll}: \`opens\` is "2026-01-01"; write an instant with its offset, as 2026-11-02T08:00:00+02:00.`],
  ],
  [
    'an option has no name for a URL',
    replaced(poll, '[oak, "no"]', '[oak, "no", Big Oak]'),
    [`${poll}: \`options[2]\` is "Big Oak"; use small letters, digits and single hyphens.`],
  ],
  [
    'an option stands twice',
    replaced(poll, '[oak, "no"]', '[oak, "no", oak]'),
    [`${poll}: \`options\` is not right; each option needs an id of its own.`],
  ],
  [
    'there is one option only',
    { ...replaced(poll, '[oak, "no"]', '[oak]'), 'polls/trees/en.md': '', 'polls/trees/he.md': '' },
    ['polls/trees: has words in no language; add a file of words, as en.md.', `${poll}: \`options\` has 1 entry; give at least 2.`],
  ],
  [
    'a text is too long',
    replaced('polls/trees/en.md', 'Which tree?', 'Which? '.repeat(30)),
    ['polls/trees/en.md: `question` is 209 characters long; write at most 200 characters.'],
  ],
  ['a text is empty', replaced(pollWords, 'oak: אלון', 'oak: ""'), [`${pollWords}: \`options.oak\` is empty; write something.`]],
  [
    'a number is too small',
    replaced(consultation, 'documents:', 'comments: { moderation: after, maximumLength: 5 }\ndocuments:'),
    [`${consultation}: \`comments.maximumLength\` is 5; give at least 100.`],
  ],
  [
    'an option has no label',
    replaced(pollWords, '  no: אף אחד\n', ''),
    [`${pollWords}: \`options.no\` is missing; write its text, or remove no from poll.yaml.`],
  ],
  [
    'a label belongs to no option',
    replaced(pollWords, '  no: אף אחד\n', '  no: אף אחד\n  palm: דקל\n'),
    [`${pollWords}: \`options.palm\` is not in poll.yaml; remove it, or add palm to options there.`],
  ],
  [
    'two labels read alike',
    replaced(pollWords, 'אף אחד', 'אלון'),
    [`${pollWords}: \`options.no\` reads like options.oak; tell them apart.`],
  ],
  [
    'a document has no title',
    replaced('consultations/shade/he.md', 'documents:\n  plan: התוכנית\n', ''),
    ['consultations/shade/he.md: `documents.plan` is missing; write its text, or remove plan from consultation.yaml.'],
  ],
  [
    'a document is not there',
    replaced(consultation, 'https://example.org/plan.pdf', '/documents/not-there.pdf'),
    [
      `${consultation}: \`documents[0].href\` names /documents/not-there.pdf, and there is no such file; put the file into site/public/documents, or correct the name.`,
    ],
  ],
  [
    'two documents have one id',
    replaced(consultation, 'documents:\n', 'documents:\n  - { id: plan, href: https://example.org/plan.odt, format: ODT }\n'),
    [`${consultation}: \`documents\` has two of the id plan; give each an id of its own.`],
  ],
  [
    'a document is elsewhere',
    replaced(consultation, 'https://example.org/plan.pdf', 'plan.pdf'),
    [`${consultation}: \`documents[0].href\` is "plan.pdf"; write a path under /documents/ or an https address.`],
  ],
  [
    'a poll names a consultation that is not there',
    replaced(poll, 'consultation: shade', 'consultation: shadow'),
    [`${poll}: \`consultation\` names shadow, and there is no such consultation; correct it, or remove it.`],
  ],
  [
    'it is about a subject and a district that nobody knows',
    {
      ...replaced(poll, 'results:', 'topics: [trees, roads]\nareas: [hill]\nresults:'),
      ...replaced('portal.yaml', 'contact:', 'topics: { roads: { en: Roads, he: דרכים } }\ncontact:'),
    },
    [
      `${poll}: \`topics\` names trees, which is not in topics of portal.yaml; write one of roads, or add it there.`,
      `${poll}: \`areas\` names hill, which is not in areas of portal.yaml; add it there, or remove it.`,
    ],
  ],
  [
    'a page has the address of a list',
    { 'pages/polls/page.yaml': 'order: 2', 'pages/polls/en.md': '---\ntitle: Us\nsummary: Us.\n---\n' },
    ['pages/polls: has the address of another page of the portal; rename the folder.'],
  ],
  [
    'it closes before it opens',
    replaced(poll, '2026-02-01', '2025-02-01'),
    [`${poll}: \`closes\` is 2025-02-01T20:00:00+02:00, not after opens; write an instant after 2026-01-01T08:00:00+02:00.`],
  ],
  [
    'the answer is promised before the close',
    replaced(poll, '2026-03-01', '2026-01-02'),
    [`${poll}: \`answerBy\` is 2026-01-02T00:00:00+02:00, not after closes; write an instant after 2026-02-01T20:00:00+02:00.`],
  ],
  [
    'a promise to forget before the answer that is promised',
    replaced(poll, 'options:', 'keptUntil: "2026-02-15T00:00:00+02:00"\noptions:'),
    [`${poll}: \`keptUntil\` is 2026-02-15T00:00:00+02:00, not after answerBy; write an instant after 2026-03-01T00:00:00+02:00.`],
  ],
  [
    'it is answered before the close',
    replaced(consultation, '2026-02-20', '2026-01-20'),
    [`${consultation}: \`answeredAt\` is 2026-01-20T10:00:00+02:00, not after closes; write an instant after 2026-02-01T20:00:00+02:00.`],
  ],
  [
    'it is answered without an outcome',
    replaced('consultations/shade/he.md', 'outcome: נטענו עצים.\n', ''),
    [
      'consultations/shade/he.md: `outcome` is missing, and consultation.yaml says answeredAt; write what was decided and why, or remove answeredAt.',
    ],
  ],
  [
    'an outcome is there before the answer',
    replaced(consultation, 'answeredAt: "2026-02-20T10:00:00+02:00"\n', ''),
    ['en', 'he'].map(
      (language) =>
        `consultations/shade/${language}.md: \`outcome\` is there, and consultation.yaml doesn't say when it was answered; write answeredAt, the instant of publication, or remove outcome.`,
    ),
  ],
  [
    'words are in a language that the portal is not in',
    { 'pages/about/fr.md': '---\ntitle: À propos\nsummary: Ce portail.\n---\n' },
    ['pages/about/fr.md: is in a language that the portal is not in; add it to languages in portal.yaml, or remove the file.'],
  ],
  [
    'YAML is broken',
    replaced('polls/trees/en.md', 'summary: A tree', 'summary: Now: a tree'),
    [
      "polls/trees/en.md: can't be read as YAML at line 3, column 10: Nested mappings are not allowed in compact mappings; correct that line (a text with a colon in it needs quotes).",
    ],
  ],
  [
    'words have no front matter',
    { 'pages/about/en.md': 'Just text.\n' },
    ['pages/about/en.md: does not begin with its words between two lines of ---; put the words there, above the text.'],
  ],
  ['facts are missing', { 'pages/about/page.yaml': '' }, ['pages/about/page.yaml: is missing; add the facts of this entry.']],
  [
    'a file is in the wrong place',
    { 'poll/trees.yaml': 'x: 1', 'polls/trees/poll.yml': 'x: 1' },
    [
      'poll: is no kind of content; remove it, or move it into consultations, polls, quizzes, events, plans and pages.',
      'polls/trees/poll.yml: is read by nobody; use poll.yaml for facts and a file as en.md for the words of a language.',
    ],
  ],
  [
    'an entry has no name for a URL',
    { 'pages/Über uns/page.yaml': 'order: 2', 'pages/Über uns/en.md': '---\ntitle: Us\nsummary: Us.\n---\n' },
    ['pages/Über uns: has no name for a URL; rename the folder: small letters, digits and hyphens.'],
  ],
];
