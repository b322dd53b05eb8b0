import { api, useRecord, useTown } from '#platform/client';
import type { organisationContract } from '../contract.ts';

export const organisation = api<typeof organisationContract>('organisation');

/** Reads a whole list; the parts of a town are few, and choices and sums need them all. */
export async function all<Row>(
  load: (cursor: string | undefined) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}

interface Named {
  id: string;
  name: string;
}
const asOptions = (rows: Named[] | undefined) =>
  (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));

const more = (cursor: string | undefined) => (cursor ? { cursor } : {});

export function useOfficeOptions() {
  const town = useTown();
  const { data } = useRecord(['offices', town, 'all'], () =>
    all((cursor) => organisation.offices.list({ town, limit: 200, ...more(cursor) })),
  );
  return asOptions(data);
}

export function useSiteOptions() {
  const town = useTown();
  const { data } = useRecord(['sites', town, 'all'], () =>
    all((cursor) => organisation.sites.list({ town, limit: 200, ...more(cursor) })),
  );
  return asOptions(data);
}

export function useGroupOptions() {
  const town = useTown();
  const { data } = useRecord(['stakeholder-groups', town, 'all'], () =>
    all((cursor) => organisation.stakeholderGroups.list({ town, limit: 200, ...more(cursor) })),
  );
  return asOptions(data);
}

export function usePersonOptions() {
  const town = useTown();
  const { data } = useRecord(['people', town, 'all'], () =>
    all((cursor) => organisation.people.list({ town, limit: 200, ...more(cursor) })),
  );
  return asOptions(data);
}

/** Rooms, all of them or those of a site. */
export function useRooms(of: { siteId?: string } = {}) {
  const town = useTown();
  return useRecord(['rooms', town, 'all', of], () =>
    all((cursor) => organisation.rooms.list({ town, limit: 200, ...of, ...more(cursor) })),
  ).data;
}

/** Duties, all of them or those of a person. */
export function useDuties(of: { personId?: string } = {}) {
  const town = useTown();
  return useRecord(['duties', town, 'all', of], () =>
    all((cursor) => organisation.duties.list({ town, limit: 200, ...of, ...more(cursor) })),
  ).data;
}
