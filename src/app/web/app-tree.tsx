import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect } from 'react';
import { statusOf } from '#platform/client';
import { PreferencesProvider } from '#ui-kit/preferences';
import type { FirstAnswer } from '../first-answers.ts';
import type { AppRouter } from './router.tsx';

interface AppTreeProps {
  client: QueryClient;
  router: AppRouter;
  /** Keys and buttons answer from here on. */
  onAnswering?: () => void;
}

/** The whole application around a page: drawn on the server and taken over in the browser, so the same in both. */
export function AppTree({ client, router, onAnswering }: AppTreeProps) {
  // In a turn of its own: while effects run, the library cannot make a part of the page answer at once.
  useEffect(() => void (onAnswering && setTimeout(onAnswering)), [onAnswering]);
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <PreferencesProvider>
          <RouterProvider router={router} />
        </PreferencesProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}

/** A query cache that knows the answers a page came with; the interface is asked only for what is missing. */
export function queryClient(answers: readonly FirstAnswer[]): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // Asked also when the browser believes to be offline: the town's server may stand in the same building.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        // A refusal stays one; a lost network and a database that is busy or away are worth another try.
        retry: (count, error) => [null, 503].includes(statusOf(error)) && count < 2,
      },
    },
  });
  for (const { key, data } of answers) client.setQueryData(key, data);
  return client;
}
