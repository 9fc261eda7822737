/** Opens the moving map in place of the drawing, and closes it. Its program comes with the first press and not before. */
import * as m from '../i18n/compiled/messages.js';
import type { Locale } from '../i18n/locale.ts';

const button = document.querySelector<HTMLButtonElement>('#open-map');
const drawing = document.querySelector<HTMLElement>('#drawing');
const moving = document.querySelector<HTMLElement>('#moving');
const problem = document.querySelector<HTMLElement>('#map-problem');

if (button && drawing && moving && problem) {
  const { textContent: open } = button;
  const { close = '' } = button.dataset;
  let made = false;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    const opening = moving.hidden;
    moving.hidden = !opening;
    try {
      if (opening && !made) {
        const { draw } = await import('./moving-map.ts');
        await draw(moving, drawing);
        made = true;
      }
      drawing.hidden = opening;
      button.textContent = opening ? close : open;
      button.setAttribute('aria-disabled', 'false');
    } catch (error) {
      // No WebGL, or no connection: the drawing stays, and says the same.
      console.warn(error);
      moving.hidden = true;
      button.hidden = true;
      problem.textContent = m.map_not_to_be_had({}, { locale: document.documentElement.lang as Locale });
    }
  });
}
