/** Makes a component of plain HTML live, wherever it sleeps in the page, with what was chosen and typed meanwhile. */
import { type Component, flushSync, hydrate } from 'svelte';

/** A component, as Astro's scripts see it. */
type Island = (...given: never[]) => unknown;

export function awaken(name: string, island: Island): void {
  const wake = () => {
    for (const place of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]:not([data-awake])`)) {
      const tell = enteredIn(place);
      hydrate(island as Component, { target: place, props: JSON.parse(place.dataset.props ?? '{}') });
      flushSync();
      tell();
      place.dataset.awake = '';
    }
  };
  wake();
  // What a server island brings may come later.
  new MutationObserver(wake).observe(document.body, { childList: true, subtree: true });
}

/** Remembers what stands in the fields; the function that it gives back tells the island, as if it were entered now. */
function enteredIn(place: HTMLElement): () => void {
  const tell: (() => void)[] = [];
  const remember = (field: HTMLTextAreaElement | HTMLSelectElement, event: string) => {
    const { value } = field;
    tell.push(() => {
      field.value = value;
      field.dispatchEvent(new Event(event, { bubbles: true }));
    });
  };
  for (const area of place.querySelectorAll('textarea')) if (area.value !== area.defaultValue) remember(area, 'input');
  for (const select of place.querySelectorAll('select')) remember(select, 'change');
  return () => {
    for (const one of tell) one();
  };
}
