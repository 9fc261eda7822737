/** A page of plain words, such as "How we count": `content/pages/<slug>/page.yaml` and a file of words for each language. */
import { z } from 'zod';

export const pageFacts = z.strictObject({
  order: z.int().describe('Its place among the links at the foot of every page.'),
});

export const pageWords = z.strictObject({
  title: z.string().min(1).max(100).describe('Heading, and the text of links to it.'),
  summary: z.string().min(1).max(300).describe('What stands here, in one sentence.'),
});
