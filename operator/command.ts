/** What the operator's commands have in common: how they fail, and how a text of a stranger is printed. */

/** A failure that needs no stack: what happened and what to do about it. */
export class Failure extends Error {}

/** The command was called wrongly. */
export class Misuse extends Failure {}

/** Runs a command: its number is the exit code; 1 after a failure, 2 where it was called wrongly, with the usage. */
export async function run(usage: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const wrongOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!(error instanceof Failure || wrongOption)) throw error;
    const misused = wrongOption || error instanceof Misuse;
    console.error(misused ? `${error.message}\n\n${usage}` : error.message);
    process.exitCode = misused ? 2 : 1;
  }
}

/**
 * A text as a terminal may show it. What would steer the terminal (C0, C1) or re-order the text around it (UAX #9) is
 * written as its number; ends of lines and tabs stay.
 */
export function neutralised(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A number as people read it: 29,802. */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}

/** A number with its noun: 1 comment, 54 comments. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
