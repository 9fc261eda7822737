/**
 * Wakes an island when somebody touches it, by hand, by mouse or by keyboard. Small enough to stand in the page: it only puts the
 * script that the page keeps in a template where it runs. Before that forms are posted as they are.
 */
const signs = ['pointerover', 'pointerdown', 'touchstart', 'focusin', 'keydown'];

function wake(island: Element | null | undefined): void {
  const name = island?.getAttribute('data-island');
  const kept = name && document.querySelector<HTMLTemplateElement>(`template[data-wakes="${name}"]`)?.content.querySelector('script');
  if (!kept) return;
  // A script from a template that came with a server island counts as run: a new one does run.
  const script = document.createElement('script');
  script.type = 'module';
  script.src = kept.getAttribute('src') ?? '';
  document.head.appendChild(script);
  kept.remove();
}

for (const sign of signs) {
  addEventListener(sign, ({ target }) => wake((target as Element).closest?.('[data-island]')), { capture: true, passive: true });
}

// Who has a receipt or a draft here has taken part: they are to be met with it.
for (const island of document.querySelectorAll('[data-kept]')) {
  try {
    if (localStorage.getItem(island.getAttribute('data-kept') ?? '')) wake(island);
  } catch {
    // Storage is refused: nothing is kept.
  }
}

export {};
