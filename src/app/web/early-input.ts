/*
 * A page that came drawn is on the screen a moment before the application answers. What somebody does in that
 * moment is kept and done again, in the same order, once it does. Links work by themselves and are left alone.
 */
type Act = () => void;

let acts: Act[] = [];
let watched: HTMLElement | null = null;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const pressable = 'button, [role="button"], input[type="checkbox"], input[type="radio"]';
const fields = 'input, select, textarea';

function onClick(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>(pressable);
  if (!button) return;
  event.preventDefault();
  acts.push(() => button.isConnected && button.click());
}

/** A form sent now would load the page anew and lose what was typed; its button is kept as pressed already. */
const onSubmit = (event: Event): void => event.preventDefault();

function onTyped(event: Event): void {
  const field = event.target as Field;
  if (field.matches(pressable)) return;
  const { value } = field;
  acts.push(() => field.isConnected && enter(field, value));
}

/** As if typed at once; the library underneath notices only what differs from what it last set itself. */
function enter(field: Field, value: string): void {
  // Makes this part of the page answer, if it does not yet.
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (!(field instanceof HTMLSelectElement)) field.value = '';
  const kind = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(kind, 'value')?.set?.call(field, value);
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function onKey(event: KeyboardEvent): void {
  if (event.key.length > 1 || (event.target as Element).matches(fields)) return;
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  // Ctrl+K would go to the browser's own search.
  if (ctrlKey && key === 'k') event.preventDefault();
  const again = { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true };
  acts.push(() => document.body.dispatchEvent(new KeyboardEvent('keydown', again)));
}

/** From the first script of the page on. */
export function keepEarlyInput(root: HTMLElement): void {
  watched = root;
  root.addEventListener('click', onClick, true);
  root.addEventListener('submit', onSubmit, true);
  root.addEventListener('input', onTyped, true);
  window.addEventListener('keydown', onKey, true);
}

/** Once the application answers; a second call does nothing. */
export function doEarlyInput(): void {
  watched?.removeEventListener('click', onClick, true);
  watched?.removeEventListener('submit', onSubmit, true);
  watched?.removeEventListener('input', onTyped, true);
  window.removeEventListener('keydown', onKey, true);
  watched = null;
  const kept = acts;
  acts = [];
  for (const act of kept) act();
}
