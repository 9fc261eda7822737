/** Where the next page of a list begins: after a value of its order, and an id among equals. Opaque to whoever asks. */
export interface Cursor {
  value: number;
  id: string;
}

export function writeCursor(cursor: Cursor | null): string | null {
  return (
    cursor &&
    btoa(JSON.stringify([cursor.value, cursor.id]))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
  );
}

/** The cursor that a page was asked with, or null where it is none of ours: the first page then. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    const [value, id] = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'number' && typeof id === 'string' ? { value, id } : null;
  } catch {
    return null;
  }
}
