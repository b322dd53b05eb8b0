import '#ui-kit/styles/index.css';
import { createRoot } from 'react-dom/client';
import { loadWalk } from '#modules/assessment/ui';
import { getLocale, overwriteGetLocale } from '#texts/runtime';
import { applyStoredPreferences } from '#ui-kit/preferences';

applyStoredPreferences();
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale;

/** Keeps the page itself on the device. It answers for addresses below /rundgang only, for nothing else of ours. */
async function keepPage(): Promise<void> {
  await navigator.serviceWorker?.register('/rundgang-worker.js', { scope: '/rundgang' });
}

const root = document.getElementById('root');
if (root) {
  const { WalkApp } = await loadWalk();
  createRoot(root).render(<WalkApp />);
  // The page works without it as long as there is a network; private windows have none.
  await keepPage().catch(() => undefined);
}
