import '#ui-kit/styles/index.css';
import { applyStoredPreferences } from '#ui-kit/preferences';
import { keepEarlyInput } from './early-input.ts';

applyStoredPreferences();

/** Ends when the frame at hand has been shown; a page in the background shows none. */
const shown = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve();
    requestAnimationFrame(() => setTimeout(resolve));
  });

// A page that came drawn is shown before the application takes it over: starting that takes longer than a frame.
const root = document.getElementById('root');
if (root?.firstChild) {
  keepEarlyInput(root);
  await shown();
}
await import('./application.tsx');
