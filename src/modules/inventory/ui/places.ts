import type { organisationContract } from '#modules/organisation/contract';
import { api, useEveryRow, useRecord, useTown } from '#platform/client';

export const organisation = api<typeof organisationContract>('organisation');

/** Rooms with their sites, for narrowing the list. */
export function useRooms() {
  const town = useTown();
  const { data } = useEveryRow(['rooms', town], (page) => organisation.rooms.list({ town, ...page }));
  return data ?? [];
}

/** All offices, for whose an item is. */
export function useOffices() {
  const town = useTown();
  const { data } = useEveryRow(['offices', town], (page) => organisation.offices.list({ town, ...page }));
  return data ?? [];
}

/** The sites to choose from, in the order of their names. */
export function useSites() {
  const town = useTown();
  const { data } = useRecord(['sites', town, 'first'], () => organisation.sites.list({ town, limit: 200 }));
  return data?.rows ?? [];
}
