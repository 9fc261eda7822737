/** On which grounds a text is erased, and what is meant by what an official writes. Pure. */

/** The published list of grounds. */
export const erasureGrounds = ['authors-request', 'court-order', 'others-data'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** Which texts: one comment, or all that its author wrote on that consultation, which is as far as anything can be joined. */
export const erasureScopes = ['comment', 'author'] as const;
export type ErasureScope = (typeof erasureScopes)[number];

/** The id in what an official was given: the id itself, the address of a comment, or that of its receipt. */
export function idIn(text: string): string | null {
  return text.match(/(?<![0-9a-z])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/i)?.[0].toLowerCase() ?? null;
}
