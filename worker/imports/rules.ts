/** Who an imported act belongs to. Pure. */

/** A person at the source, as a participant here. No cookie can hold such a name: it has characters that ours haven't. */
export function importedParticipant(consultation: string, person: string): string {
  return `import/${consultation}/${person}`;
}
