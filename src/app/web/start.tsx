import '#ui-kit/styles/index.css';
import { applyStoredPreferences } from '#ui-kit/preferences';

applyStoredPreferences();

/** Ends when the frame at hand has been shown; a page in the background shows none. */
const shown = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve();
    requestAnimationFrame(() => setTimeout(resolve));
  });

// A page that came drawn is shown before the application takes it over: starting that takes longer than a frame.
if (document.getElementById('root')?.firstChild) await shown();
await import('./application.tsx');
