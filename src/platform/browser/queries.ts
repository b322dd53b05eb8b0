import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Fn } from '#kernel/functions';
import type { CallContext } from './link.ts';

interface Page<R> {
  rows: R[];
  next: string | null;
  total: number;
  totalIsFloor: boolean;
}

/** A keyset-paged list; `load` gets the cursor of the next page. */
export function usePage<R>(key: readonly unknown[], load: (cursor: string | undefined) => Promise<Page<R>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  return {
    ...query,
    rows: pages.flatMap((page) => page.rows),
    total: pages[0]?.total ?? 0,
    totalIsFloor: pages[0]?.totalIsFloor ?? false,
  };
}

/** One record or view. */
export const useRecord = <T>(key: readonly unknown[], load: () => Promise<T>, enabled = true) =>
  useQuery({ queryKey: key, queryFn: load, enabled });

/** The same; when it is asked for in another way, the last answer stays in view until the next one is there. */
export const useRecordKept = <T>(key: readonly unknown[], load: () => Promise<T>) =>
  useQuery({ queryKey: key, queryFn: load, placeholderData: keepPreviousData });

/**
 * Every row of a list, page after page: for choices and sums, which are wrong without the last ones. Kept under a key of its
 * own, since a page of the same list has another shape.
 */
export function useEveryRow<R>(
  key: readonly unknown[],
  load: (page: { limit: number; cursor?: string }) => Promise<{ rows: R[]; next: string | null }>,
  enabled = true,
) {
  return useRecord(
    [...key, 'every row'],
    async () => {
      const rows: R[] = [];
      let cursor: string | undefined;
      do {
        const page = await load({ limit: 200, ...(cursor ? { cursor } : {}) });
        rows.push(...page.rows);
        cursor = page.next ?? undefined;
      } while (cursor);
      return rows;
    },
    enabled,
  );
}

/** One record as it is now: no data until this page has asked itself, however young what an earlier one read. */
export function useRecordNow<T>(
  key: readonly unknown[],
  load: () => Promise<T>,
): { data: T | undefined; error: Error | null } {
  const asked = useQuery({ queryKey: key, queryFn: load, staleTime: 0 });
  return { data: asked.isFetchedAfterMount ? asked.data : undefined, error: asked.error };
}

/** A change; afterwards every query whose key begins with one of `touches` is read again. */
export function useSave<I, O>(
  save: (input: I, sent: { context: CallContext }) => Promise<O>,
  touches: readonly (readonly unknown[])[],
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { input: I; version?: number; key?: string }) =>
      save(given.input, {
        context: {
          ...(given.version === undefined ? {} : { version: given.version }),
          ...(given.key ? { idempotencyKey: given.key } : {}),
        },
      }),
    onSuccess: () => Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** For when the server has changed much at once, e.g. by an import: whatever was read counts as outdated. */
export function useReadAnew(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

export interface SessionView {
  user: { id: string; login: string; name: string; locale: 'de' | 'en' };
  towns: { slug: string; name: string; functions: Fn[]; owingFactor: Fn[] }[];
}

/** Who is signed in; the app loads it before the first page. */
export function useSession(): SessionView | undefined {
  return useQuery<SessionView>({ queryKey: ['session'], staleTime: Number.POSITIVE_INFINITY, enabled: false })
    .data;
}
