/** The collections of `content/`: facts once, words per language. Every field is documented in the contract that declares it. */

import { defineCollection } from 'astro:content';
import { existsSync, readFileSync } from 'node:fs';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { consultationFacts, consultationWords } from '../worker/comments/contract.ts';
import { eventFacts, eventWords } from '../worker/events/contract.ts';
import { planFacts, planWords } from '../worker/plans/contract.ts';
import { pollFacts, pollWords, quizFacts, quizWords } from '../worker/questionnaires/contract.ts';
import { pageFacts, pageWords } from './page.ts';
import { townMap } from './town.ts';

const content = process.env.KIKAR_CONTENT ?? './content';

/** One file of facts for each entry: its id is the folder's name. */
function facts<Schema extends z.ZodType>(folder: string, file: string, schema: Schema) {
  return defineCollection({
    loader: glob({ base: `${content}/${folder}`, pattern: `*/${file}.yaml`, generateId: ({ entry }) => entry.split('/')[0] ?? entry }),
    schema,
  });
}

/** One Markdown file for each language: its id is `<slug>/<language>`. */
function words<Schema extends z.ZodType>(folder: string, schema: Schema) {
  return defineCollection({
    loader: glob({ base: `${content}/${folder}`, pattern: '*/*.md', generateId: ({ entry }) => entry.replace(/\.md$/, '') }),
    schema,
  });
}

/** The map of the town, where there is one: its only entry has the id `map`. */
const town = defineCollection({
  loader: () => {
    const file = `${content}/map.geojson`;
    return existsSync(file) ? [{ id: 'map', map: JSON.parse(readFileSync(file, 'utf8')) }] : [];
  },
  schema: z.object({ map: townMap }),
});

export const collections = {
  town,
  polls: facts('polls', 'poll', pollFacts),
  pollWords: words('polls', pollWords),
  quizzes: facts('quizzes', 'quiz', quizFacts),
  quizWords: words('quizzes', quizWords),
  consultations: facts('consultations', 'consultation', consultationFacts),
  consultationWords: words('consultations', consultationWords),
  events: facts('events', 'event', eventFacts),
  eventWords: words('events', eventWords),
  plans: facts('plans', 'plan', planFacts),
  planWords: words('plans', planWords),
  pages: facts('pages', 'page', pageFacts),
  pageWords: words('pages', pageWords),
};
