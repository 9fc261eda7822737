/** Who an imported act belongs to, and how a comment comes in. Pure. */

/** A person at the source, as a participant here. No cookie can hold such a name: it has characters that ours haven't. */
export function importedParticipant(consultation: string, person: string): string {
  return `import/${consultation}/${person}`;
}

/** Where an imported comment stands at first: what was rejected at the source was read there; the rest is taken as any comment here. */
export function stateOf(moderation: 'before' | 'after', rejected: boolean): 'waiting' | 'published' | 'hidden' {
  if (rejected) return 'hidden';
  return moderation === 'before' ? 'waiting' : 'published';
}
