/** What an editor is told about a content folder, with its place left out. */
import { checkContent } from '../../operator/check-content.ts';
import { sentenceOf } from '../../operator/content/problem.ts';
import { contentWith, type Files } from './sample.ts';

export function sentences(files: Files): string[] {
  const content = contentWith(files);
  return checkContent(content).problems.map((problem) => sentenceOf(problem).replaceAll(`${content}/`, ''));
}
