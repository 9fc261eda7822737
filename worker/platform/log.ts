/** What went wrong, as one line of JSON for whoever runs the portal. */

/** Writes an error down: the query that failed and not its values (after `params:`), for these are what people wrote. */
export function logged(error: unknown, about: Record<string, string>): void {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  console.error(JSON.stringify({ level: 'error', ...about, message: message.replace(/\nparams: .*/s, ''), cause: String(cause ?? '') }));
}
