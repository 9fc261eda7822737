/** A text that was typed and not yet received, kept on the device. */
const prefix = 'draft:';

export function draftOf(subject: string): string | undefined {
  try {
    return localStorage.getItem(prefix + subject) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; an empty one is removed. Where storage is refused, the page still works. */
export function keepDraft(subject: string, text: string): void {
  try {
    if (text) localStorage.setItem(prefix + subject, text);
    else localStorage.removeItem(prefix + subject);
  } catch {
    // The text is still in the field.
  }
}
