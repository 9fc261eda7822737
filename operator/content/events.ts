/** Whether a town hall agrees with itself and with its words. */
import { eventFacts, eventWords } from '../../worker/events/contract.ts';
import { type Entry, readable } from './entries.ts';
import { keysOf, onceOf } from './keys.ts';
import { pairOf } from './pairs.ts';
import type { Problem } from './problem.ts';

/** The facts of an entry where it is a town hall, as far as they can be read. */
function eventOf(entry: Entry) {
  return entry.kind.folder === 'events' ? readable(eventFacts, entry.facts) : undefined;
}

/** What is wrong with the facts of a town hall. */
export function factsOfEvent(entry: Entry): Problem[] {
  const event = eventOf(entry);
  if (!event) return [];
  const { starts, ends, minutesBy, minutesAt, agenda = [], speakers = [] } = event;
  const { factsFile: file } = entry;
  const points = agenda.map(({ id }) => id);
  const after = (field: string, instant: string | undefined, earlier: string, bound: string | undefined): Problem[] =>
    instant && bound && Date.parse(instant) <= Date.parse(bound)
      ? [{ file, field, wrong: `is ${instant}, not after ${earlier}`, remedy: `write an instant after ${bound}` }]
      : [];
  return [
    ...after('ends', ends, 'starts', starts),
    ...after('minutesBy', minutesBy, 'ends', ends),
    ...after('minutesAt', minutesAt, 'ends', ends),
    ...onceOf(file, 'agenda', points),
    ...onceOf(file, 'speakers', speakers),
  ];
}

/** What is wrong with the words of a town hall in one language. Titles of documents are checked for every kind. */
export function wordsOfEvent(entry: Entry, file: string, value: unknown): Problem[] {
  const event = eventOf(entry);
  // Words that can't be read at all were told already.
  if (!event || typeof value !== 'object' || value === null) return [];
  const words = readable(eventWords, value);
  const { factsFile } = entry.kind;
  const problems: Problem[] = [];
  if (event.agenda && words.agenda) {
    const ids = event.agenda.map(({ id }) => id);
    problems.push(...keysOf(file, 'agenda', words.agenda, ids, factsFile));
  }
  if (event.speakers && words.speakers) problems.push(...keysOf(file, 'speakers', words.speakers, event.speakers, factsFile));
  if (!('place' in value) && !event.online) {
    const wrong = `is missing, and ${factsFile} doesn't say online`;
    problems.push({ file, field: 'place', wrong, remedy: 'write where it takes place, or the address where it can be followed' });
  }
  if (words.onlineNote && !event.online) {
    const wrong = `is there, and ${factsFile} doesn't say online`;
    problems.push({ file, field: 'onlineNote', wrong, remedy: 'write the address there, or remove onlineNote' });
  }
  problems.push(
    ...pairOf(file, {
      field: 'minutes',
      text: words.minutes,
      fact: 'minutesAt',
      said: Boolean(event.minutesAt),
      factsFile,
      write: { text: 'what was said and decided', fact: 'minutesAt, the instant of publication' },
      unsaid: 'when they were published',
    }),
    ...pairOf(file, {
      field: 'cancellation',
      text: words.cancellation,
      fact: 'cancelled',
      said: Boolean(event.cancelled),
      factsFile,
      write: { text: "why it doesn't take place", fact: 'cancelled: true' },
      unsaid: 'that it is cancelled',
    }),
  );
  return problems;
}
