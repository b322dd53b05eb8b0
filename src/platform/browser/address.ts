import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import type { ComponentType } from 'react';

/** A page of a module, loaded when first visited; `path` below `/t/{town}`, e.g. `feststellungen/$id`. */
export interface PageRoute {
  path: string;
  load: () => Promise<ComponentType>;
}

/** Slug of the town in the address. */
export function useTown(): string {
  return (useParams({ strict: false }) as { town?: string }).town ?? '';
}

type Query = Readonly<Record<string, string>>;

/** Parameters and query of the address; `setQuery` replaces the query without a new history entry unless asked. */
export function useAddress(): {
  params: Query;
  query: Query;
  setQuery: (next: Query, push?: boolean) => void;
  go: (href: string) => void;
} {
  const params = useParams({ strict: false }) as Query;
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const query = Object.fromEntries(new URLSearchParams(search));
  return {
    params,
    query,
    setQuery: (next, push = false) => {
      const text = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== '')).toString();
      void navigate({ to: `${path}${text ? `?${text}` : ''}`, replace: !push, resetScroll: false });
    },
    go: (href) => void navigate({ to: href }),
  };
}
