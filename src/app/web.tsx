import '#ui-kit/styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { organisationContract } from '#modules/organisation/contract';
import { api, connect, reachServer, statusOf } from '#platform/client';
import { getLocale, overwriteGetLocale } from '#texts/runtime';
import { applyStoredPreferences, PreferencesProvider } from '#ui-kit/preferences';
import type { FirstAnswer } from './first-answers.ts';
import { appRouter } from './router.tsx';

connect(() =>
  import('#generated/contract.json', { with: { type: 'json' } }).then((read) => read.default as never),
);
applyStoredPreferences();
// Read once: every text would look into the cookies anew. Another language reloads the page.
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale;

const client = new QueryClient({
  defaultOptions: {
    // Asked also when the browser believes to be offline: the town's server may stand in the same building.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal stays one; only a lost network is worth another try.
      retry: (count, error) => statusOf(error) === null && count < 2,
    },
  },
});

const toSignIn = () =>
  location.assign(`/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}`);
client.getQueryCache().subscribe((event) => {
  if (event.type === 'updated' && event.action.type === 'error' && statusOf(event.action.error) === 401)
    toSignIn();
});

/** The answers the page came with; the address is asked only for what is missing among them. */
function takeFirstAnswers(): void {
  const block = document.getElementById('first-answers')?.textContent;
  if (!block) return;
  for (const { key, data } of JSON.parse(block) as FirstAnswer[]) client.setQueryData(key, data);
}

async function readSession(): Promise<void> {
  const session = await api<typeof organisationContract>('organisation').session({});
  client.setQueryData(['session'], session);
}

async function show(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const router = appRouter();
  await router.load();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <PreferencesProvider>
          <RouterProvider router={router} />
        </PreferencesProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  // At hand before the first click, out of the way of the first rows.
  const soon = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  soon(() => void reachServer().catch(() => undefined));
}

takeFirstAnswers();
if (client.getQueryData(['session'])) void show();
else
  readSession().then(show, (error: unknown) => {
    if (statusOf(error) === 401) return toSignIn();
    throw error;
  });
