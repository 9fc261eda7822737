/**
 * Papers by keyboard: Enter goes from the number to the answers, digits choose them, Enter saves. Without this the form is what it is.
 */

/** So long may one wait between the digits of one answer. */
const pause = 700;
let typed = '';
let typedAt = 0;

function questions(form: HTMLFormElement): HTMLFieldSetElement[] {
  return [...form.querySelectorAll('fieldset')];
}

function radios(question: HTMLFieldSetElement): HTMLInputElement[] {
  return [...question.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
}

function open(form: HTMLFormElement): HTMLFieldSetElement | undefined {
  return questions(form).find((question) => !radios(question).some(({ checked }) => checked));
}

/** Chooses the answer whose number was typed; where there are more than nine, a second digit may follow. */
function choose(form: HTMLFormElement, question: HTMLFieldSetElement, digit: string): void {
  const now = performance.now();
  typed = now - typedAt < pause ? typed + digit : digit;
  typedAt = now;
  const options = radios(question);
  const chosen = options[Number(typed) - 1] ?? options[Number(digit) - 1];
  if (!chosen) return;
  chosen.checked = true;
  chosen.focus();
  if (options.length > 9) return;
  typed = '';
  const next = open(form);
  if (next) radios(next)[0]?.focus();
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  const form = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.form : null;
  if (!form?.hasAttribute('data-keys') || event.isComposing) return;
  if (target instanceof HTMLTextAreaElement) {
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector('button'));
    return;
  }
  const question = (target as HTMLInputElement).closest('fieldset');
  if (key === 'Enter') {
    const rest = open(form);
    const words = form.querySelector('textarea');
    const next = rest ? radios(rest)[0] : question ? null : words;
    if (!next) return;
    event.preventDefault();
    next.focus();
    return;
  }
  // A keyboard may be set to digits of another script: then the key at that place counts.
  const digit = /^\d$/.test(key) ? key : /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (!question || !digit || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(form, question, digit);
});

// The next paper: the hand is on the keyboard already.
const form = document.querySelector<HTMLFormElement>('form[data-keys]');
for (const told of form?.querySelectorAll<HTMLElement>('[data-with-keys]') ?? []) told.hidden = false;
if (form?.hasAttribute('data-next')) form.querySelector<HTMLInputElement>('input:not([type="hidden"])')?.focus();

export {};
